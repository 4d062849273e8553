from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from knowledge.domain import Done, EntryStatus, EntryText, Nearest, Origin, QuestionStatus, Source, SourceKind
from knowledge.errors import AlreadyDecided, EmptyText, NotFound, SameQuestion, TextTooLong, WordingBlocked
from knowledge.service.curation import Curation
from knowledge.service.learning import Learning
from knowledge.service.review import Review
from knowledge.store import audit, communities, questions
from knowledge.store.tables import AskerRow

if TYPE_CHECKING:
    from knowledge.domain import Entry
    from knowledge.store.database import Database
    from knowledge.store.questions import Opened

START = datetime(2026, 8, 1, tzinfo=UTC)


class Clock:
    """Moves on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def review(database: Database, clock: Clock) -> Review:
    return Review(database, clock)


@pytest.fixture
def curation(database: Database, clock: Clock) -> Curation:
    return Curation(database, clock)


async def ask(
    database: Database,
    text: str,
    asker: str | None,
    *,
    key: str | None = None,
    join: int | None = None,
    nearest: tuple[Nearest, ...] = (),
    at: datetime = START,
) -> Opened:
    async with database.writer() as session:
        await communities.ensure(session, "ms", at)
        return await questions.open_or_join(
            session,
            "ms",
            text,
            folded=text.casefold().strip(" ?"),
            asker=asker,
            key=key or f"{asker} {text} {at}",
            origin=Origin.TERMINAL,
            now=at,
            join=join,
            nearest=nearest,
        )


async def test_an_asked_question_waits_with_its_nearest_entries(database: Database, review: Review) -> None:
    nearest = (Nearest(3, "Why not?", 0.25, ("drug differs",)),)
    opened = await ask(database, "Why?", "ann", nearest=nearest)
    assert (opened.askers, opened.joined) == (1, False)
    [waiting] = await review.queue("ms")
    assert (waiting.id, waiting.text, waiting.askers, waiting.wordings) == (opened.question_id, "Why?", 1, ())
    assert (waiting.nearest, waiting.since, waiting.origin) == (nearest, START, Origin.TERMINAL)
    assert await review.get("ms", waiting.id) == waiting
    assert await review.queue("migraine") == []


async def test_the_same_question_joins_and_counts_its_askers_once(database: Database, review: Review) -> None:
    first = await ask(database, "Why?", "ann")
    assert (await ask(database, "why", "bob"))[1:] == (2, True)
    assert (await ask(database, "WHY?", "ann", at=START + timedelta(days=1)))[1:] == (2, True)
    joined = await ask(database, "What for?", "cat", join=first.question_id)
    assert joined == (first.question_id, 3, True)
    [waiting] = await review.queue("ms")
    assert (waiting.askers, waiting.wordings) == (3, ("why", "WHY?", "What for?"))


async def test_a_repeated_event_changes_nothing(database: Database, review: Review) -> None:
    opened = await ask(database, "Why?", "ann", key="message 1")
    again = await ask(database, "Something else?", "ann", key="message 1")
    assert again == (opened.question_id, 1, True)
    [waiting] = await review.queue("ms")
    assert waiting.wordings == ()


async def test_a_closed_question_is_not_joined(database: Database, review: Review) -> None:
    first = await ask(database, "Why?", "ann")
    await review.dismiss("ms", first.question_id, "Not for here.", "ada")
    second = await ask(database, "Why?", "bob", join=first.question_id)
    assert second.question_id != first.question_id
    assert (second.askers, second.joined) == (1, False)


async def test_the_queue_has_the_most_asked_first_then_the_oldest_and_those_put_off_last(
    database: Database, review: Review
) -> None:
    old = await ask(database, "Old?", "ann", at=START)
    new = await ask(database, "New?", "ann", at=START + timedelta(hours=1))
    twice = await ask(database, "Twice?", "ann", at=START + timedelta(hours=2))
    await ask(database, "Twice?", "bob")
    put_off = await ask(database, "Put off?", "ann")
    for asker in ("bob", "cat"):
        await ask(database, "Put off?", asker)
    await review.later("ms", put_off.question_id, "ada")
    order = [twice, old, new, put_off]
    assert [q.id for q in await review.queue("ms")] == [opened.question_id for opened in order]
    await review.later("ms", twice.question_id, "ada")
    order = [old, new, put_off, twice]
    assert [q.id for q in await review.queue("ms")] == [opened.question_id for opened in order]


async def test_an_answer_is_published_with_the_askers_wordings_and_each_is_told_once(
    database: Database, review: Review
) -> None:
    opened = await ask(database, "why tea", "ann")
    for wording, asker in (("Why tea?", "bob"), ("What is tea for?", "bob"), ("Is tea good?", "cat")):
        await ask(database, wording, asker, join=opened.question_id)
    seen = ("Why tea?", "What is tea for?", "Is tea good?")
    entry = (
        await review.answer("ms", opened.question_id, "Because.", "Ada", question="Why drink tea?", seen=seen)
    ).entry
    assert (entry.question, entry.answer) == ("Why drink tea?", "Because.")
    assert entry.text.phrasings == ("why tea", "Why tea?", "What is tea for?", "Is tea good?")
    assert entry.source == Source("", None, "Ada", date(2026, 8, 1), SourceKind.REVIEW)
    assert await review.queue("ms") == []
    assert (await review.get("ms", opened.question_id)).status is QuestionStatus.ANSWERED
    for asker, wording in (("ann", "why tea"), ("bob", "Why tea?"), ("cat", "Is tea good?")):
        [notice] = await review.notices("ms", asker)
        assert (notice.entry, notice.question, notice.reason) == (entry, wording, None)
        await review.told("ms", [notice.id])
        assert await review.notices("ms", asker) == []


async def test_nobodys_id_is_kept_once_they_are_told(
    database: Database, review: Review, clock: Clock
) -> None:
    opened = await ask(database, "Why?", "ann")
    await ask(database, "Why, why?", "ann", join=opened.question_id)
    await ask(database, "Why?", "bob")
    other = await ask(database, "When?", "ann")
    await review.dismiss("ms", opened.question_id, "Not for here.", "ada")
    clock.time += timedelta(minutes=10)
    [notice] = await review.notices("ms", "ann")
    assert (notice.entry, notice.reason) == (None, "Not for here.")
    await review.told("ms", [notice.id])
    async with database.reader() as session:
        rows = await session.execute(select(AskerRow.question_id, AskerRow.asker))
        kept = sorted(rows.all(), key=str)
    assert [tuple(row) for row in kept] == sorted(
        [
            (opened.question_id, None),
            (opened.question_id, None),
            (opened.question_id, "bob"),
            (other.question_id, "ann"),
        ],
        key=str,
    )
    assert (await review.get("ms", opened.question_id)).askers == 2


async def test_no_other_community_is_told(database: Database, review: Review) -> None:
    opened = await ask(database, "Why?", "ann")
    await review.answer("ms", opened.question_id, "So.", "Ada")
    [notice] = await review.notices("ms", "ann")
    assert await review.notices("migraine", "ann") == []
    await review.told("migraine", [notice.id])
    assert await review.notices("ms", "ann") == [notice]


async def test_whoever_wants_to_know_or_be_forgotten_is_heard(database: Database, review: Review) -> None:
    opened = await ask(database, "Why?", "ann")
    await ask(database, "When?", "bob")
    assert await review.held("ms", "ann") == ["Why?"]
    assert await review.forget("ms", "ann") == 1
    assert await review.held("ms", "ann") == []
    assert await review.held("ms", "bob") == ["When?"]
    await review.answer("ms", opened.question_id, "So.", "Ada")
    assert await review.notices("ms", "ann") == []


async def test_an_existing_entry_can_answer_and_learns_the_wordings(
    database: Database, review: Review, curation: Curation
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So.", ("What for?",)), "mo")).entry
    opened = await ask(database, "How come?", "ann")
    await ask(database, "WHAT FOR?", "bob", join=opened.question_id)
    await ask(database, "How so?", "cat", join=opened.question_id)
    seen = ("WHAT FOR?", "How so?")
    used = await review.use_entry("ms", opened.question_id, entry.id, "ada", seen=seen)
    assert used.text.phrasings == ("What for?", "How come?", "How so?")
    assert used.revision == 2
    assert await curation.get("ms", entry.id) == used
    [notice] = await review.notices("ms", "ann")
    assert notice.entry == used


async def answered(review: Review, question_id: int, seen: list[str]) -> Entry:
    return (await review.answer("ms", question_id, "So.", "Ada", seen=seen)).entry


async def test_wordings_that_the_author_has_not_seen_go_to_review(
    database: Database, review: Review, curation: Curation
) -> None:
    learning = Learning(database, Clock())
    entry = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    for word, settle in (
        ("come", lambda id_: review.use_entry("ms", id_, entry.id, "ada", seen=["So how come?"])),
        ("for", lambda id_: answered(review, id_, seen=["So how for?"])),
    ):
        opened = await ask(database, f"How {word}?", "ann")
        await ask(database, f"So how {word}?", "bob", join=opened.question_id)
        await ask(database, "Where is it?", "cat", key=f"cat {word}", join=opened.question_id)
        settled = await settle(opened.question_id)
        assert "Where is it?" not in settled.text.phrasings
        assert f"So how {word}?" in settled.text.phrasings
        [proposal] = [each for each in await learning.proposals("ms") if each.entry.id == settled.id]
        assert proposal.wording == "Where is it?"


async def test_an_entry_cannot_be_used_for_what_a_moderator_blocked(
    database: Database, review: Review, curation: Curation
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    block = await Learning(database, Clock()).block("ms", entry.id, "how come", "mo")
    opened = await ask(database, "How come?", "ann")
    with pytest.raises(WordingBlocked) as caught:
        await review.use_entry("ms", opened.question_id, entry.id, "ada")
    assert caught.value.block_id == block.id
    assert len(await review.queue("ms")) == 1
    assert await curation.get("ms", entry.id) == entry


async def test_an_answer_taken_back_before_it_was_told_is_not_shown(
    database: Database, review: Review, curation: Curation
) -> None:
    opened = await ask(database, "Why?", "ann")
    entry = (await review.answer("ms", opened.question_id, "So.", "Ada")).entry
    await curation.remove("ms", entry.id, "mo")
    assert await review.notices("ms", "ann") == []
    await curation.restore("ms", entry.id, "mo")
    assert len(await review.notices("ms", "ann")) == 1


async def test_a_removed_or_foreign_entry_answers_nothing(
    database: Database, review: Review, curation: Curation
) -> None:
    removed = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    await curation.remove("ms", removed.id, "mo")
    foreign = (await curation.add("migraine", EntryText("Why?", "So."), "mo")).entry
    opened = await ask(database, "How come?", "ann")
    for entry in (removed, foreign):
        with pytest.raises(NotFound):
            await review.use_entry("ms", opened.question_id, entry.id, "ada")
    assert len(await review.queue("ms")) == 1


async def test_merging_moves_the_askers_and_counts_each_once(database: Database, review: Review) -> None:
    kept = await ask(database, "Why?", "ann")
    merged = await ask(database, "How come?", "ann")
    await ask(database, "How come?", "bob")
    result = await review.merge("ms", merged.question_id, kept.question_id, "ada")
    assert (result.id, result.askers, result.wordings) == (kept.question_id, 2, ("How come?",))
    assert [q.id for q in await review.queue("ms")] == [kept.question_id]
    assert (await review.get("ms", merged.question_id)).status is QuestionStatus.MERGED
    entry = (await review.answer("ms", kept.question_id, "So.", "Ada")).entry
    [notice] = await review.notices("ms", "bob")
    assert notice.entry == entry


async def test_a_question_merges_only_into_another_open_one(database: Database, review: Review) -> None:
    first = await ask(database, "Why?", "ann")
    second = await ask(database, "When?", "ann")
    with pytest.raises(NotFound):
        await review.merge("ms", first.question_id, first.question_id, "ada")
    with pytest.raises(NotFound):
        await review.merge("ms", first.question_id, 999, "ada")
    await review.dismiss("ms", second.question_id, "No.", "ada")
    with pytest.raises(AlreadyDecided):
        await review.merge("ms", first.question_id, second.question_id, "ada")
    assert [q.id for q in await review.queue("ms")] == [first.question_id]


async def test_a_question_is_settled_once_however_many_try(database: Database, review: Review) -> None:
    opened = await ask(database, "Why?", "ann")
    results = await asyncio.gather(
        *(review.answer("ms", opened.question_id, f"Answer {n}", "Ada") for n in range(4)),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results].count("AlreadyDecided") == 3
    assert len(await Curation(database, Clock()).entries("ms")) == 1
    with pytest.raises(AlreadyDecided):
        await review.later("ms", opened.question_id, "ada")
    with pytest.raises(NotFound):
        await review.answer("migraine", opened.question_id, "So.", "Ada")


async def test_what_cannot_be_shown_settles_nothing(database: Database, review: Review) -> None:
    opened = await ask(database, "Why?", "ann")
    with pytest.raises(EmptyText):
        await review.answer("ms", opened.question_id, " \n", "Ada")
    with pytest.raises(TextTooLong):
        await review.answer("ms", opened.question_id, "x" * 20_001, "Ada")
    with pytest.raises(EmptyText):
        await review.dismiss("ms", opened.question_id, " ", "Ada")
    assert len(await review.queue("ms")) == 1


async def test_every_change_of_the_queue_is_seen_by_who_asks_for_what_changed(
    database: Database, review: Review
) -> None:
    seen = 0

    async def changed() -> list[tuple[int, QuestionStatus]]:
        nonlocal seen
        async with database.reader() as session:
            found = await questions.changed_since(session, "ms", seen)
            seen = await communities.version(session, "ms")
        return [(question.id, question.status) for question in found]

    first = (await ask(database, "Why?", "ann")).question_id
    second = (await ask(database, "When?", "ann")).question_id
    assert await changed() == [(first, QuestionStatus.OPEN), (second, QuestionStatus.OPEN)]
    await ask(database, "Why now?", "bob", join=first)
    assert await changed() == [(first, QuestionStatus.OPEN)]
    await ask(database, "Why?", "cat")
    assert await changed() == []
    await review.merge("ms", second, first, "ada")
    assert await changed() == [(first, QuestionStatus.OPEN), (second, QuestionStatus.MERGED)]
    await review.answer("ms", first, "So.", "Ada")
    assert await changed() == [(first, QuestionStatus.ANSWERED)]


async def test_what_the_author_does_is_kept_without_the_members_words(
    database: Database, review: Review
) -> None:
    opened = await ask(database, "My secret worry?", "ann")
    await review.dismiss("ms", opened.question_id, "Not for here.", "ada")
    async with database.reader() as session:
        [deed] = await audit.of(session, "ms", "question", [opened.question_id])
    assert (deed.actor, deed.action) == ("ada", "dismissed")
    assert deed.after is not None
    assert deed.after["reason"] == "Not for here."
    assert "secret" not in str(deed)


async def test_an_answer_that_was_published_can_be_found_again(
    database: Database, review: Review, curation: Curation
) -> None:
    opened = await ask(database, "Why?", "ann")
    entry = (await review.answer("ms", opened.question_id, "So.", "Ada")).entry
    assert await curation.entries("ms") == [entry]
    assert entry.status is EntryStatus.PUBLISHED


async def test_an_answer_that_is_there_already_is_used_and_gets_the_wordings(
    database: Database, review: Review, curation: Curation
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So.", ("What for?",)), "mo")).entry
    opened = await ask(database, "How come?", "ann")
    done = await review.answer("ms", opened.question_id, "So.", "Ada", question="why")
    assert done.done is Done.CHANGED
    assert (done.entry.id, done.entry.text.phrasings) == (entry.id, ("What for?", "How come?"))
    assert len(await curation.entries("ms")) == 1
    [notice] = await review.notices("ms", "ann")
    assert notice.entry == done.entry


async def test_another_answer_to_an_entrys_question_is_published_only_beside_it(
    database: Database, review: Review, curation: Curation
) -> None:
    entry = (await curation.add("ms", EntryText("Why?", "So."), "mo")).entry
    opened = await ask(database, "Why?", "ann")
    with pytest.raises(SameQuestion) as caught:
        await review.answer("ms", opened.question_id, "Because.", "Ada")
    assert caught.value.current == entry
    assert len(await review.queue("ms")) == 1
    both = await review.answer("ms", opened.question_id, "Because.", "Ada", beside=entry.id)
    assert both.done is Done.CREATED
    assert await review.queue("ms") == []
