from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from knowledge.store.columns import as_key, digest_of
from knowledge.store.tables import CommunityRow

if TYPE_CHECKING:
    from knowledge.store.database import Database


async def test_a_moment_comes_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 8, 1, 2, 3, 4, 567, tzinfo=timezone(timedelta(hours=5)))
    async with database.writer() as session:
        await session.execute(insert(CommunityRow).values(id="ms", version=0, created_at=moment))
        kept = await session.scalar(select(CommunityRow.created_at))
    assert kept == moment
    assert kept.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    moment = datetime(2026, 8, 1)  # noqa: DTZ001  # that is the point
    with pytest.raises(StatementError):
        async with database.writer() as session:
            await session.execute(insert(CommunityRow).values(id="ms", version=0, created_at=moment))


def test_a_long_key_becomes_its_digest_and_a_short_one_stays() -> None:
    assert as_key("x" * 200) == "x" * 200
    assert len(as_key("x" * 201)) < 200
    assert as_key("x" * 201) != as_key("x" * 202)
    assert as_key(as_key("x" * 201)) == as_key("x" * 201)


def test_a_digest_is_that_of_the_words_as_they_are_stored() -> None:
    assert digest_of("a\0b") == digest_of("ab") != digest_of("ac")
