"""How a community fares, week by week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import Decision, EntryText, KnowledgeBase, KnowledgeConfig, Policy, Rejected, Stats, Week
from knowledge.service.askers import Askers
from knowledge.service.choices import Choices
from knowledge.service.curation import Curation
from knowledge.service.review import Review
from knowledge.store import communities, outcomes
from knowledge.store.outcomes import Recorded
from knowledge.store.tables import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Question
    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members

MONDAY = datetime(2026, 7, 27, tzinfo=UTC)
LAST = MONDAY - timedelta(microseconds=1)


@pytest.fixture
def clock() -> list[datetime]:
    return [MONDAY]


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def happen(database: Database, *events: Recorded, community: str = "ms") -> None:
    async with database.writer() as session:
        await communities.ensure(session, community, MONDAY)
        for event in events:
            await outcomes.record(session, community, event)


def event(key: str, decision: Decision, at: datetime, **more: int | Judgement) -> Recorded:
    return Recorded(key, "Why?", decision, 0.5, at, **more)


async def test_of_a_community_that_nobody_used_there_are_empty_weeks(review: Review) -> None:
    stats = await review.stats("ms")
    assert stats == Stats(
        weeks=tuple(Week((MONDAY - timedelta(weeks=ago)).date()) for ago in range(7, -1, -1)),
        waiting=0,
        due=0,
    )
    assert [week.start for week in (await review.stats("ms", 1)).weeks] == [date(2026, 7, 27)]
    assert len((await review.stats("ms", 0)).weeks) == 1
    assert len((await review.stats("ms", 60)).weeks) == 60


async def test_what_was_asked_is_counted_once_in_its_week(
    database: Database, review: Review, clock: list[datetime]
) -> None:
    later = MONDAY + timedelta(days=6, hours=23)
    await happen(
        database,
        event("0", Decision.ANSWER, MONDAY - timedelta(weeks=1, microseconds=1)),
        event("1", Decision.ANSWER, MONDAY - timedelta(weeks=1)),
        event("2", Decision.SIGNPOST, LAST),
        event("3", Decision.ANSWER, MONDAY),
        event("4", Decision.SUGGEST, MONDAY),
        event(outcomes.picked("4", 1), Decision.ANSWER, MONDAY),
        event("5", Decision.SUGGEST, later),
        event(outcomes.declined("5"), Decision.QUEUE, later),
        event("6", Decision.QUEUE, later),
    )
    await happen(database, event("1", Decision.ANSWER, MONDAY), community="migraine")
    clock[0] = later
    before, now = (await review.stats("ms", 2)).weeks
    assert before == Week(date(2026, 7, 20), asked=2, answered=1)
    assert now == Week(date(2026, 7, 27), asked=4, answered=1, suggested=2, queued=2)


async def test_only_what_the_author_closed_counts_as_closed(
    database: Database, members: Members, review: Review, clock: list[datetime]
) -> None:
    clock[0] = LAST - timedelta(days=200)
    await members.ask("ann", "Never answered?")
    clock[0] = LAST
    answered = await members.ask("ann", "Answered?")
    dismissed = await members.ask("ann", "Dismissed?")
    await members.ask("ann", "Taken back?")
    await members.ask("ann", "Waiting?")
    await review.answer("ms", answered.question_id, "So.", "Ada")
    clock[0] = MONDAY
    await review.expire("ms")
    await review.dismiss("ms", dismissed.question_id, "Not for here.", "Ada")
    assert await Askers(database, lambda: clock[0]).withdraw("ms", "event 4", "ann")
    stats = await review.stats("ms", 2)
    assert [(week.queued, week.closed) for week in stats.weeks] == [(4, 1), (0, 1)]
    assert [week.waiting for week in stats.weeks] == [4, 1]
    assert stats.waiting == 1


async def test_the_median_is_of_the_hours_until_the_author_answered(
    members: Members, review: Review, clock: list[datetime]
) -> None:
    for hours in (1, 2, 30):
        clock[0] = MONDAY
        opened = await members.ask("ann", f"Question {hours}?")
        clock[0] = MONDAY + timedelta(hours=hours)
        await review.answer("ms", opened.question_id, "So.", "Ada")
    clock[0] = MONDAY
    dismissed = await members.ask("ann", "Dismissed?")
    clock[0] = MONDAY + timedelta(days=2)
    await review.dismiss("ms", dismissed.question_id, "Not for here.", "Ada")
    assert (await review.stats("ms")).median_hours == 2
    assert [week.median_hours for week in (await review.stats("ms", 2)).weeks] == [None, 2]
    assert (await review.stats("migraine")).median_hours is None
    clock[0] = MONDAY + timedelta(weeks=8)
    assert (await review.stats("ms")).median_hours is None


async def test_answers_that_were_not_theirs_are_told_most_often_first(
    database: Database, review: Review, clock: list[datetime]
) -> None:
    curation = Curation(database, lambda: clock[0])
    once, twice, gone, fine = [
        (await curation.add("ms", EntryText(f"Question {n}?", "So."), "mo")).entry for n in range(4)
    ]
    said = [
        (once, MONDAY, Judgement.REJECTED),
        (twice, MONDAY, Judgement.REJECTED),
        (twice, LAST, Judgement.REJECTED),
        (once, MONDAY - timedelta(weeks=9), Judgement.REJECTED),
        (gone, MONDAY, Judgement.REJECTED),
        (fine, MONDAY, Judgement.CONFIRMED),
    ]
    for number, (entry, at, judged) in enumerate(said):
        await happen(database, event(str(number), Decision.ANSWER, at, entry_id=entry.id, judged=judged))
    await curation.remove("ms", gone.id, "mo")
    assert (await review.stats("ms")).rejected == (Rejected(twice, 2), Rejected(once, 1))
    assert (await review.stats("ms", 1)).rejected == (Rejected(once, 1), Rejected(twice, 1))


async def test_entries_are_due_by_the_communitys_own_review_date(
    database: Database, clock: list[datetime]
) -> None:
    curation = Curation(database, lambda: clock[0])
    review = Review(database, lambda: clock[0], Policy(review_after_days=30))
    for number in range(2):
        entry = (await curation.add("ms", EntryText(f"Question {number}?", "So."), "mo")).entry
    await curation.remove("ms", entry.id, "mo")
    clock[0] += timedelta(days=30)
    assert (await review.stats("ms")).due == 0
    await Choices(database, lambda: clock[0], lambda _: None).put("ms", {"review_after_days": 29}, "mo")
    assert (await review.stats("ms")).due == 1


async def test_what_members_do_is_in_the_figures(
    database_url: str, parts: Parts, asks: Callable[..., Question], clock: list[datetime]
) -> None:
    config = KnowledgeConfig(database_url, policy=Policy(review_after_days=1), clock=lambda: clock[0])
    async with await KnowledgeBase.open(config, parts) as kb:
        text = "How do I descale a kettle?"
        entry = (await kb.curation.add("guild-1", EntryText(text, "Like so."), "mo")).entry
        question = asks(text)
        await kb.ask(question)
        await kb.ask(asks("Is MS hereditary?"))
        await kb.feedback.reject("guild-1", question.key)
        clock[0] += timedelta(days=2)
        stats = await kb.review.stats("guild-1", 1)
    assert stats.weeks == (Week(MONDAY.date(), asked=2, answered=1, queued=1, waiting=1),)
    assert (stats.waiting, stats.due, stats.rejected) == (1, 1, (Rejected(entry, 1),))
