"""What an author takes back: that a question was dismissed, or merged; nobody is told of the first before it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import UNDO_FOR, AlreadyDecided, NotFound, QuestionStatus
from knowledge.service.askers import Askers
from knowledge.service.notices import Notices
from knowledge.service.review import Review
from knowledge.store import audit

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members

SECOND = timedelta(seconds=1)


@pytest.fixture
def notices(database: Database, clock: list[datetime]) -> Notices:
    return Notices(database, lambda: clock[0])


@pytest.fixture
def askers(database: Database, clock: list[datetime]) -> Askers:
    return Askers(database, lambda: clock[0])


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def test_nobody_is_told_of_a_dismissal_that_is_taken_back(
    members: Members, review: Review, notices: Notices, clock: list[datetime]
) -> None:
    asked = await members.ask("ann", "Why?", "1/1")
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    clock[0] += UNDO_FOR - SECOND
    assert await notices.owed() == []
    opened = await review.reopen("ms", asked.question_id, "Ada")
    assert (opened.id, opened.status, opened.to_tell) == (asked.question_id, QuestionStatus.OPEN, 1)
    assert opened.places == ("1/1",)
    clock[0] += timedelta(hours=1)
    assert await notices.owed() == []
    entry = (await review.answer("ms", asked.question_id, "So.", "Ada")).entry
    [owed] = await notices.owed()
    assert (owed.notice.entry, owed.notice.reason) == (entry, None)


async def test_a_dismissal_stands_before_anybody_is_told(
    members: Members, review: Review, notices: Notices, clock: list[datetime]
) -> None:
    asked = await members.ask("ann", "Why?")
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    clock[0] += UNDO_FOR
    assert await notices.owed() == []
    with pytest.raises(AlreadyDecided):
        await review.reopen("ms", asked.question_id, "Ada")
    clock[0] += timedelta(minutes=1)
    assert [each.notice.reason for each in await notices.owed()] == ["Not for here."]


async def test_to_whoever_asked_a_question_is_open_until_its_dismissal_stands(
    members: Members, review: Review, askers: Askers, notices: Notices, clock: list[datetime]
) -> None:
    asked = await members.ask("ann", waits=False)
    await members.ask("bob", "Why so?", join=asked.question_id)
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    clock[0] += UNDO_FOR - SECOND
    assert [each.status for each in await askers.questions("ann")] == [QuestionStatus.OPEN]
    assert await askers.wait("ms", "event 1", "ann")
    assert await askers.withdraw("ms", "event 2", "bob")
    clock[0] += timedelta(minutes=1)
    assert [each.status for each in await askers.questions("ann")] == [QuestionStatus.DISMISSED]
    assert not await askers.withdraw("ms", "event 1", "ann"), "it is closed"
    assert [each.asker for each in await notices.owed()] == ["ann"]


async def test_what_all_have_withdrawn_meanwhile_does_not_come_back(
    members: Members, review: Review, askers: Askers
) -> None:
    asked = await members.ask("ann")
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    assert await askers.withdraw("ms", "event 1", "ann")
    with pytest.raises(AlreadyDecided):
        await review.reopen("ms", asked.question_id, "Ada")
    assert await review.queue("ms") == []


async def test_ids_of_those_who_do_not_wait_go_once_a_dismissal_stands(
    members: Members, review: Review, clock: list[datetime]
) -> None:
    asked = await members.ask("ann", waits=False)
    await members.ask("bob", join=asked.question_id)
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    await review.expire("ms")
    assert await members.kept() == [("ann", ""), ("bob", "")]
    clock[0] += UNDO_FOR + SECOND
    await review.expire("ms")
    assert await members.kept() == [(None, ""), ("bob", "")]


async def test_what_was_asked_anew_meanwhile_is_joined(
    members: Members, review: Review, notices: Notices
) -> None:
    first = await members.ask("ann")
    await review.dismiss("ms", first.question_id, "Not for here.", "Ada")
    second = await members.ask("bob")
    assert second.question_id != first.question_id
    opened = await review.reopen("ms", first.question_id, "Ada")
    assert (opened.id, opened.askers, opened.to_tell) == (second.question_id, 2, 2)
    await review.answer("ms", opened.id, "So.", "Ada")
    assert {each.asker for each in await notices.owed()} == {"ann", "bob"}


async def test_only_what_an_author_dismissed_is_taken_back_and_once(
    database: Database, members: Members, review: Review, askers: Askers
) -> None:
    withdrawn, answered, opened = [
        (await members.ask(f"member {n}", f"Question {n}?")).question_id for n in (1, 2, 3)
    ]
    await askers.withdraw("ms", "event 1", "member 1")
    await review.answer("ms", answered, "So.", "Ada")
    for number in (withdrawn, answered, opened):
        with pytest.raises(AlreadyDecided):
            await review.reopen("ms", number, "Ada")
    with pytest.raises(NotFound):
        await review.reopen("migraine", opened, "Ada")
    await review.dismiss("ms", opened, "Not for here.", "Ada")
    await review.reopen("ms", opened, "Mo")
    with pytest.raises(AlreadyDecided):
        await review.reopen("ms", opened, "Mo")
    async with database.reader() as session:
        deeds = [(each.actor, each.action) for each in await audit.of(session, "ms", "question", [opened])]
    assert deeds == [("Ada", "dismissed"), ("Mo", "reopened")]


async def test_a_question_whose_words_are_no_longer_kept_does_not_come_back_empty(
    members: Members, review: Review, clock: list[datetime]
) -> None:
    asked = await members.ask("ann")
    clock[0] += timedelta(days=90)
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    clock[0] += SECOND
    await review.expire("ms")
    with pytest.raises(AlreadyDecided):
        await review.reopen("ms", asked.question_id, "Ada")
    assert await review.queue("ms") == []


async def test_what_was_taken_back_is_not_counted_as_closed(members: Members, review: Review) -> None:
    asked = await members.ask("ann")
    await review.dismiss("ms", asked.question_id, "Not for here.", "Ada")
    assert (await review.stats("ms", 1)).weeks[0].closed == 1
    await review.reopen("ms", asked.question_id, "Ada")
    stats = await review.stats("ms", 1)
    assert (stats.weeks[0].closed, stats.weeks[0].waiting, stats.waiting) == (0, 1, 1)


async def test_a_merge_is_taken_back_with_all_who_asked(members: Members, review: Review) -> None:
    first, second = await members.ask("ann", "Why?", "1/1"), await members.ask("ann", "When?", "2/2")
    await members.ask("bob", "Why, why?", join=first.question_id)
    into = await review.merge("ms", first.question_id, second.question_id, "Ada")
    assert (into.askers, into.wordings) == (2, ("Why?", "Why, why?"))
    await members.ask("cid", "When, when?", join=second.question_id)
    parted = await review.part("ms", first.question_id, "Ada")
    assert (parted.id, parted.status, parted.askers) == (first.question_id, QuestionStatus.OPEN, 2)
    assert parted.places == ("1/1",)
    left = await review.get("ms", second.question_id)
    assert (left.askers, left.places) == (2, ("2/2",))
    with pytest.raises(AlreadyDecided):
        await review.part("ms", first.question_id, "Ada")


async def test_a_merge_stands_once_the_other_is_settled_or_its_words_are_taken_back(
    members: Members, review: Review, askers: Askers
) -> None:
    numbers = [(await members.ask(f"member {n}", f"Question {n}?")).question_id for n in range(4)]
    await review.merge("ms", numbers[0], numbers[1], "Ada")
    await review.answer("ms", numbers[1], "So.", "Ada")
    with pytest.raises(AlreadyDecided):
        await review.part("ms", numbers[0], "Ada")
    await review.merge("ms", numbers[2], numbers[3], "Ada")
    await askers.withdraw("ms", "event 3", "member 2")
    with pytest.raises(AlreadyDecided):
        await review.part("ms", numbers[2], "Ada")
