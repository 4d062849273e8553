"""Whatever makes a database unusable is told by one reason, and changes nothing."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
from sqlalchemy import make_url, text

from knowledge.domain import EntryText
from knowledge.errors import StoreError
from knowledge.store import communities, entries
from knowledge.store.database import Database
from knowledge.store.migrating import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

SHORT = 0.2  # seconds


def path_of(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def reason_for(url: str, *, migrate: bool = True) -> StoreError:
    with pytest.raises(StoreError) as caught:
        await Database.open(url, migrate=migrate, patience=SHORT)
    return caught.value


@pytest.mark.parametrize(
    "url",
    [
        "",
        "no address at all",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "mysql://root@localhost/faq",
        "postgresql+psycopg://localhost/faq",
        "postgresql://host:port/faq",
    ],
)
async def test_an_address_that_is_not_understood(url: str) -> None:
    assert (await reason_for(url)).reason == "bad url"


async def test_a_password_is_never_told() -> None:
    for url in ("mysql://me:hush@localhost/faq", "postgresql://me:hush@127.0.0.1:1/faq?password=hush"):
        error = await reason_for(url)
        assert "hush" not in f"{error.database} {error.detail} {error}"


async def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    error = await reason_for(f"sqlite:///{tmp_path}")
    assert error.reason == "unreachable"
    assert "folder" in error.detail


async def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (await reason_for(f"sqlite:///{tmp_path}/file/store.sqlite3")).reason == "unreachable"


async def test_a_file_that_is_no_database(sqlite_url: str) -> None:
    path_of(sqlite_url).write_bytes(b"Dear diary, " * 1000)
    assert (await reason_for(sqlite_url)).reason == "corrupt"
    assert path_of(sqlite_url).read_bytes() == b"Dear diary, " * 1000


async def test_a_damaged_database(sqlite_url: str, now: datetime) -> None:
    database = await Database.open(sqlite_url)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        texts = [EntryText(f"Why {number}?", "So." * 200) for number in range(200)]
        await entries.add_many(session, "ms", texts, editor="ada", now=now)
    await database.dispose()
    data = bytearray(path_of(sqlite_url).read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 8192 - 4096)
    path_of(sqlite_url).write_bytes(data)

    async def use() -> None:
        database = await Database.open(sqlite_url)
        try:
            async with database.reader() as session:
                await entries.listed(session, "ms")
        finally:
            await database.dispose()

    with pytest.raises(StoreError) as caught:
        await use()
    assert caught.value.reason == "corrupt"


async def test_a_database_opened_read_only_can_be_read_and_not_written(
    sqlite_url: str, now: datetime
) -> None:
    await migrate(sqlite_url)
    database = await Database.open(f"sqlite:///file:{path_of(sqlite_url)}?mode=ro&uri=true")
    async with database.reader() as session:
        assert await communities.version(session, "ms") == 0
    with pytest.raises(StoreError) as caught:
        async with database.writer() as session:
            await communities.ensure(session, "ms", now)
    assert caught.value.reason == "read-only"
    await database.dispose()


async def test_a_read_only_postgresql(postgresql_url: str, now: datetime) -> None:
    await migrate(postgresql_url)
    name = make_url(postgresql_url).database
    connection = await asyncpg.connect(postgresql_url)
    await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    await connection.close()
    database = await Database.open(postgresql_url)
    with pytest.raises(StoreError) as caught:
        async with database.writer() as session:
            await communities.ensure(session, "ms", now)
    assert caught.value.reason == "read-only"
    await database.dispose()


async def test_a_full_disk_leaves_what_was_there(sqlite_url: str, now: datetime) -> None:
    database = await Database.open(sqlite_url)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        kept = await entries.add(session, "ms", EntryText("Why?", "So."), editor="ada", now=now)
    [pages] = await database.run_pragma("page_count")
    await database.run_pragma(f"max_page_count = {pages + 8}")
    text = EntryText("Why not?", "x" * 1_000_000)
    with pytest.raises(StoreError) as caught:
        async with database.writer() as session:
            await entries.add(session, "ms", text, editor="ada", now=now)
    assert caught.value.reason == "full"
    async with database.reader() as session:
        assert await entries.listed(session, "ms") == [kept]
    async with database.writer() as session:
        await communities.bump(session, "ms")
    await database.dispose()


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.communicate()


async def test_a_database_that_another_process_holds(sqlite_url: str, now: datetime) -> None:
    await migrate(sqlite_url)
    database = await Database.open(sqlite_url, patience=SHORT)
    with held_by_another_process(path_of(sqlite_url)):
        with pytest.raises(StoreError) as caught:
            async with database.writer() as session:
                await communities.ensure(session, "ms", now)
        assert caught.value.reason == "locked"
        async with database.reader() as session:
            assert await communities.version(session, "ms") == 0
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
    await database.dispose()


async def test_a_postgresql_whose_writer_never_ends(postgresql_url: str) -> None:
    first = await Database.open(postgresql_url)
    second = await Database.open(postgresql_url, patience=SHORT)
    async with first.writer():
        with pytest.raises(StoreError) as caught:
            async with second.writer():
                pass
    assert caught.value.reason == "locked"
    async with second.writer() as session:
        assert await session.scalar(text("SELECT 1")) == 1
    await first.dispose()
    await second.dispose()


async def test_a_postgresql_that_is_not_there(postgresql_url: str) -> None:
    assert (await reason_for("postgresql://me@127.0.0.1:1/faq")).reason == "unreachable"
    missing = make_url(postgresql_url).set(database="nowhere").render_as_string(hide_password=False)
    assert (await reason_for(missing)).reason == "unreachable"


async def test_a_postgresql_that_restarts_is_found_again(postgresql_url: str, now: datetime) -> None:
    database = await Database.open(postgresql_url)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
    connection = await asyncpg.connect(postgresql_url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
    async with database.reader() as session:
        assert await communities.version(session, "ms") == 0
    await database.dispose()


async def test_a_database_that_was_never_migrated(database_url: str) -> None:
    assert (await reason_for(database_url, migrate=False)).reason == "not migrated"


async def test_a_database_from_a_newer_version(database_url: str) -> None:
    database = await Database.open(database_url)
    async with database.writer() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.dispose()
    for may_migrate in (True, False):
        error = await reason_for(database_url, migrate=may_migrate)
        assert error.reason == "too new"
        assert "9999" in error.detail
