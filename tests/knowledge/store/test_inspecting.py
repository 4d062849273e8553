from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from knowledge.errors import StoreError
from knowledge.store.inspecting import _has_checkpoint_bug, inspect
from knowledge.store.migrating import HEAD

if TYPE_CHECKING:
    from knowledge.store.database import Database


async def test_a_sound_database(database: Database, database_url: str) -> None:
    facts = await inspect(database_url)
    assert (facts.revision, facts.migrated, facts.integrity) == (HEAD, True, "ok")
    assert facts.size > 0
    assert facts.version[0].isdigit()
    assert facts.database == database.name
    if facts.backend == "sqlite":
        assert facts.pragmas["journal_mode"] == "wal"
        assert facts.pragmas["synchronous"] == "2"
        assert facts.path is not None


async def test_a_file_that_is_missing_is_not_created(sqlite_url: str) -> None:
    with pytest.raises(StoreError) as caught:
        await inspect(sqlite_url)
    assert caught.value.reason == "not migrated"
    with pytest.raises(StoreError):
        await inspect(sqlite_url)


async def test_an_empty_database_is_not_migrated(postgresql_url: str) -> None:
    facts = await inspect(postgresql_url)
    assert (facts.revision, facts.migrated) == (None, False)


async def test_a_row_that_points_to_nothing_is_told(sqlite_url: str, database: Database) -> None:
    if not database.sqlite:
        pytest.skip("PostgreSQL lets nobody turn its foreign keys off")
    await database.run_pragma("foreign_keys = OFF")
    async with database.writer() as session:
        await session.execute(
            text("INSERT INTO vectors (community_id, model, digest, vector) VALUES ('x', 'm', x'00', x'00')")
        )
    facts = await inspect(sqlite_url)
    assert "vectors" in facts.integrity


@pytest.mark.parametrize(
    ("version", "bug"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_versions_of_sqlite_with_the_checkpoint_bug_are_known(version: tuple[int, ...], *, bug: bool) -> None:
    assert _has_checkpoint_bug(version) is bug
