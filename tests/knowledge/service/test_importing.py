"""Importing with harvests made by hand: what `read_document` gives is for the tests of `ingest`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from knowledge.domain import (
    Authorship,
    Done,
    DraftStatus,
    DraftText,
    EntryStatus,
    EntryText,
    ImportReport,
    Origin,
    QuestionStatus,
    Source,
    SourceKind,
)
from knowledge.errors import AlreadyDecided, DocumentRefused, EmptyText, NotFound, SameQuestion, StaleRevision
from knowledge.ingest import Comment, Harvest, OpenThread, Post
from knowledge.service import importing
from knowledge.service.curation import Curation
from knowledge.service.importing import Importing
from knowledge.service.review import Review
from knowledge.service.unimporting import TakenBack
from knowledge.store import audit, communities, drafts, questions

if TYPE_CHECKING:
    from knowledge.store.database import Database

NOW = datetime(2026, 8, 1, tzinfo=UTC)
SOURCE = Source("On colds", "https://example.org/colds", "Ada", date(2026, 3, 1), SourceKind.COMMENT)


def draft(key: str, answer: str = "A week.", hint: str = "named as the author") -> DraftText:
    text = EntryText(f"How long does a {key} last?", answer, (f"{key} how long",), "On colds", source=SOURCE)
    return DraftText(key, text, Authorship.STATED, hint)


def thread(key: str, text: str = "") -> OpenThread:
    return OpenThread(key, text or f"What helps against {key}?", SOURCE, "no answer", f"About {key}")


def harvest(*contents: DraftText | OpenThread) -> Harvest:
    return Harvest(
        post=Post("On colds", "Ada", date(2026, 3, 1), SOURCE.url, comments=(Comment("Why?"),)),
        drafts=tuple(each for each in contents if isinstance(each, DraftText)),
        open_questions=tuple(each for each in contents if isinstance(each, OpenThread)),
        fingerprint=str(hash(contents)),
        key="https://example.org/colds",
    )


class Desk:
    """The three rooms on one database, and an import of whatever the test says."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.imports = Importing(database, lambda: NOW)
        self.curation = Curation(database, lambda: NOW)
        self.review = Review(database, lambda: NOW)
        self._patch = monkeypatch

    async def import_(self, *contents: DraftText | OpenThread, approve: bool = False) -> ImportReport:
        self._patch.setattr(importing, "read_document", lambda *_, **__: harvest(*contents))
        return await self.imports.import_document("ms", b"", "post.md", approve=approve, editor="mo")

    async def answers(self) -> list[str]:
        return [entry.answer for entry in await self.curation.entries("ms")]

    async def queue(self) -> list[str]:
        return [question.text for question in await self.review.queue("ms")]


@pytest.fixture
def desk(database: Database, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(database, monkeypatch)


def counts(report: ImportReport) -> dict[str, int]:
    names = (
        "drafts_added",
        "drafts_updated",
        "entries_updated",
        "conflicts",
        "questions_queued",
        "published",
    )
    return {name: getattr(report, name) for name in names if getattr(report, name)}


async def test_a_first_import_makes_drafts_and_queues_what_nobody_answered(desk: Desk) -> None:
    report = await desk.import_(draft("cold"), draft("flu"), thread("sneezing"))
    assert counts(report) == {"drafts_added": 2, "questions_queued": 1}
    assert (report.title, report.comments) == ("On colds", 1)
    assert [each.content for each in await desk.imports.drafts("ms")] == [draft("cold"), draft("flu")]
    assert await desk.curation.entries("ms") == []
    [waiting] = await desk.review.queue("ms")
    assert (waiting.text, waiting.context) == ("What helps against sneezing?", "About sneezing")
    assert (waiting.origin, waiting.source, waiting.askers) == (Origin.POST, SOURCE, 1)


@pytest.mark.parametrize("approve", [False, True])
async def test_importing_twice_adds_nothing(desk: Desk, *, approve: bool) -> None:
    contents = (draft("cold"), draft("flu"), thread("sneezing"))
    assert not (await desk.import_(*contents, approve=approve)).nothing_new
    before = await desk.imports.export("ms")
    assert (await desk.import_(*contents, approve=approve)).nothing_new
    assert await desk.imports.export("ms") == before


async def test_approve_publishes_what_an_earlier_import_left_pending(desk: Desk) -> None:
    await desk.import_(draft("cold"), draft("flu"))
    assert counts(await desk.import_(draft("cold"), draft("flu"), approve=True)) == {"published": 2}
    first, second = await desk.curation.entries("ms")
    assert (first.text, second.text) == (draft("cold").text, draft("flu").text)
    assert await desk.imports.drafts("ms") == []
    [revision] = await desk.curation.history("ms", first.id)
    assert (revision.action, revision.editor) == ("imported", "mo")


async def test_a_changed_document_updates_what_no_curator_has_touched(desk: Desk) -> None:
    await desk.import_(draft("cold"), approve=True)
    await desk.import_(draft("cold"), draft("flu"))
    report = await desk.import_(draft("cold", "Ten days."), draft("flu", "Two weeks."), draft("cough"))
    assert counts(report) == {"drafts_added": 1, "drafts_updated": 1, "entries_updated": 1}
    [entry] = await desk.curation.entries("ms")
    assert (entry.answer, entry.revision) == ("Ten days.", 2)
    waiting = await desk.imports.drafts("ms")
    assert [each.content.text.answer for each in waiting] == ["Two weeks.", "A week."]


async def test_a_changed_document_flags_what_a_curator_has_touched(desk: Desk) -> None:
    await desk.import_(draft("cold"), draft("flu"), approve=True)
    cold, flu = await desk.curation.entries("ms")
    edited = replace(cold.text, answer="Seven days.")
    await desk.curation.edit("ms", cold.id, edited, seen=1, editor="mo")
    await desk.curation.remove("ms", flu.id, "mo")
    report = await desk.import_(draft("cold", "Ten days."), draft("flu", "Two weeks."), approve=True)
    assert counts(report) == {"conflicts": 2}
    assert await desk.answers() == ["Seven days."]
    first, second = await desk.imports.drafts("ms")
    assert (first.entry_id, first.conflict, first.content.text.answer) == (cold.id, True, "Ten days.")
    assert (await desk.import_(draft("cold", "Ten days."), draft("flu", "Two weeks."))).nothing_new
    approved = (await desk.imports.approve("ms", first.id, "mo")).entry
    assert (approved.id, approved.answer, approved.revision) == (cold.id, "Ten days.", 3)
    await desk.imports.reject("ms", second.id, "mo", "We took it away.")
    assert await desk.answers() == ["Ten days."]
    assert counts(await desk.import_(draft("cold", "Never."), draft("flu", "Two weeks."))) == {
        "entries_updated": 1
    }


async def test_a_draft_that_a_curator_reworded_on_approval_counts_as_touched(desk: Desk) -> None:
    await desk.import_(draft("cold"))
    [waiting] = await desk.imports.drafts("ms")
    text = replace(waiting.content.text, question="How long is a cold?")
    entry = (await desk.imports.approve("ms", waiting.id, "mo", text)).entry
    assert entry.text == text
    assert counts(await desk.import_(draft("cold", "Ten days."))) == {"conflicts": 1}


async def test_phrasings_that_an_entry_gained_survive_an_update(desk: Desk, database: Database) -> None:
    await desk.import_(draft("cold"), thread("colds"), approve=True)
    [entry] = await desk.curation.entries("ms")
    [waiting] = await desk.review.queue("ms")
    await desk.review.use_entry("ms", waiting.id, entry.id, "ada")
    assert counts(await desk.import_(draft("cold", "Ten days."))) == {"entries_updated": 1}
    updated = await desk.curation.get("ms", entry.id)
    assert updated.answer == "Ten days."
    assert updated.text.phrasings == ("cold how long", "What helps against colds?")


async def test_a_rejected_draft_stays_so_until_its_words_change(desk: Desk) -> None:
    await desk.import_(draft("cold"))
    [waiting] = await desk.imports.drafts("ms")
    await desk.imports.reject("ms", waiting.id, "mo", "Not ours.")
    assert (await desk.import_(draft("cold"), approve=True)).nothing_new
    assert (await desk.import_(draft("cold", hint="inferred"), approve=True)).nothing_new
    assert await desk.imports.drafts("ms") == []
    assert counts(await desk.import_(draft("cold", "Ten days."))) == {"drafts_updated": 1}
    assert [each.id for each in await desk.imports.drafts("ms")] == [waiting.id]


async def test_a_rejected_draft_waits_again_when_that_is_taken_back(desk: Desk) -> None:
    await desk.import_(draft("cold"))
    [waiting] = await desk.imports.drafts("ms")
    with pytest.raises(AlreadyDecided):
        await desk.imports.reopen("ms", waiting.id, "mo")
    await desk.imports.reject("ms", waiting.id, "mo")
    with pytest.raises(NotFound):
        await desk.imports.reopen("migraine", waiting.id, "mo")
    assert await desk.imports.reopen("ms", waiting.id, "mo") == waiting
    assert await desk.imports.drafts("ms") == [waiting]
    await desk.imports.approve("ms", waiting.id, "mo")
    with pytest.raises(AlreadyDecided):
        await desk.imports.reopen("ms", waiting.id, "mo")


async def test_a_pending_draft_goes_when_its_place_has_gone_but_an_entry_stays(desk: Desk) -> None:
    await desk.import_(draft("cold"), approve=True)
    await desk.import_(draft("cold"), draft("flu"))
    await desk.import_(draft("cough"))
    assert [each.content.key for each in await desk.imports.drafts("ms")] == ["cough"]
    assert await desk.answers() == ["A week."]


async def test_a_question_under_a_post_is_answered_when_a_later_import_has_the_answer(desk: Desk) -> None:
    await desk.import_(thread("cold"), thread("flu"))
    await desk.import_(draft("cold"), draft("flu"))
    assert len(await desk.queue()) == 2
    cold, _ = await desk.imports.drafts("ms")
    entry = (await desk.imports.approve("ms", cold.id, "mo")).entry
    assert await desk.queue() == ["What helps against flu?"]
    await desk.import_(draft("cold"), draft("flu"), approve=True)
    assert await desk.queue() == []
    assert entry.id in {each.id for each in await desk.curation.entries("ms")}


async def test_a_question_under_a_post_joins_the_same_one_asked_here_and_back(
    desk: Desk, database: Database
) -> None:
    async def ask(text: str, asker: str) -> questions.Opened:
        async with database.writer() as session:
            await communities.ensure(session, "ms", NOW)
            return await questions.open_or_join(
                session,
                "ms",
                text,
                folded="what helps against flu",
                asker=asker,
                key=asker,
                origin=Origin.TERMINAL,
                now=NOW,
            )

    opened = await ask("what helps against flu", "ann")
    report = await desk.import_(thread("flu"), thread("twin", "What helps against flu?"), thread("cold"))
    assert counts(report) == {"questions_queued": 3}
    assert (await ask("What helps against FLU?!", "bob")).question_id == opened.question_id
    most, other = await desk.review.queue("ms")
    assert (most.id, most.askers, other.text) == (opened.question_id, 4, "What helps against cold?")
    assert (
        await desk.import_(thread("flu"), thread("twin", "What helps against flu?"), thread("cold"))
    ).nothing_new


async def test_an_open_question_follows_the_words_of_its_thread(desk: Desk) -> None:
    await desk.import_(thread("cold", "What helps agianst a cold?"))
    await desk.import_(thread("cold", "What helps against a cold?"))
    assert await desk.queue() == ["What helps against a cold?"]


async def test_a_dismissed_question_does_not_come_back_with_its_post(desk: Desk) -> None:
    await desk.import_(thread("cold"))
    [waiting] = await desk.review.queue("ms")
    await desk.review.dismiss("ms", waiting.id, "Off topic.", "ada")
    assert (await desk.import_(thread("cold"))).nothing_new
    assert (await desk.review.get("ms", waiting.id)).status is QuestionStatus.DISMISSED


async def test_an_answer_that_vanished_from_its_thread_queues_nothing(desk: Desk) -> None:
    await desk.import_(draft("cold"), approve=True)
    assert (await desk.import_(thread("cold"))).nothing_new


async def test_a_draft_is_decided_once(desk: Desk) -> None:
    await desk.import_(draft("cold"), draft("flu"))
    first, second = await desk.imports.drafts("ms")
    results = await asyncio.gather(
        *(desk.imports.approve("ms", first.id, "mo") for _ in range(3)), return_exceptions=True
    )
    assert [type(result).__name__ for result in results].count("AlreadyDecided") == 2
    await desk.imports.reject("ms", second.id, "mo")
    for attempt in (desk.imports.approve("ms", second.id, "mo"), desk.imports.reject("ms", first.id, "mo")):
        with pytest.raises(AlreadyDecided):
            await attempt
    for attempt in (desk.imports.approve("migraine", first.id, "mo"), desk.imports.approve("ms", 999, "mo")):
        with pytest.raises(NotFound):
            await attempt
    assert len(await desk.curation.entries("ms")) == 1


async def test_a_draft_that_was_emptied_is_not_published(desk: Desk) -> None:
    await desk.import_(draft("cold"))
    [waiting] = await desk.imports.drafts("ms")
    with pytest.raises(EmptyText):
        await desk.imports.approve("ms", waiting.id, "mo", replace(waiting.content.text, answer=" "))
    assert [each.id for each in await desk.imports.drafts("ms")] == [waiting.id]


async def test_an_import_that_fails_half_way_leaves_nothing(
    desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.import_(draft("cold"), approve=True)
    before = await desk.imports.export("ms")

    async def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(importing.threads, "close_answered", fail)
    with pytest.raises(ZeroDivisionError):
        await desk.import_(draft("cold", "Ten days."), draft("flu"), thread("cough"), approve=True)
    monkeypatch.undo()
    assert await desk.imports.export("ms") == before


async def test_a_refused_document_leaves_nothing(database: Database) -> None:
    imports = Importing(database, lambda: NOW)
    with pytest.raises(DocumentRefused):
        await imports.import_document("ms", b"", "post.md", editor="mo")
    async with database.reader() as session:
        assert await communities.version(session, "ms") == 0


async def test_documents_of_communities_are_apart(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.import_(draft("cold"), thread("flu"), approve=True)
    await desk.imports.import_document("migraine", b"", "post.md", approve=True, editor="mo")
    assert len(await desk.curation.entries("ms")) == 1
    assert len(await desk.curation.entries("migraine")) == 1
    assert len(await desk.review.queue("migraine")) == 1


async def test_progress_is_told_on_the_event_loop(database: Database) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        asyncio.get_running_loop()  # raises in any other thread
        told.append((stage, done, total))

    lines = "\n".join(
        f"- **Bob** How long is cold {number}?\n  - **Ada** It is a week." for number in range(99)
    )
    data = f"---\nauthor: Ada\n---\n# On colds\n\n## Comments\n\n{lines}\n".encode()
    imports = Importing(database, lambda: NOW)
    report = await imports.import_document("ms", data, "post.md", editor="mo", progress=tell)
    assert report.comments == 198
    assert told[0][2] == 198
    assert [stage for stage, _, _ in told][-2:] == ["storing", "storing"]


async def test_long_keys_and_words_no_database_can_hold_are_imported(desk: Desk) -> None:
    awkward = replace(draft("x" * 5000), hint="a\0b\ud800")
    awkward = replace(awkward, text=replace(awkward.text, question="Why\0?", answer="So\ud800."))
    contents = (awkward, thread("y" * 5000, "z" * 900))
    await desk.import_(*contents, approve=True)
    assert (await desk.import_(*contents, approve=True)).nothing_new
    [entry] = await desk.curation.entries("ms")
    assert (entry.question, entry.answer) == ("Why?", "So?.")


async def test_what_an_import_did_is_kept(desk: Desk, database: Database) -> None:
    await desk.import_(draft("cold"), approve=True)
    [entry] = await desk.curation.entries("ms")
    async with database.reader() as session:
        [deed] = await audit.of(session, "ms", "entry", [entry.id])
        [document] = await audit.of(session, "ms", "source", [1])
        stored = await drafts.listed(session, "ms", DraftStatus.APPROVED)
    assert (deed.actor, deed.action) == ("mo", "imported")
    assert document.after is not None
    assert document.after["published"] == 1
    assert [each.entry_id for each in stored] == [entry.id]


async def test_an_export_is_json_and_holds_everything_but_the_members(desk: Desk, database: Database) -> None:
    await desk.import_(draft("cold"), draft("flu"), thread("cough"))
    waiting = await desk.imports.drafts("ms")
    entry = (await desk.imports.approve("ms", waiting[0].id, "mo")).entry
    await desk.curation.edit("ms", entry.id, replace(entry.text, answer="x"), seen=1, editor="mo")
    async with database.writer() as session:
        await questions.open_or_join(
            session,
            "ms",
            "Why?",
            folded="why",
            asker="ann",
            key="message 7",
            origin=Origin.DISCORD,
            now=NOW,
        )
    exported = json.loads(json.dumps(await desk.imports.export("ms")))
    assert exported["community"] == "ms"
    assert [document["title"] for document in exported["documents"]] == ["On colds"]
    [kept] = exported["entries"]
    assert (kept["answer"], kept["source"]["author"]) == ("x", "Ada")
    assert [revision["text"]["answer"] for revision in kept["revisions"]] == ["A week.", "x"]
    assert [each["status"] for each in exported["drafts"]] == ["approved", "pending"]
    assert {each["question"] for each in exported["open_questions"]} == {"What helps against cough?", "Why?"}
    assert "ann" not in json.dumps(exported)
    assert "message 7" not in json.dumps(exported)


async def test_ten_thousand_comments_are_stored_in_seconds(desk: Desk) -> None:
    contents: list[Any] = [draft(f"cold {number}") for number in range(2500)]
    contents += [thread(f"flu {number}") for number in range(2500)]
    loop = asyncio.get_running_loop()
    started = loop.time()
    report = await desk.import_(*contents, approve=True)
    assert loop.time() - started < 20
    assert counts(report) == {"questions_queued": 2500, "published": 2500}


class Later:
    """Moves on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def busy(database: Database, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk where time goes by."""
    made, clock = Desk(database, monkeypatch), Later()
    made.imports, made.curation = Importing(database, clock), Curation(database, clock)
    made.review = Review(database, clock)
    return made


@pytest.mark.parametrize("approve", [False, True])
async def test_an_import_is_taken_back_and_comes_whole_when_it_is_repeated(
    busy: Desk, *, approve: bool
) -> None:
    contents = (draft("cold"), draft("flu"), thread("sneezing"))
    first = await busy.import_(*contents, approve=approve)
    gone = await busy.imports.take_back("ms", first.source, first.nth, "mo")
    assert gone == TakenBack(drafts=0 if approve else 2, entries=2 if approve else 0, questions=1)
    assert await busy.imports.drafts("ms") == []
    assert await busy.curation.entries("ms") == []
    assert await busy.queue() == []
    with pytest.raises(AlreadyDecided):
        await busy.imports.take_back("ms", first.source, first.nth, "mo")
    with pytest.raises(NotFound):
        await busy.imports.take_back("ms", first.source + 7, 1, "mo")
    again = await busy.import_(*contents, approve=approve)
    assert counts(again) == counts(first)


async def test_taking_an_import_back_leaves_what_was_touched_since_and_undoes_what_it_changed(
    busy: Desk,
) -> None:
    await busy.import_(draft("cold"), draft("flu"), approve=True)
    await busy.import_(draft("cold", "Years."), draft("flu", "Years."), draft("gout"), approve=True)
    cold, flu, gout = await busy.curation.entries("ms")
    await busy.curation.edit("ms", cold.id, replace(cold.text, answer="Mine."), seen=2, editor="mo")
    report = await busy.import_(draft("cold", "Years."), draft("flu", "Years."), draft("gout"))
    assert report.nothing_new
    with pytest.raises(AlreadyDecided):
        await busy.imports.take_back("ms", report.source, 1, "mo")
    done = await busy.imports.take_back("ms", report.source, report.nth, "mo")
    assert done == TakenBack(0, 2, 0)
    assert await busy.answers() == ["Mine.", "A week."]
    assert (await busy.curation.get("ms", gout.id)).status is EntryStatus.REMOVED
    assert (await busy.curation.get("ms", flu.id)).revision == 3


async def test_what_an_entry_says_already_is_not_drafted_and_not_published_twice(desk: Desk) -> None:
    text = draft("cold").text
    there = (await desk.curation.add("ms", replace(text, context=""), "mo")).entry
    report = await desk.import_(draft("cold"), draft("flu"), approve=True)
    assert (report.published, report.unchanged, report.alike) == (1, 1, 0)
    assert [entry.id for entry in await desk.curation.entries("ms")] == [there.id, there.id + 1]
    assert await desk.imports.drafts("ms") == []


async def test_two_drafts_that_say_the_same_become_one_entry(desk: Desk) -> None:
    twice = replace(draft("cold"), key="elsewhere")
    report = await desk.import_(draft("cold"), twice, approve=True)
    assert len(await desk.curation.entries("ms")) == 1
    assert not report.nothing_new
    assert (await desk.import_(draft("cold"), twice, approve=True)).nothing_new


async def test_a_draft_that_asks_what_an_entry_asks_waits_even_when_all_are_approved(desk: Desk) -> None:
    there = (await desk.curation.add("ms", replace(draft("cold").text, answer="Years."), "mo")).entry
    report = await desk.import_(draft("cold"), approve=True)
    assert (report.published, report.drafts_added, report.alike) == (0, 1, 1)
    [waiting] = await desk.imports.drafts("ms")
    with pytest.raises(SameQuestion) as caught:
        await desk.imports.approve("ms", waiting.id, "mo")
    assert caught.value.current == there
    with pytest.raises(StaleRevision):
        await desk.imports.approve("ms", waiting.id, "mo", instead=there.id, seen=0)
    done = await desk.imports.approve("ms", waiting.id, "mo", instead=there.id, seen=1)
    assert (done.done, done.entry.id, done.entry.answer) == (Done.CHANGED, there.id, "A week.")
    assert await desk.imports.drafts("ms") == []


async def test_a_change_that_was_turned_down_waits_again_when_that_is_taken_back(desk: Desk) -> None:
    await desk.import_(draft("cold"), approve=True)
    [entry] = await desk.curation.entries("ms")
    await desk.curation.edit("ms", entry.id, replace(entry.text, answer="Mine."), seen=1, editor="mo")
    await desk.import_(draft("cold", "Years."))
    [conflict] = await desk.imports.drafts("ms")
    await desk.imports.reject("ms", conflict.id, "mo")
    assert await desk.imports.drafts("ms") == []
    await desk.imports.reopen("ms", conflict.id, "mo")
    assert await desk.imports.drafts("ms") == [conflict]
    await desk.imports.approve("ms", conflict.id, "mo")
    with pytest.raises(AlreadyDecided):
        await desk.imports.reopen("ms", conflict.id, "mo")
