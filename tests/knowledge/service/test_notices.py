"""The word back to whoever waits for it, in all communities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import Notice, Owed
from knowledge.service.askers import Askers
from knowledge.service.curation import Curation
from knowledge.service.notices import Notices
from knowledge.service.review import Review

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members


@pytest.fixture
def notices(database: Database, clock: list[datetime]) -> Notices:
    return Notices(database, lambda: clock[0])


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def test_nothing_is_owed_while_a_question_is_open(members: Members, notices: Notices) -> None:
    await members.ask("ann")
    assert await notices.owed() == []


async def test_who_waits_is_owed_one_notice_with_the_place_where_they_asked(
    members: Members, notices: Notices, review: Review
) -> None:
    opened = await members.ask("ann", "Why?", "1/1")
    await members.ask("ann", "Why so?", "1/2", join=opened.question_id)
    await members.ask("bob", "Why?", waits=False)
    entry = (await review.answer("ms", opened.question_id, "So.", "Ada")).entry
    [owed] = await notices.owed()
    assert owed == Owed(owed.id, "ms", "ann", "1/1", Notice(owed.id, "Why?", entry))
    await notices.told([owed.id])
    assert await notices.owed() == []
    assert await members.kept() == [(None, "")] * 3


async def test_all_communities_are_told_what_was_closed_first_in_front(
    members: Members, notices: Notices, review: Review, clock: list[datetime]
) -> None:
    first = await members.ask("ann", "Why?")
    second = await members.ask("ann", "When?", community="migraine")
    third = await members.ask("bob", "Where?")
    await review.dismiss("migraine", second.question_id, "Not for here.", "Ada")
    clock[0] += timedelta(hours=1)
    await review.answer("ms", third.question_id, "There.", "Ada")
    await review.answer("ms", first.question_id, "So.", "Ada")
    told = [(each.community, each.asker, each.notice.question) for each in await notices.owed()]
    assert told == [("migraine", "ann", "When?"), ("ms", "ann", "Why?"), ("ms", "bob", "Where?")]
    assert [each.notice.reason for each in await notices.owed(1)] == ["Not for here."]
    await notices.told([each.id for each in await notices.owed(2)])
    assert [each.asker for each in await notices.owed()] == ["bob"]


async def test_answers_that_cannot_be_told_do_not_keep_others_from_being_told(
    database: Database, members: Members, notices: Notices, review: Review, clock: list[datetime]
) -> None:
    curation = Curation(database, lambda: clock[0])
    first = await members.ask("ann", "Why?")
    second = await members.ask("bob", "When?")
    entry = (await review.answer("ms", first.question_id, "So.", "Ada")).entry
    clock[0] += timedelta(hours=1)
    await review.answer("ms", second.question_id, "Then.", "Ada")
    await curation.remove("ms", entry.id, "mo")
    assert [each.asker for each in await notices.owed(1)] == ["bob"]
    await curation.restore("ms", entry.id, "mo")
    assert [each.asker for each in await notices.owed(1)] == ["ann"]


async def test_two_who_ask_the_same_are_told_each(members: Members, notices: Notices, review: Review) -> None:
    opened = await members.ask("ann")
    await members.ask("bob")
    await review.answer("ms", opened.question_id, "So.", "Ada")
    ann, bob = await notices.owed()
    await notices.told([ann.id])
    assert await notices.owed() == [bob]


async def test_nobody_is_told_who_was_forgotten_or_merged_away(
    database: Database, members: Members, notices: Notices, review: Review, clock: list[datetime]
) -> None:
    kept = await members.ask("ann", "Why?")
    merged = await members.ask("ann", "How come?")
    await members.ask("bob", "How come?")
    await review.merge("ms", merged.question_id, kept.question_id, "Ada")
    assert await notices.owed() == []
    await review.answer("ms", kept.question_id, "So.", "Ada")
    assert [(each.asker, each.notice.question) for each in await notices.owed()] == [
        ("ann", "Why?"),
        ("bob", "How come?"),
    ]
    await Askers(database, lambda: clock[0]).forget("ann")
    assert [each.asker for each in await notices.owed()] == ["bob"]
