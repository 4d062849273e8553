"""Who waits for the author's answer, and where they asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import KnowledgeBase, KnowledgeConfig, Question, Queued
from knowledge.service.review import Review

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def test_who_does_not_wait_counts_once_and_is_not_told(members: Members, review: Review) -> None:
    opened = await members.ask("ann", waits=False)
    assert (await members.ask("ann", waits=False)).askers == 1
    assert (await members.ask("bob")).askers == 2
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert await review.notices("ms", "ann") == []
    assert len(await review.notices("ms", "bob")) == 1


async def test_who_does_not_wait_is_forgotten_with_the_question(members: Members, review: Review) -> None:
    opened = await members.ask("ann", place="1/1", waits=False)
    await members.ask("bob", place="1/2")
    await members.ask("ann", "When?", place="1/3", waits=False)
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert await members.kept() == [(None, ""), ("bob", "1/2"), ("ann", "1/3")]


async def test_who_waited_once_waits_however_they_ask_again(members: Members, review: Review) -> None:
    opened = await members.ask("ann", waits=False)
    await members.ask("ann")
    await members.ask("ann", waits=False)
    await review.answer("ms", opened.question_id, "So.", "Ada")
    [notice] = await review.notices("ms", "ann")
    await review.told("ms", [notice.id])
    assert await members.kept() == [(None, "")] * 3


async def test_the_places_of_a_question_are_those_of_its_askers_newest_last(
    members: Members, review: Review
) -> None:
    for asker, place in (("ann", "1/1"), ("bob", ""), ("cat", "1/2"), ("ann", "1/1")):
        await members.ask(asker, place=place)
    assert [each.places for each in await review.queue("ms")] == [("1/2", "1/1")]
    await review.forget("ms", "ann")
    assert [each.places for each in await review.queue("ms")] == [("1/2",)]


@pytest.mark.parametrize(("days", "places"), [(30, ("1/1",)), (31, ())])
async def test_a_place_is_kept_no_longer_than_the_askers_id(
    members: Members, review: Review, clock: list[datetime], days: int, places: tuple[str, ...]
) -> None:
    opened = await members.ask("ann", place="1/1")
    clock[0] += timedelta(days=days)
    await review.expire("ms")
    assert (await review.get("ms", opened.question_id)).places == places
    assert (await members.kept() == [(None, "")]) is (days > 30)


async def test_a_place_goes_once_its_asker_is_told(members: Members, review: Review) -> None:
    opened = await members.ask("ann", place="1/1")
    await review.answer("ms", opened.question_id, "So.", "Ada")
    [notice] = await review.notices("ms", "ann")
    await review.told("ms", [notice.id])
    assert await members.kept() == [(None, "")]


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as opened:
        yield opened


async def test_a_question_brings_its_place_and_who_waits_into_the_queue(kb: KnowledgeBase) -> None:
    first = Question("ms", "ann", "Is MS hereditary?", "1", place="1/1", waits=False)
    second = Question("ms", "bob", "Is MS hereditary?", "2", place="1/2")
    outcomes = [await kb.ask(each) for each in (first, first, second)]
    assert [each.askers for each in outcomes if isinstance(each, Queued)] == [1, 1, 2]
    [waiting] = await kb.review.queue("ms")
    assert waiting.places == ("1/1", "1/2")
    await kb.review.answer("ms", waiting.id, "A little.", "Ada")
    assert await kb.review.notices("ms", "ann") == []
    assert len(await kb.review.notices("ms", "bob")) == 1
