from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.domain import Done, EntryKind, EntryStatus, EntryText, Published, Source, SourceKind
from knowledge.errors import AlreadyDecided, EmptyText, NotFound, SameQuestion, StaleRevision, TextTooLong
from knowledge.service.curation import Curation
from knowledge.store import audit, entries

if TYPE_CHECKING:
    from knowledge.store.database import Database

TEXT = EntryText(
    question="How long does a cold last?",
    answer="  Seven days;\nwith treatment, a week.\n",
    phrasings=("When will my cold end?",),
    context="On colds",
    kind=EntryKind.ANSWER,
    tags=("colds",),
    source=Source("On colds", "https://example.org/colds", "Ada", date(2026, 3, 1), SourceKind.CURATOR),
)


class Clock:
    """Moves on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2026, 8, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def curation(database: Database) -> Curation:
    return Curation(database, Clock())


async def test_an_added_entry_reads_back_word_for_word(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    assert entry.text == TEXT
    assert entry.revision == 1
    assert await curation.get("ms", entry.id) == entry
    assert await curation.entries("ms") == [entry]


async def test_an_edit_is_a_new_revision_and_keeps_the_old(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    text = replace(TEXT, answer="A week.", phrasings=("Cold?", "Colds?"))
    edited = (await curation.edit("ms", entry.id, text, seen=1, editor="ina")).entry
    assert (edited.text, edited.revision) == (text, 2)
    assert edited.reviewed_at > entry.reviewed_at
    assert await curation.get("ms", entry.id) == edited
    first, second = await curation.history("ms", entry.id)
    assert (first.text, first.action, first.editor) == (TEXT, "added", "mo")
    assert (second.text, second.action, second.editor) == (text, "edited", "ina")


async def test_an_edit_of_an_old_revision_is_refused_and_shows_the_current_one(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    edited = (await curation.edit("ms", entry.id, replace(TEXT, answer="A week."), seen=1, editor="mo")).entry
    with pytest.raises(StaleRevision) as caught:
        await curation.edit("ms", entry.id, replace(TEXT, answer="Years."), seen=1, editor="ina")
    assert (caught.value.seen, caught.value.current) == (1, edited)
    assert await curation.get("ms", entry.id) == edited


async def test_of_two_edits_at_once_one_is_refused(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    results = await asyncio.gather(
        *(
            curation.edit("ms", entry.id, replace(TEXT, answer=f"{days} days"), seen=1, editor="mo")
            for days in range(5)
        ),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results].count("StaleRevision") == 4
    assert len(await curation.history("ms", entry.id)) == 2


async def test_a_removed_entry_is_not_listed_and_comes_back_unchanged(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    removed = await curation.remove("ms", entry.id, "mo")
    assert removed.status is EntryStatus.REMOVED
    assert await curation.entries("ms") == []
    assert await curation.entries("ms", removed=True) == [removed]
    with pytest.raises(AlreadyDecided):
        await curation.remove("ms", entry.id, "mo")
    restored = await curation.restore("ms", entry.id, "mo")
    assert restored.text == TEXT
    assert restored.reviewed_at == entry.reviewed_at
    assert await curation.entries("ms") == [restored]
    with pytest.raises(AlreadyDecided):
        await curation.restore("ms", entry.id, "mo")


async def test_every_change_can_be_undone_one_after_the_other(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    texts = [TEXT]
    for number in range(1, 4):
        texts.append(replace(TEXT, answer=f"Answer {number}", phrasings=(f"Phrasing {number}",)))
        await curation.edit("ms", entry.id, texts[-1], seen=number, editor="mo")
    await curation.remove("ms", entry.id, "mo")
    undone = await curation.undo("ms", entry.id, "mo")
    assert (undone.status, undone.text) == (EntryStatus.PUBLISHED, texts[3])
    for text in texts[2::-1]:
        undone = await curation.undo("ms", entry.id, "mo")
        assert undone.text == text
    assert await curation.get("ms", entry.id) == undone
    gone = await curation.undo("ms", entry.id, "mo")
    assert gone.status is EntryStatus.REMOVED
    with pytest.raises(AlreadyDecided):
        await curation.undo("ms", entry.id, "mo")
    assert len(await curation.history("ms", entry.id)) == 10


async def test_an_edit_after_an_undo_is_undone_to_where_the_undo_stood(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    await curation.edit("ms", entry.id, replace(TEXT, answer="B"), seen=1, editor="mo")
    await curation.undo("ms", entry.id, "mo")
    await curation.edit("ms", entry.id, replace(TEXT, answer="C"), seen=3, editor="mo")
    assert (await curation.undo("ms", entry.id, "mo")).text == TEXT
    assert (await curation.undo("ms", entry.id, "mo")).status is EntryStatus.REMOVED
    await curation.restore("ms", entry.id, "mo")
    assert (await curation.undo("ms", entry.id, "mo")).status is EntryStatus.REMOVED


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (replace(TEXT, question=" \n"), "question"),
        (replace(TEXT, question="\u200b\u202e"), "question"),
        (replace(TEXT, answer=""), "answer"),
        (replace(TEXT, answer="\0\0"), "answer"),
        (replace(TEXT, question="x" * 1001), "question"),
        (replace(TEXT, answer="x" * 20_001), "answer"),
        (replace(TEXT, phrasings=("x" * 1001,)), "phrasing"),
    ],
)
async def test_what_cannot_be_published_is_refused(curation: Curation, text: EntryText, field: str) -> None:
    with pytest.raises((EmptyText, TextTooLong)) as caught:
        await curation.add("ms", text, "mo")
    assert isinstance(caught.value, EmptyText | TextTooLong)
    assert caught.value.field == field
    assert await curation.entries("ms") == []


async def test_the_longest_allowed_texts_are_published(curation: Curation) -> None:
    text = replace(TEXT, question="é" * 1000, answer="é" * 20_000, phrasings=("ü" * 1000,))
    entry = (await curation.add("ms", text, "mo")).entry
    assert (await curation.get("ms", entry.id)).text == text


async def test_what_no_database_can_hold_is_left_out(curation: Curation) -> None:
    text = replace(TEXT, question="How\0 long\ud800?", answer="A\0 week\udfff", phrasings=("a\0b",))
    entry = (await curation.add("ms", text, "mo")).entry
    assert await curation.get("ms", entry.id) == entry
    assert (entry.question, entry.answer, entry.text.phrasings) == ("How long??", "A week?", ("ab",))
    [revision] = await curation.history("ms", entry.id)
    assert revision.text == entry.text


async def test_phrasings_are_kept_once(curation: Curation) -> None:
    text = replace(TEXT, phrasings=("Cold?", " cold? ", "", "how long does a COLD last?", "Flu?"))
    entry = (await curation.add("ms", text, "mo")).entry
    assert entry.text.phrasings == ("Cold?", "Flu?")


async def test_search_finds_all_words_in_any_case_and_questions_first(curation: Curation) -> None:
    answer = (
        await curation.add("ms", replace(TEXT, question="Tea?", answer="ÉCLAIRS cure a cold."), "mo")
    ).entry
    asked = (await curation.add("ms", replace(TEXT, question="Éclairs against a cold?"), "mo")).entry
    await curation.add("ms", replace(TEXT, question="100% sure?"), "mo")
    assert [e.id for e in await curation.search("ms", "éclairs COLD")] == [asked.id, answer.id]
    assert [e.id for e in await curation.search("ms", "éclairs COLD", limit=1)] == [asked.id]
    assert [e.question for e in await curation.search("ms", "100%")] == ["100% sure?"]
    assert await curation.search("ms", "éclairs measles") == []
    assert await curation.search("ms", " ") == []
    assert await curation.search("migraine", "éclairs") == []


async def test_entries_are_found_by_how_their_number_begins_and_by_their_status(curation: Curation) -> None:
    for number in range(1, 13):
        await curation.add("ms", replace(TEXT, question=f"Tea number {number}?"), "mo")
    await curation.remove("ms", 11, "mo")
    assert [e.id for e in await curation.numbered("ms", "1")] == [1, 10, 11, 12]
    assert [e.id for e in await curation.numbered("ms", "1", 2)] == [1, 10]
    assert [e.id for e in await curation.numbered("ms", "1", status=EntryStatus.REMOVED)] == [11]
    assert [e.id for e in await curation.numbered("ms", "", 3)] == [1, 2, 3]
    assert await curation.numbered("ms", "%") == []
    assert await curation.numbered("migraine", "1") == []
    found = await curation.search("ms", "tea number 1", status=EntryStatus.PUBLISHED)
    assert [e.id for e in found] == [1, 10, 12]


async def test_no_community_sees_or_touches_anothers_entries(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    await curation.add("migraine", TEXT, "mo")
    for attempt in (
        curation.get("migraine", entry.id),
        curation.history("migraine", entry.id),
        curation.edit("migraine", entry.id, TEXT, seen=1, editor="mo"),
        curation.remove("migraine", entry.id, "mo"),
        curation.undo("migraine", entry.id, "mo"),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await curation.entries("ms") == [entry]


async def test_every_change_is_seen_by_who_asks_for_what_changed(
    curation: Curation, database: Database
) -> None:
    seen = (0, 0)

    async def changed() -> list[tuple[int, EntryStatus]]:
        nonlocal seen
        async with database.reader() as session:
            found, seen = await entries.changed_behind(session, "ms", seen, limit=10)
        return [(entry.id, entry.status) for entry in found]

    first, second = [
        (await curation.add("ms", replace(TEXT, question=question), "mo")).entry for question in ("A?", "B?")
    ]
    assert await changed() == [(first.id, EntryStatus.PUBLISHED), (second.id, EntryStatus.PUBLISHED)]
    assert await changed() == []
    await curation.remove("ms", second.id, "mo")
    assert await changed() == [(second.id, EntryStatus.REMOVED)]
    await curation.edit("ms", first.id, replace(TEXT, answer="x"), seen=1, editor="mo")
    await curation.undo("ms", second.id, "mo")
    assert await changed() == [(first.id, EntryStatus.PUBLISHED), (second.id, EntryStatus.PUBLISHED)]


async def test_what_changed_is_read_in_portions_and_none_is_left_out(
    curation: Curation, database: Database
) -> None:
    texts = [replace(TEXT, question=f"Cold {number}?") for number in range(3)]
    added = [(await curation.add("ms", text, "mo")).entry.id for text in texts]
    seen, place = [], (0, 0)
    async with database.reader() as session:
        for _ in range(3):
            [entry], place = await entries.changed_behind(session, "ms", place, limit=1)
            seen.append(entry.id)
        assert await entries.changed_behind(session, "ms", place, limit=1) == ([], place)
    assert seen == added


async def test_every_change_is_kept_with_who_before_and_after(curation: Curation, database: Database) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    await curation.edit("ms", entry.id, replace(TEXT, answer="A week."), seen=1, editor="ina")
    await curation.remove("ms", entry.id, "mo")
    async with database.reader() as session:
        added, edited, removed = await audit.of(session, "ms", "entry", [entry.id])
    assert (added.actor, added.action, added.before) == ("mo", "added", None)
    assert (edited.actor, edited.action) == ("ina", "edited")
    assert edited.before is not None
    assert edited.before["text"]["answer"] == TEXT.answer
    assert edited.after is not None
    assert edited.after["text"]["answer"] == "A week."
    assert removed.after is not None
    assert removed.after["status"] == "removed"


async def test_the_same_words_are_published_once_whatever_their_case_and_what_they_lean_on(
    curation: Curation,
) -> None:
    first = await curation.add("ms", TEXT, "mo")
    assert first.done is Done.CREATED
    for text in (
        TEXT,
        replace(TEXT, question=TEXT.question.upper().rstrip("?"), context="A post about colds"),
        replace(TEXT, phrasings=(), tags=(), source=Source("")),
    ):
        assert await curation.add("ms", text, "ina") == Published(first.entry, Done.UNCHANGED)
        assert await curation.twin("ms", text) == Published(first.entry, Done.UNCHANGED)
    assert await curation.entries("ms") == [first.entry]
    assert len(await curation.history("ms", first.entry.id)) == 1


@pytest.mark.parametrize(
    "text",
    [
        replace(TEXT, answer="A week."),
        replace(TEXT, phrasings=("A sniffle?",)),
        replace(TEXT, tags=("winter",)),
        replace(TEXT, source=Source("Another post")),
    ],
)
async def test_the_same_question_with_anything_else_is_published_only_beside_what_was_seen(
    curation: Curation, text: EntryText
) -> None:
    first = (await curation.add("ms", TEXT, "mo")).entry
    with pytest.raises(SameQuestion) as caught:
        await curation.add("ms", text, "ina")
    assert caught.value.current == first
    assert await curation.twin("ms", text) == Published(first, Done.CHANGED)
    assert await curation.entries("ms") == [first]
    both = await curation.add("ms", text, "ina", beside=first.id)
    assert both.done is Done.CREATED
    assert await curation.entries("ms") == [first, both.entry]
    other = replace(text, answer="Years.")
    with pytest.raises(SameQuestion) as caught:
        await curation.add("ms", other, "ina", beside=first.id)
    assert caught.value.current == both.entry


async def test_a_removed_entry_does_not_stand_in_the_way(curation: Curation) -> None:
    first = (await curation.add("ms", TEXT, "mo")).entry
    await curation.remove("ms", first.id, "mo")
    assert await curation.twin("ms", TEXT) is None
    assert (await curation.add("ms", TEXT, "mo")).done is Done.CREATED


async def test_of_many_who_add_the_same_at_once_one_publishes(curation: Curation) -> None:
    done = await asyncio.gather(*(curation.add("ms", TEXT, f"mo {number}") for number in range(5)))
    assert sorted(each.done for each in done) == [Done.CREATED, *[Done.UNCHANGED] * 4]
    assert len(await curation.entries("ms")) == 1


async def test_an_edit_to_the_same_words_changes_nothing(curation: Curation) -> None:
    entry = (await curation.add("ms", TEXT, "mo")).entry
    same = await curation.edit("ms", entry.id, TEXT, seen=1, editor="ina")
    assert same == Published(entry, Done.UNCHANGED)
    assert len(await curation.history("ms", entry.id)) == 1


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("How long does a cold last?", "how long DOES a cold last"),
        ("Is 50% of_it \\ enough?", "is 50 of_it enough"),
        ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}stanbul stra\N{LATIN SMALL LETTER SHARP S}e?",
         "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}STANBUL STRASSE"),
    ],
)  # fmt: skip
async def test_the_same_question_is_found_among_many(
    curation: Curation, database: Database, there: str, asked: str
) -> None:
    many = [EntryText(f"How long does cold number {number} last?", "A week.") for number in range(1_100)]
    await curation.add("ms", TEXT if there == TEXT.question else EntryText(there, "A week."), "mo")
    async with database.writer() as session:
        await entries.add_many(session, "ms", many, editor="mo", now=datetime(2026, 8, 1, tzinfo=UTC))
    with pytest.raises(SameQuestion) as caught:
        await curation.add("ms", EntryText(asked, "Two weeks."), "mo")
    assert caught.value.current.question == there
    with pytest.raises(SameQuestion):
        await curation.add("ms", EntryText("how long does cold number 1099 last", "Two weeks."), "mo")
