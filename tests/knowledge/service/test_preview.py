"""What the guard predicts is what happens: previews on a real database with the real model, then the publishing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from knowledge import (
    Answered,
    Decision,
    Effect,
    EmptyText,
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    NotFound,
    Question,
    Queued,
    Suggested,
    TextTooLong,
    open_knowledge_base,
)
from knowledge.store.tables import VectorRow

if TYPE_CHECKING:
    from knowledge import Outcome, Preview, Reply
    from knowledge.matching.matcher import Parts

COMMUNITY = "guild-1"
MRI = EntryText(
    "How often is an MRI scan done on natalizumab?", "Every three to twelve months.", ("MRI on Tysabri?",)
)
JAB = EntryText("Can I have the flu jab while on ocrelizumab?", "Yes, but it works less well.")
NIGHT = EntryText(
    "What helps against spasticity at night?",
    "Stretching, and baclofen at bedtime.",
    ("Why can I not sleep?",),
)
HEAT = EntryText("Does heat make MS symptoms worse?", "Yes, for a while; it does no lasting harm.")
COLD = EntryText("Does cold make MS symptoms worse?", "For some, yes; warm clothes help.")
Ask = Callable[..., object]


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as opened:
        await opened.load_bank(COMMUNITY, [MRI, JAB, NIGHT, HEAT])
        yield opened


@pytest.fixture
def members(kb: KnowledgeBase) -> Callable[..., object]:
    """Let members ask, each wording as an event of its own."""
    events = count()

    async def ask(*texts: str) -> list[Outcome]:
        return [
            await kb.ask(Question(COMMUNITY, f"member-{n}", text, f"event-{n}"))
            for text, n in zip(texts, events, strict=False)
        ]

    return ask


def shown(reply: Reply | Outcome) -> tuple[Decision, list[str]]:
    """Return what an asker sees, by the questions of the entries: ids are not known before publishing."""
    match reply:
        case Answered():
            return Decision.ANSWER, [reply.entry.question]
        case Suggested():
            return Decision.SUGGEST, sorted(entry.question for entry in reply.suggestions)
        case Queued():
            return Decision.QUEUE, []
    return reply.decision, sorted(entry.question for entry in reply.entries)  # type: ignore[union-attr]


async def examined(kb: KnowledgeBase, text: str) -> tuple[Decision, list[str]]:
    examination = await kb.examine(COMMUNITY, text)
    found = examination.ranked[:1] if examination.decision is Decision.ANSWER else examination.suggestions
    return examination.decision, sorted(candidate.entry.question for candidate in found)


async def id_of(kb: KnowledgeBase, text: EntryText) -> int:
    return next(e.id for e in await kb.curation.entries(COMMUNITY) if e.question == text.question)


async def state(kb: KnowledgeBase) -> object:
    export = await kb.imports.export(COMMUNITY)
    async with kb._database.reader() as session:
        encoded = await session.scalar(select(func.count()).select_from(VectorRow))
    return {name: part for name, part in export.items() if name != "exported_at"}, encoded


ASKED = [
    "Does cold make MS symptoms worse?",
    "does cold weather make the symptoms worse?",
    "Does heat make my MS symptoms worse?",
    "does the heat worsen ms symptoms",
    "How often do I need a scan on natalizumab?",
    "How often is an MRI scan done on fingolimod?",
    "Is PPMS hereditary?",
    "Why can I not sleep?",
    "What helps against stiff legs at night?",
    "Can I have a flu shot on ocrelizumab?",
]


async def publish(kb: KnowledgeBase, text: EntryText, entry_id: int | None) -> None:
    if entry_id is None:
        await kb.curation.add(COMMUNITY, text, "mod")
    else:
        seen = (await kb.curation.get(COMMUNITY, entry_id)).revision
        await kb.curation.edit(COMMUNITY, entry_id, text, seen=seen, editor="mod")


@pytest.mark.parametrize(
    ("edited", "text"),
    [
        (None, COLD),
        (None, replace(HEAT, question="Does the heat worsen MS?", phrasings=(HEAT.question,))),
        (None, EntryText("How often is an MRI scan done on fingolimod?", "Once a year.")),
        (HEAT, replace(HEAT, question="Does a sauna cause relapses?", answer="No.")),
        (HEAT, replace(HEAT, phrasings=("Does cold make MS symptoms worse?",))),
        (NIGHT, replace(NIGHT, phrasings=())),
    ],
    ids=["new", "the same again", "look-alike", "other question", "other phrasing", "phrasing taken away"],
)
async def test_what_the_preview_predicts_is_what_happens(
    edited: EntryText | None, text: EntryText, kb: KnowledgeBase, members: Ask
) -> None:
    await members(*ASKED)
    entry_id = await id_of(kb, edited) if edited else None
    before = {wording: await examined(kb, wording) for wording in ASKED}
    preview = await kb.preview(COMMUNITY, text, entry_id)
    await publish(kb, text, entry_id)
    after = {wording: await examined(kb, wording) for wording in ASKED}
    for change in preview.changed:
        assert (shown(change.before), shown(change.after)) == (before[change.wording], after[change.wording])
    for closing in preview.closes:
        assert text.question in after[closing.wording][1]
        wordings = (closing.question.text, *closing.question.wordings)
        decisions = {after[wording][0] for wording in wordings}
        assert (decisions == {Decision.ANSWER}) is (closing.decision is Decision.ANSWER)
    assert preview.changed or preview.closes
    predicted = {change.wording for change in preview.changed} | {
        wording
        for closing in preview.closes
        for wording in (closing.question.text, *closing.question.wordings)
    }
    if edited is None or edited.question == text.question:
        assert {wording for wording in ASKED if after[wording] != before[wording]} <= predicted


async def test_a_preview_changes_nothing(kb: KnowledgeBase, members: Ask) -> None:
    await members(*ASKED)
    await kb._memories._encoding.close()  # what was asked is saved by now
    stored = await state(kb)
    before = [await kb.examine(COMMUNITY, wording) for wording in ASKED]
    for entry_id in (None, await id_of(kb, HEAT)):
        await kb.preview(COMMUNITY, COLD, entry_id)
    assert await state(kb) == stored
    assert [await kb.examine(COMMUNITY, wording) for wording in ASKED] == before


async def test_open_questions_that_would_be_answered_are_told_with_their_askers(
    kb: KnowledgeBase, members: Ask
) -> None:
    await members(
        "Is PPMS hereditary?", "is primary progressive MS hereditary", "How tall is the Eiffel tower?"
    )
    preview = await kb.preview(COMMUNITY, EntryText("Is PPMS hereditary?", "A little."))
    (closing,) = preview.answers
    assert (closing.question.text, closing.question.askers) == ("Is PPMS hereditary?", 2)
    assert preview.changed == ()
    assert preview.compared == 3
    assert not preview.worrying


async def test_an_edit_that_loses_its_question_is_told(kb: KnowledgeBase, members: Ask) -> None:
    await members(HEAT.question, HEAT.question.lower())
    text = replace(HEAT, question="Does a sauna cause relapses?", answer="No.")
    preview = await kb.preview(COMMUNITY, text, await id_of(kb, HEAT))
    (change,) = preview.having(Effect.LOST)
    assert (change.wording.lower(), change.times) == (HEAT.question.lower(), 2)
    assert change.before.answer is not None
    assert change.before.answer.text == HEAT
    assert preview.worrying


async def test_a_question_taken_over_from_another_entry_is_told(kb: KnowledgeBase, members: Ask) -> None:
    await members("does the heat make MS symptoms any worse?")
    preview = await kb.preview(
        COMMUNITY,
        EntryText(
            "Does the sun make MS worse?", "In summer, yes.", ("Does the heat make MS symptoms any worse?",)
        ),
    )
    (change,) = preview.having(Effect.MOVED) or preview.having(Effect.GAINED)
    assert change.after.answer is not None
    assert change.after.answer.question == "Does the sun make MS worse?"


async def test_the_same_question_in_other_words_is_a_duplicate(kb: KnowledgeBase) -> None:
    preview = await kb.preview(COMMUNITY, EntryText("Is it true that heat makes MS symptoms worse?", "Yes."))
    assert [each.entry.question for each in preview.duplicates] == [HEAT.question]
    assert preview.worrying


async def test_a_look_alike_is_confusable_and_what_tells_it_apart_is_said(kb: KnowledgeBase) -> None:
    preview = await kb.preview(
        COMMUNITY, EntryText("How often is an MRI scan done on fingolimod?", "Once a year.")
    )
    (near,) = [each for each in preview.confusable if each.entry.question == MRI.question]
    assert any("fingolimod" in reason for reason in near.reasons)
    assert preview.duplicates == ()


async def test_a_wording_that_another_entry_has_already_is_a_clash(kb: KnowledgeBase) -> None:
    text = EntryText("Scans and drugs?", "It depends.", ("mri on NATALIZUMAB",))
    preview = await kb.preview(COMMUNITY, text)
    (clash,) = preview.clashes
    assert (clash.wording, clash.entry.question) == ("mri on NATALIZUMAB", MRI.question)
    assert clash.entry.id not in {each.entry.id for each in (*preview.duplicates, *preview.confusable)}
    assert preview.worrying


async def test_an_edit_of_the_answer_alone_is_compared_with_nothing(kb: KnowledgeBase) -> None:
    await kb.curation.add(COMMUNITY, COLD, "mod")
    preview = await kb.preview(COMMUNITY, replace(HEAT, answer="Yes."), await id_of(kb, HEAT))
    assert (preview.duplicates, preview.confusable, preview.clashes) == ((), (), ())
    assert preview.entry.revision == 2


async def test_an_edit_of_a_removed_entry_changes_nothing_for_members(
    kb: KnowledgeBase, members: Ask
) -> None:
    await members(HEAT.question)
    entry_id = await id_of(kb, HEAT)
    await kb.curation.remove(COMMUNITY, entry_id, "mod")
    preview = await kb.preview(COMMUNITY, replace(HEAT, question="Is heat bad?"), entry_id)
    assert (preview.changed, preview.closes) == ((), ())


async def test_an_empty_community_can_be_previewed(kb: KnowledgeBase) -> None:
    preview = await kb.preview("guild-2", COLD)
    assert (preview.changed, preview.closes, preview.duplicates, preview.compared) == ((), (), (), 0)
    assert not preview.worrying


@pytest.mark.parametrize(
    ("text", "entry_id", "error"),
    [
        (EntryText("", "Yes."), None, EmptyText),
        (EntryText("Why?", " "), None, EmptyText),
        (EntryText("why " * 1_000, "Yes."), None, TextTooLong),
        (COLD, 999, NotFound),
    ],
)
async def test_what_cannot_be_published_cannot_be_previewed(
    text: EntryText, entry_id: int | None, error: type[Exception], kb: KnowledgeBase
) -> None:
    with pytest.raises(error):
        await kb.preview(COMMUNITY, text, entry_id)


async def test_members_are_answered_while_hundreds_of_questions_are_compared(
    kb: KnowledgeBase, members: Ask
) -> None:
    await members(*(f"Does drug number {n} make MS symptoms worse?" for n in range(120)))
    heard: list[tuple[str, int, int]] = []
    previewing = asyncio.create_task(
        kb.preview(COMMUNITY, COLD, progress=lambda *report: heard.append(report))
    )
    answered = 0
    while not previewing.done():
        assert isinstance(*await members(HEAT.question), Answered)
        answered += 1
    preview: Preview = await previewing
    assert answered >= 5
    assert heard[-1] == ("comparing", preview.compared, preview.compared)
