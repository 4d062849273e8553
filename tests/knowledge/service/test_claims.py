"""Who wants to answer an open question, so that two need not."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from knowledge import AlreadyDecided, NotFound
from knowledge.service.askers import Askers
from knowledge.service.review import Review
from knowledge.store import audit
from knowledge.store.tables import QuestionRow

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def test_a_claim_is_shown_until_it_is_released(members: Members, review: Review) -> None:
    number = (await members.ask("ann")).question_id
    assert (await review.get("ms", number)).claimed_by == ""
    claimed = await review.claim("ms", number, "Ada")
    assert claimed.claimed_by == "Ada"
    assert await review.queue("ms") == [claimed]
    assert await review.get("ms", number) == claimed
    assert (await review.release("ms", number, "Ben")).claimed_by == ""
    assert (await review.claim("ms", number, "Ben")).claimed_by == "Ben"


async def test_the_first_claim_stands_whoever_comes_at_once(members: Members, review: Review) -> None:
    number = (await members.ask("ann")).question_id
    claims = await asyncio.gather(*(review.claim("ms", number, f"author {n}") for n in range(4)))
    assert len({each.claimed_by for each in claims}) == 1


@pytest.mark.parametrize(("seconds", "claimed_by"), [(0, "Ada"), (1, "")])
async def test_a_claim_older_than_a_week_counts_as_none(
    members: Members, review: Review, clock: list[datetime], seconds: int, claimed_by: str
) -> None:
    number = (await members.ask("ann")).question_id
    await review.claim("ms", number, "Ada")
    clock[0] += timedelta(days=7, seconds=seconds)
    assert [each.claimed_by for each in await review.queue("ms")] == [claimed_by]
    assert (await review.claim("ms", number, "Ben")).claimed_by == (claimed_by or "Ben")


async def test_who_claims_again_has_another_week(
    members: Members, review: Review, clock: list[datetime]
) -> None:
    number = (await members.ask("ann")).question_id
    for _ in range(3):
        assert (await review.claim("ms", number, "Ada")).claimed_by == "Ada"
        clock[0] += timedelta(days=5)
    assert (await review.get("ms", number)).claimed_by == "Ada"


async def test_a_claim_goes_when_the_question_is_closed(
    database: Database, members: Members, review: Review, clock: list[datetime]
) -> None:
    numbers = [(await members.ask(f"member {n}", f"Question {n}?")).question_id for n in range(5)]
    for number in numbers:
        await review.claim("ms", number, "Ada")
    await review.answer("ms", numbers[0], "So.", "Ada")
    await review.dismiss("ms", numbers[1], "Not for here.", "Ada")
    await review.merge("ms", numbers[2], numbers[3], "Ada")
    await Askers(database, lambda: clock[0]).withdraw("ms", "event 5", "member 4")
    async with database.reader() as session:
        rows = await session.execute(
            select(QuestionRow.claimed_by, QuestionRow.claimed_at).order_by(QuestionRow.id)
        )
        kept = [tuple(row) for row in rows]
    assert kept == [("", None), ("", None), ("", None), ("Ada", clock[0]), ("", None)]
    clock[0] += timedelta(days=91)
    await review.expire("ms")
    async with database.reader() as session:
        assert set(await session.scalars(select(QuestionRow.claimed_by))) == {""}


async def test_only_what_is_open_can_be_claimed(members: Members, review: Review) -> None:
    number = (await members.ask("ann")).question_id
    await review.dismiss("ms", number, "Not for here.", "Ada")
    for act in (review.claim, review.release):
        with pytest.raises(AlreadyDecided):
            await act("ms", number, "Ada")
        with pytest.raises(NotFound):
            await act("migraine", number, "Ada")


async def test_who_claimed_and_released_is_on_record(
    database: Database, members: Members, review: Review, clock: list[datetime]
) -> None:
    number = (await members.ask("ann")).question_id
    await review.claim("ms", number, "Ada")
    await review.claim("ms", number, "Ada")
    await review.claim("ms", number, "Ben")
    await review.release("ms", number, "Ben")
    await review.release("ms", number, "Ben")
    async with database.reader() as session:
        deeds = await audit.of(session, "ms", "question", [number])
    assert [(deed.actor, deed.action) for deed in deeds] == [("Ada", "claimed"), ("Ben", "released")]
    assert deeds[1].after == {"claimed_by": "Ada"}
    await review.claim("ms", number, "Ada")
    held = await Askers(database, lambda: clock[0]).data("Ada")
    assert held["claims"] == [{"community": "ms", "question": number}]
