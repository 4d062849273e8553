"""What can be said about a database without changing it, for whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text

from knowledge.errors import StoreError
from knowledge.store.address import file_of
from knowledge.store.database import Database
from knowledge.store.migrating import HEAD, revision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession

_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """The state of a database.

    `revision` is its migration (None before the first), `head` what this version needs; `size` is in bytes;
    `integrity` is "ok" or the first thing that is wrong. `pragmas` and `path` are SQLite's only. SQLite with
    `checkpoint_bug` can damage a file that two processes have open: only one may use it then.
    """

    database: str
    backend: str
    version: str
    revision: str | None
    head: str
    size: int
    integrity: str
    path: Path | None = None
    pragmas: Mapping[str, str] = field(default_factory=dict)
    checkpoint_bug: bool = False

    @property
    def migrated(self) -> bool:
        return self.revision == self.head


async def inspect(url: str) -> DatabaseFacts:
    """Look at the database at `url`; a file that does not exist is not created.

    Raises:
        StoreError: it cannot be looked at; "not migrated" when there is no file.
    """
    database = Database(url)
    path = file_of(database.address)
    if path is not None and not path.is_file():
        if path.exists():
            raise StoreError(database.name, "unreachable", "it is a folder, not a file")
        raise StoreError(database.name, "not migrated", "there is no such file yet")
    try:
        async with database.reader() as session:
            return await (_sqlite(session, database) if database.sqlite else _postgresql(session, database))
    finally:
        await database.dispose()


async def _sqlite(session: AsyncSession, database: Database) -> DatabaseFacts:
    version = await _value(session, "SELECT sqlite_version()")
    pages = await _value(session, "PRAGMA page_count")
    return DatabaseFacts(
        database=database.name,
        backend="sqlite",
        version=version,
        revision=await revision(session),
        head=HEAD,
        size=int(pages) * int(await _value(session, "PRAGMA page_size")),
        integrity=await _integrity(session),
        path=file_of(database.address),
        pragmas={pragma: await _value(session, f"PRAGMA {pragma}") for pragma in _PRAGMAS},
        checkpoint_bug=_has_checkpoint_bug(tuple(int(part) for part in version.split("."))),
    )


async def _integrity(session: AsyncSession) -> str:
    problem = await _value(session, "PRAGMA quick_check(1)")
    if problem != "ok":
        return problem
    orphan = (await session.execute(text("PRAGMA foreign_key_check"))).first()
    return "ok" if orphan is None else f"a row of {orphan[0]} points to nothing in {orphan[2]}"


async def _postgresql(session: AsyncSession, database: Database) -> DatabaseFacts:
    return DatabaseFacts(
        database=database.name,
        backend="postgresql",
        version=await _value(session, "SHOW server_version"),
        revision=await revision(session),
        head=HEAD,
        size=int(await _value(session, "SELECT pg_database_size(current_database())")),
        integrity="ok",
    )


def _has_checkpoint_bug(version: tuple[int, ...]) -> bool:
    """Tell whether two connections that checkpoint at once can corrupt the file (https://sqlite.org/wal.html)."""
    fixed_branch = (3, 50, 7) <= version < (3, 51)
    return (3, 7, 0) <= version < (3, 51, 3) and not fixed_branch


async def _value(session: AsyncSession, statement: str) -> str:
    return str(await session.scalar(text(statement)))
