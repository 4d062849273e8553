"""What askers may do with their questions and with what is kept of them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from knowledge import (
    Asking,
    EntryText,
    Forgotten,
    KnowledgeBase,
    KnowledgeConfig,
    Origin,
    Question,
    QuestionStatus,
    Queued,
    Source,
)
from knowledge.service.askers import Askers
from knowledge.service.review import Review
from knowledge.store import communities, outcomes, questions, sources, threads
from knowledge.store.tables import AskerRow, OutcomeRow, QuestionRow
from knowledge.store.threads import Thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members


@pytest.fixture
def askers(database: Database, clock: list[datetime]) -> Askers:
    return Askers(database, lambda: clock[0])


@pytest.fixture
def review(database: Database, clock: list[datetime]) -> Review:
    return Review(database, lambda: clock[0])


async def test_who_says_so_later_is_told(members: Members, askers: Askers, review: Review) -> None:
    opened = await members.ask("ann", waits=False)
    assert await askers.wait("ms", "event 1", "ann", "1/1")
    assert (await review.get("ms", opened.question_id)).places == ("1/1",)
    assert await askers.wait("ms", "event 1", "ann")
    assert (await review.get("ms", opened.question_id)).places == ("1/1",)
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert len(await review.notices("ms", "ann")) == 1


async def test_nobody_waits_for_what_is_closed(members: Members, askers: Askers, review: Review) -> None:
    opened = await members.ask("ann", waits=False)
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert not await askers.wait("ms", "event 1", "ann")
    assert not await askers.withdraw("ms", "event 1", "ann")
    assert await review.notices("ms", "ann") == []


async def test_who_asked_waits_where_the_question_was_merged_into(
    members: Members, askers: Askers, review: Review
) -> None:
    merged = await members.ask("ann", waits=False)
    kept = await members.ask("bob", "How come?")
    await review.merge("ms", merged.question_id, kept.question_id, "Ada")
    assert await askers.wait("ms", "event 1", "ann")
    await review.answer("ms", kept.question_id, "So.", "Ada")
    assert len(await review.notices("ms", "ann")) == 1


async def test_nothing_is_known_of_other_events_other_people_and_who_was_forgotten(
    members: Members, askers: Askers
) -> None:
    await members.ask("ann")
    for community, key, asker in (
        ("ms", "event 2", "ann"),
        ("ms", "event 1", "bob"),
        ("x", "event 1", "ann"),
    ):
        with pytest.raises(Forgotten):
            await askers.wait(community, key, asker)
        with pytest.raises(Forgotten):
            await askers.withdraw(community, key, asker)
    assert await askers.forget("ann") == 1
    with pytest.raises(Forgotten):
        await askers.wait("ms", "event 1", "ann")
    assert await members.kept() == [(None, "")]


async def test_what_only_one_person_asked_leaves_the_queue_without_a_word(
    database: Database, members: Members, askers: Askers, review: Review
) -> None:
    opened = await members.ask("ann", "My secret worry?", "1/1")
    await members.ask("ann", "My secret worry??", join=opened.question_id)
    async with database.reader() as session:
        version = await communities.version(session, "ms")
    assert await askers.withdraw("ms", "event 2", "ann")
    assert await review.queue("ms") == []
    assert await review.notices("ms", "ann") == []
    assert await members.kept() == [(None, "")] * 2
    async with database.reader() as session:
        words = [
            *await session.scalars(select(QuestionRow.text)),
            *await session.scalars(select(AskerRow.wording)),
            *await session.scalars(select(OutcomeRow.text)),
        ]
        [changed] = await questions.changed_since(session, "ms", version)
    assert set(words) == {""}
    assert (changed.status, changed.askers) == (QuestionStatus.DISMISSED, 0)
    assert not await askers.withdraw("ms", "event 2", "ann"), "it was closed by the first time"
    assert (await members.ask("ann", "My secret worry?")).joined is False


async def test_what_others_asked_as_well_stays_in_their_words(
    members: Members, askers: Askers, review: Review
) -> None:
    opened = await members.ask("ann", "Why, says my boss at Acme?")
    await members.ask("bob", "Why so?", join=opened.question_id)
    await members.ask("cat", "What for?", join=opened.question_id)
    assert await askers.withdraw("ms", "event 1", "ann")
    [waiting] = await review.queue("ms")
    assert (waiting.text, waiting.wordings, waiting.askers) == ("Why so?", ("What for?",), 2)
    assert (await members.ask("dan", "why so")).question_id == opened.question_id
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert await review.notices("ms", "ann") == []
    assert len(await review.notices("ms", "bob")) == 1


async def test_the_same_words_of_somebody_else_stay(members: Members, askers: Askers, review: Review) -> None:
    await members.ask("ann")
    await members.ask("bob")
    assert await askers.withdraw("ms", "event 1", "ann")
    [waiting] = await review.queue("ms")
    assert (waiting.text, waiting.wordings, waiting.askers) == ("Why?", (), 1)
    with pytest.raises(Forgotten):
        await askers.withdraw("ms", "event 1", "ann")


async def test_words_that_another_open_question_has_too_can_stand_for_what_is_left(
    members: Members, askers: Askers, review: Review
) -> None:
    first = await members.ask("ann")
    second = await members.ask("cat", "What for?")
    await members.ask("bob", "What for?", join=first.question_id)
    assert await askers.withdraw("ms", "event 1", "ann")
    assert [each.text for each in await review.queue("ms")] == ["What for?", "What for?"]
    assert (await members.ask("dan", "What for?")).question_id == second.question_id


async def test_what_stands_under_a_post_stays_in_the_posts_words(
    database: Database, members: Members, askers: Askers, review: Review, clock: list[datetime]
) -> None:
    source = Source("A post")
    async with database.writer() as session:
        await communities.ensure(session, "ms", clock[0])
        source_id = await sources.keep(session, "ms", sources.Document("post", "1", "A post"), now=clock[0])
        thread = Thread("1", "Why?", "why", source)
        await threads.open_threads(session, "ms", source_id, [thread], now=clock[0])
    [post] = await review.queue("ms")
    await members.ask("ann", "Why, oh why?", join=post.id)
    assert await askers.withdraw("ms", "event 1", "ann")
    [waiting] = await review.queue("ms")
    assert (waiting.text, waiting.wordings, waiting.askers) == ("Why?", (), 1)
    assert waiting.origin is Origin.POST


async def test_ones_own_questions_are_listed_once_each_of_all_communities_or_one(
    members: Members, askers: Askers, review: Review, clock: list[datetime]
) -> None:
    first = await members.ask("ann", waits=False)
    await members.ask("bob")
    start = clock[0]
    clock[0] += timedelta(days=1)
    await members.ask("ann", "Why so?", join=first.question_id)
    other = await members.ask("ann", "When?", community="migraine")
    mine = [
        Asking("ms", first.question_id, "Why?", QuestionStatus.OPEN, start, True, None, "event 1"),  # noqa: FBT003
        Asking("migraine", other.question_id, "When?", QuestionStatus.OPEN, clock[0], True, None, "event 4"),  # noqa: FBT003
    ]
    assert await askers.questions("ann") == mine
    assert await askers.questions("ann", "migraine") == mine[1:]
    entry = (await review.answer("ms", first.question_id, "So.", "Ada")).entry
    [asking] = await askers.questions("ann", "ms")
    assert (asking.status, asking.entry_id, asking.key) == (QuestionStatus.ANSWERED, entry.id, "event 3")


async def test_all_that_is_held_on_somebody_can_be_read(
    members: Members, askers: Askers, review: Review
) -> None:
    opened = await members.ask("ann", "Why?", "1/1")
    await members.ask("ann", "When?", community="migraine", waits=False)
    await members.ask("bob", "Mine?")
    await review.later("ms", opened.question_id, "ann")
    data = json.loads(json.dumps(await askers.data("ann")))
    assert data["asker"] == "ann"
    first, second = data["questions"]
    assert first == {
        "community": "ms",
        "question": opened.question_id,
        "event": "event 1",
        "wording": "Why?",
        "place": "1/1",
        "asked_at": "2026-08-01T00:00:00+00:00",
        "waits": True,
        "status": "open",
        "entry": None,
        "reason": None,
    }
    assert (second["community"], second["wording"], second["waits"]) == ("migraine", "When?", False)
    assert [(each["community"], each["key"], each["text"]) for each in data["outcomes"]] == [
        ("migraine", "event 2", "When?"),
        ("ms", "event 1", "Why?"),
    ]
    assert [(each["action"], each["kind"], each["id"]) for each in data["deeds"]] == [
        ("put off", "question", opened.question_id)
    ]
    assert "Mine?" not in str(data)


async def test_who_is_forgotten_is_forgotten_everywhere_and_told_nothing(
    members: Members, askers: Askers, review: Review
) -> None:
    opened = await members.ask("ann", "Why?", "1/1")
    await members.ask("ann", "When?", community="migraine")
    await members.ask("bob", "Why?", "1/2")
    assert await askers.forget("ann") == 2
    assert await members.kept() == [(None, ""), (None, ""), ("bob", "1/2")]
    assert await askers.questions("ann") == []
    assert (await askers.data("ann"))["outcomes"] == []
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert await review.notices("ms", "ann") == []


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as opened:
        yield opened


async def test_a_question_taken_back_is_not_joined_any_more_and_its_event_still_counts(
    kb: KnowledgeBase,
) -> None:
    question = Question("ms", "ann", "Is MS hereditary?", "1")
    first = await kb.ask(question)
    assert await kb.askers.withdraw("ms", "1", "ann")
    again = await kb.ask(question)
    other = await kb.ask(Question("ms", "bob", "Is multiple sclerosis hereditary?", "2"))
    assert isinstance(first, Queued)
    assert isinstance(again, Queued)
    assert isinstance(other, Queued)
    assert again.question_id == first.question_id != other.question_id
    assert [each.askers for each in await kb.review.queue("ms")] == [1]


async def test_what_came_of_suggestions_turned_down_is_found_by_the_question(
    kb: KnowledgeBase, database_url: str
) -> None:
    await kb.curation.add("ms", EntryText("Does heat make MS symptoms worse?", "For a while."), "mo")
    question = Question("ms", "ann", "does cold make MS symptoms worse?", "1", waits=False)
    await kb.ask(question)
    await kb.none_of_these(question)
    assert await kb.askers.wait("ms", "1", "ann", "1/1")
    assert len((await kb.askers.data("ann"))["outcomes"]) == 2
    [entry] = await kb.curation.entries("ms")
    await kb.pick(question, entry.id)
    assert await kb.askers.withdraw("ms", "1", "ann")
    assert await kb.review.queue("ms") == []
    events = ("1", outcomes.declined("1"), outcomes.picked("1", entry.id))
    async with kb._database.reader() as session:
        kept = [await outcomes.find(session, "ms", key) for key in events]
    assert [each.text for each in kept if each] == ["", "", ""]
