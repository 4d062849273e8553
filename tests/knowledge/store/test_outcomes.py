from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.domain import Decision
from knowledge.store import communities, outcomes
from knowledge.store.outcomes import Recorded

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database


async def test_an_event_has_one_outcome_however_often_it_is_recorded(
    database: Database, now: datetime
) -> None:
    first = Recorded("message 1", "Why?", Decision.SUGGEST, 0.5, now, suggestions=(3, 1, 2))
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        assert await outcomes.record(session, "ms", first) == first
    async with database.writer() as session:
        other = replace(first, text="When?", decision=Decision.IGNORE)
        assert await outcomes.record(session, "ms", other) == first
    async with database.reader() as session:
        assert await outcomes.find(session, "ms", "message 1") == first
        assert await outcomes.find(session, "ms", "message 2") is None
        assert await outcomes.find(session, "migraine", "message 1") is None


async def test_a_very_long_key_is_a_key_like_any_other(database: Database, now: datetime) -> None:
    key = "k" * 5000
    outcome = Recorded(key, "Why?", Decision.IGNORE, 0.0, now)
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        await outcomes.record(session, "ms", outcome)
        found = await outcomes.find(session, "ms", key)
        assert found is not None
        assert found.text == "Why?"
        assert await outcomes.find(session, "ms", key + "k") is None
