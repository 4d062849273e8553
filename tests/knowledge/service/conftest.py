"""What the tests of the use-cases share: a clock that can be moved, and members who ask."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from knowledge.domain import Decision, Origin, Question
from knowledge.store import communities, outcomes, questions
from knowledge.store.outcomes import Recorded
from knowledge.store.tables import AskerRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.store.database import Database
    from knowledge.store.questions import Opened


@pytest.fixture
def clock() -> list[datetime]:
    """Give the time, in a list so that a test can move it."""
    return [datetime(2026, 8, 1, tzinfo=UTC)]


@pytest.fixture
def asks() -> Callable[..., Question]:
    """Give a way to ask: each question is an event of its own."""
    numbers = count()

    def ask(text: str, asker: str = "ann", community: str = "guild-1") -> Question:
        return Question(community, asker, text, key=f"event-{next(numbers)}")

    return ask


class Members:
    """Members whose questions nobody has answered yet; the events of their asking are "event 1", "event 2", ..."""

    def __init__(self, database: Database, clock: list[datetime]) -> None:
        self._database = database
        self._clock = clock
        self._events = 0

    async def ask(
        self,
        asker: str,
        text: str = "Why?",
        place: str = "",
        *,
        waits: bool = True,
        community: str = "ms",
        join: int | None = None,
    ) -> Opened:
        self._events += 1
        key, now = f"event {self._events}", self._clock[0]
        async with self._database.writer() as session:
            await communities.ensure(session, community, now)
            opened = await questions.open_or_join(
                session,
                community,
                text,
                folded=text.casefold().rstrip("?"),
                asker=asker,
                key=key,
                origin=Origin.DISCORD,
                now=now,
                join=join,
                place=place,
                waits=waits,
            )
            outcome = Recorded(key, text, Decision.QUEUE, 0.0, now, question_id=opened.question_id)
            await outcomes.record(session, community, outcome)
        return opened

    async def kept(self) -> list[tuple[str | None, str]]:
        """Return the id and the place that are kept of each asking."""
        async with self._database.reader() as session:
            rows = await session.execute(select(AskerRow.asker, AskerRow.place).order_by(AskerRow.id))
            return [(asker, place) for asker, place in rows]


@pytest.fixture
def members(database: Database, clock: list[datetime]) -> Members:
    return Members(database, clock)
