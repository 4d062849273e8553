"""Answers that are due for review: which, in which order, and that an author says they are still right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import EntryText, NotFound, Policy, StaleRevision
from knowledge.service.choices import Choices
from knowledge.service.curation import Curation
from knowledge.service.review import Review

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0], Policy(review_after_days=10))


@pytest.fixture
def curation(database: Database, clock: list[datetime]) -> Curation:
    return Curation(database, lambda: clock[0])


async def test_the_longest_overdue_comes_first_and_the_removed_do_not(
    review: Review, curation: Curation, clock: list[datetime]
) -> None:
    first = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    removed = (await curation.add("ms", EntryText("Where?", "There."), "mo")).entry
    await curation.add("migraine", EntryText("Who?", "They."), "mo")
    clock[0] += timedelta(days=1)
    second = (await curation.add("ms", EntryText("When?", "Then."), "mo")).entry
    await curation.remove("ms", removed.id, "mo")
    clock[0] += timedelta(days=9)
    assert await review.due("ms") == []
    clock[0] += timedelta(days=2)
    assert [each.id for each in await review.due("ms")] == [first.id, second.id]


async def test_what_a_community_chose_decides_when(
    database: Database, review: Review, curation: Curation, clock: list[datetime]
) -> None:
    await curation.add("ms", EntryText("Why?", "So."), "mo")
    await Choices(database, lambda: clock[0], lambda _: None).put("ms", {"review_after_days": 2}, "mo")
    clock[0] += timedelta(days=3)
    assert len(await review.due("ms")) == 1


async def test_what_is_still_right_counts_as_reviewed_and_that_is_kept(
    review: Review, curation: Curation, clock: list[datetime]
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So.", ("How come?",)), "mo")).entry
    clock[0] += timedelta(days=20)
    confirmed = await review.confirm("ms", entry.id, "Ada", seen=entry.revision)
    assert (confirmed.reviewed_at, confirmed.text) == (clock[0], entry.text)
    assert await review.due("ms") == []
    last = (await curation.history("ms", entry.id))[-1]
    assert (last.action, last.editor) == ("confirmed", "Ada")


async def test_words_that_were_changed_or_withdrawn_meanwhile_are_not_confirmed(
    review: Review, curation: Curation
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    await curation.edit("ms", entry.id, EntryText("Why?", "Otherwise."), seen=1, editor="mo")
    with pytest.raises(StaleRevision):
        await review.confirm("ms", entry.id, "Ada", seen=1)
    with pytest.raises(NotFound):
        await review.confirm("migraine", entry.id, "Ada", seen=2)
    await curation.remove("ms", entry.id, "mo")
    with pytest.raises(NotFound):
        await review.confirm("ms", entry.id, "Ada", seen=3)
