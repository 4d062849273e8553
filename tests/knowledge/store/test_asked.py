from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from knowledge.domain import Decision
from knowledge.store import asked, communities, outcomes
from knowledge.store.outcomes import Recorded

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.store.database import Database


async def record(
    session: AsyncSession, at: datetime, *events: tuple[str, str], community: str = "ms"
) -> None:
    await communities.ensure(session, community, at)
    for minutes, (key, text) in enumerate(events):
        outcome = Recorded(key, text, Decision.SUGGEST, 0.5, at + timedelta(minutes=minutes))
        await outcomes.record(session, community, outcome)


async def test_wordings_come_once_with_their_number_last_asked_first(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await record(session, now, ("1", "Why?"), ("2", "When?"), ("3", "why? "), ("4", "Who?"))
        await record(session, now, ("5", "Where?"), community="migraine")
        assert await asked.lately(session, "ms", 500) == [("Who?", 1), ("why? ", 2), ("When?", 1)]
        assert await asked.lately(session, "ms", 2) == [("Who?", 1), ("why? ", 2)]


async def test_a_pick_is_no_second_question_and_what_was_erased_is_none(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await record(session, now, ("1", "Why?"), ("1#picked", "Why?"), ("2", ""), ("room #2", "When?"))
        assert await asked.lately(session, "ms", 500) == [("When?", 1), ("Why?", 1)]
