"""The path of a question, on a real database with the real model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import (
    Answered,
    Decision,
    EmptyText,
    EntryText,
    Ignored,
    KnowledgeBase,
    KnowledgeConfig,
    Policy,
    Question,
    Queued,
    Signposted,
    Source,
    SourceKind,
    Strictness,
    Suggested,
    TextTooLong,
    open_knowledge_base,
)

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

COMMUNITY = "guild-1"
BANK = [
    EntryText(
        "How often is an MRI scan done on natalizumab?", "Every three to twelve months.", ("MRI on Tysabri?",)
    ),
    EntryText("Can I have the flu jab while on ocrelizumab?", "Yes, but it works less well."),
    EntryText("What helps against spasticity at night?", "Stretching, and baclofen at bedtime."),
    EntryText("Does heat make MS symptoms worse?", "Yes, for a while; it does no lasting harm."),
]
Ask = Callable[..., Question]


@pytest.fixture
async def kb(database_url: str, parts: Parts, clock: list[datetime]) -> AsyncIterator[KnowledgeBase]:
    config = KnowledgeConfig(database_url, clock=lambda: clock[0])
    async with await open_knowledge_base(config, parts) as opened:
        await opened.load_bank(COMMUNITY, BANK)
        yield opened


async def test_the_question_of_an_entry_is_answered_with_certainty(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("does heat make ms symptoms worse"))
    assert isinstance(outcome, Answered)
    assert (outcome.confidence, outcome.entry.answer) == (1.0, BANK[3].answer)


async def test_a_phrasing_with_a_brand_name_is_an_exact_hit(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("MRI on natalizumab?"))
    assert isinstance(outcome, Answered)
    assert outcome.confidence == 1.0


async def test_other_words_are_answered_or_suggested(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("is it ok to get a flu shot when you're on Ocrevus?"))
    assert isinstance(outcome, Answered | Suggested)
    entry = outcome.entry if isinstance(outcome, Answered) else outcome.suggestions[0]
    assert entry.question == BANK[1].question


async def test_another_drug_is_not_answered(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("How often is an MRI scan done on fingolimod?"))
    assert not isinstance(outcome, Answered)


async def test_what_one_must_not_do_is_no_answer_to_what_one_may(kb: KnowledgeBase, asks: Ask) -> None:
    await kb.curation.add(
        COMMUNITY, EntryText("Which vaccines should I not have with MS?", "Live ones, on some drugs."), "mod"
    )
    assert not isinstance(await kb.ask(asks("Which vaccines should I have with MS?")), Answered)
    assert not isinstance(await kb.ask(asks("which vaccine can I have with MS")), Answered)
    assert isinstance(await kb.ask(asks("which vaccines should I not have with ms")), Answered)


@pytest.mark.parametrize(
    ("question", "opposite", "same"),
    [
        (
            "Why do I feel worse in hot weather?",
            "why do i feel better in hot weather",
            "why do i feel worse when it is hot",
        ),
        ("Can I fly after a relapse?", "can i fly before a relapse", "can i fly after a relapse please"),
        ("When do I stop the tablets?", "when do i start the tablets", "when do i stop the tablets then"),
    ],
)
async def test_the_opposite_in_nearly_the_same_words_is_asked_back_at_most(
    kb: KnowledgeBase, asks: Ask, question: str, opposite: str, same: str
) -> None:
    await kb.curation.add(COMMUNITY, EntryText(question, "So."), "mod")
    assert not isinstance(await kb.ask(asks(opposite)), Answered)
    assert isinstance(await kb.ask(asks(same)), Answered)


@pytest.mark.parametrize(
    ("waiting", "other"),
    [
        ("why is botox not given for migraine", "why is botox given for migraine"),
        ("can i sleep before an infusion", "can i sleep after an infusion"),
    ],
)
async def test_who_asks_the_opposite_does_not_wait_for_the_same_answer(
    kb: KnowledgeBase, asks: Ask, waiting: str, other: str
) -> None:
    first = await kb.ask(asks(waiting))
    second = await kb.ask(asks(other))
    again = await kb.ask(asks(f"tell me please: {waiting}?"))
    assert isinstance(first, Queued)
    assert isinstance(second, Queued)
    assert isinstance(again, Queued)
    assert second.question_id != first.question_id == again.question_id


async def test_an_unknown_question_joins_the_queue_with_its_nearest_entries(
    kb: KnowledgeBase, asks: Ask
) -> None:
    outcome = await kb.ask(asks("Is PPMS hereditary?"))
    assert isinstance(outcome, Queued)
    (waiting,) = await kb.review.queue(COMMUNITY)
    assert (waiting.id, waiting.text, waiting.askers) == (outcome.question_id, "Is PPMS hereditary?", 1)
    assert waiting.nearest
    assert all(0 <= near.confidence < 1 for near in waiting.nearest)


async def test_the_same_question_of_another_member_counts_one_more_asker(
    kb: KnowledgeBase, asks: Ask
) -> None:
    first = await kb.ask(asks("Is PPMS hereditary?", "ann"))
    again = await kb.ask(asks("is primary progressive MS hereditary", "bob"))
    same_person = await kb.ask(asks("Is PPMS hereditary??", "ann"))
    assert isinstance(first, Queued)
    assert isinstance(again, Queued)
    assert isinstance(same_person, Queued)
    assert first.question_id == again.question_id == same_person.question_id
    assert (first.askers, again.askers, same_person.askers) == (1, 2, 2)


async def test_an_event_that_is_repeated_is_recorded_once(kb: KnowledgeBase, asks: Ask) -> None:
    question = asks("Is PPMS hereditary?")
    outcomes = [await kb.ask(question) for _ in range(3)]
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert [q.askers for q in await kb.review.queue(COMMUNITY)] == [1]


async def test_a_hundred_at_once_with_the_same_question_make_one_row(kb: KnowledgeBase, asks: Ask) -> None:
    await asyncio.gather(*(kb.ask(asks("Is PPMS hereditary?", f"member-{n}")) for n in range(100)))
    assert [q.askers for q in await kb.review.queue(COMMUNITY)] == [100]


async def test_a_cancelled_ask_that_is_retried_leaves_no_duplicate(kb: KnowledgeBase, asks: Ask) -> None:
    for delay in (0.0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03):
        question = asks(f"Is question {delay} hereditary?")
        task = asyncio.create_task(kb.ask(question))
        await asyncio.sleep(delay)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert isinstance(await kb.ask(question), Queued)
    queue = await kb.review.queue(COMMUNITY)
    assert sum(each.askers for each in queue) == len({each.text for each in queue}) == len(queue)


async def test_thanks_are_ignored_and_leave_no_row(kb: KnowledgeBase, asks: Ask) -> None:
    assert await kb.ask(asks("thanks, great post!")) == Ignored()
    assert await kb.review.queue(COMMUNITY) == []


async def test_an_emergency_is_signposted_before_anything_else(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("I can't breathe after my infusion. Does heat make MS symptoms worse?"))
    assert isinstance(outcome, Signposted)
    assert outcome.kind == "emergency"
    assert "112" in outcome.text


async def test_personal_advice_is_at_most_a_labelled_general_entry(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks("Should I stop my natalizumab?"))
    assert isinstance(outcome, Signposted | Suggested)
    assert outcome.text
    assert await kb.review.queue(COMMUNITY) == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "😀🎉"])
async def test_a_text_without_a_readable_word_is_refused(kb: KnowledgeBase, asks: Ask, text: str) -> None:
    with pytest.raises(EmptyText):
        await kb.ask(asks(text))


async def test_a_question_beyond_the_limit_is_refused_with_the_limit(kb: KnowledgeBase, asks: Ask) -> None:
    with pytest.raises(TextTooLong) as caught:
        await kb.ask(asks("why " * 25_000 + "?"))
    assert caught.value.limit == 1_000
    assert await kb.review.queue(COMMUNITY) == []


async def test_an_examination_records_nothing(kb: KnowledgeBase) -> None:
    examination = await kb.examine(COMMUNITY, "Is PPMS hereditary?")
    assert examination.decision is Decision.QUEUE
    assert len(examination.ranked) == len(BANK)
    assert await kb.review.queue(COMMUNITY) == []


async def test_an_entry_added_is_seen_by_the_next_question_and_a_removed_one_is_not(
    kb: KnowledgeBase, asks: Ask
) -> None:
    text = "Is PPMS hereditary?"
    entry = (await kb.curation.add(COMMUNITY, EntryText(text, "A little."), "mod")).entry
    assert isinstance(await kb.ask(asks(text)), Answered)
    await kb.curation.remove(COMMUNITY, entry.id, "mod")
    assert isinstance(await kb.ask(asks(text)), Queued)


async def test_what_another_process_wrote_is_seen(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts
) -> None:
    assert isinstance(await kb.ask(asks("Is PPMS hereditary?")), Queued)
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as other:
        await other.curation.add(COMMUNITY, EntryText("Is PPMS hereditary?", "A little."), "mod")
    assert isinstance(await kb.ask(asks("Is PPMS hereditary?")), Answered)


@pytest.mark.parametrize("change", ["entry", "term", "strictness", "block"])
async def test_what_changes_between_two_new_questions_is_seen(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts, change: str
) -> None:
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as other:
        await kb.ask(asks("Who may drive a car?"))
        await other.ask(asks("Where is the nearest clinic?"))
        match change:
            case "entry":
                await other.curation.add(COMMUNITY, EntryText("Who won the cup?", "We did."), "mod")
            case "term":
                await other.curation.set_term(COMMUNITY, "heat", ["sauna weather"], "mod")
            case "strictness":
                await other.curation.set_strictness(COMMUNITY, Strictness.EAGER, "mod")
            case "block":
                heat = await other.ask(question := asks("does heat make ms symptoms worse"))
                assert isinstance(heat, Answered)
                await other.feedback.reject(COMMUNITY, question.key)
                [proposal] = await other.learning.proposals(COMMUNITY)
                await other.learning.accept(COMMUNITY, proposal.id, "mod")
        await other.ask(asks("Is there a dress code?"))
        await kb.ask(asks("May I bring my dog?"))
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as fresh:
        for text in (
            "who won the cup",
            "does heat make ms symptoms worse",
            "does sauna weather make ms worse",
        ):
            expected, found = await fresh.examine(COMMUNITY, text), await kb.examine(COMMUNITY, text)
            assert found.decision is expected.decision
            assert [each.entry for each in found.ranked] == [each.entry for each in expected.ranked]


async def test_communities_do_not_see_each_other(kb: KnowledgeBase, asks: Ask) -> None:
    outcome = await kb.ask(asks(BANK[0].question, community="guild-2"))
    assert isinstance(outcome, Queued)
    assert len(await kb.review.queue("guild-2")) == 1
    assert await kb.review.queue(COMMUNITY) == []


async def test_an_answer_past_its_review_date_is_flagged(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    clock[0] += timedelta(days=1096)
    outcome = await kb.ask(asks(BANK[0].question))
    assert isinstance(outcome, Answered)
    assert outcome.overdue


async def test_an_overdue_answer_is_withheld_where_the_community_says_so(
    database_url: str, parts: Parts, asks: Ask, clock: list[datetime]
) -> None:
    config = KnowledgeConfig(database_url, policy=Policy(withhold_overdue=True), clock=lambda: clock[0])
    async with await open_knowledge_base(config, parts) as kb:
        await kb.load_bank(COMMUNITY, BANK)
        clock[0] += timedelta(days=1096)
        assert isinstance(await kb.ask(asks(BANK[0].question)), Suggested)


async def test_the_words_of_a_cited_paper_are_never_the_answer(kb: KnowledgeBase, asks: Ask) -> None:
    paper = EntryText(
        "Is statin X neuroprotective?", "It was.", source=Source("A paper", kind=SourceKind.PAPER)
    )
    await kb.curation.add(COMMUNITY, paper, "mod")
    outcome = await kb.ask(asks(paper.question))
    assert isinstance(outcome, Suggested)


async def test_a_picked_suggestion_answers_and_proposes_its_wording_for_review(
    kb: KnowledgeBase, asks: Ask
) -> None:
    question = asks("is a jab against influenza allowed with that infusion?")
    entry = (await kb.curation.entries(COMMUNITY))[1]
    for _ in range(2):
        assert (await kb.pick(question, entry.id)).entry == entry
    (proposal,) = await kb.learning.proposals(COMMUNITY)
    assert proposal.wording == question.text
    assert (await kb.curation.get(COMMUNITY, entry.id)).text.phrasings == entry.text.phrasings


async def test_none_of_these_puts_the_question_to_the_author(kb: KnowledgeBase, asks: Ask) -> None:
    question = asks("does cold make MS symptoms worse?")
    await kb.ask(question)
    queued = await kb.none_of_these(question)
    assert [each.id for each in await kb.review.queue(COMMUNITY)] == [queued.question_id]


async def test_nothing_is_encoded_twice_after_a_restart(
    kb: KnowledgeBase, database_url: str, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kb.warm(COMMUNITY)
    encoded: list[str] = []
    encode = parts.encoder.encode
    monkeypatch.setattr(
        parts.encoder, "encode", lambda texts, *rest: encoded.extend(texts) or encode(texts, *rest)
    )
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as again:
        assert await again.warm(COMMUNITY) == len(BANK)
    assert encoded == []


async def test_encoding_tells_its_progress(kb: KnowledgeBase) -> None:
    heard: list[tuple[str, int, int]] = []
    await kb.warm(COMMUNITY, lambda *report: heard.append(report))
    assert heard[-1][0] == "encoding"
    assert heard[-1][1] == heard[-1][2] == len(BANK)


async def test_the_event_loop_is_free_while_a_bank_is_encoded(database_url: str, parts: Parts) -> None:
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as kb:
        await kb.load_bank(
            COMMUNITY, [EntryText(f"question {n} about topic {n * 7}?", "a") for n in range(400)]
        )
        warming = asyncio.create_task(kb.warm(COMMUNITY))
        beats = 0
        while not warming.done():
            await asyncio.sleep(0.005)
            beats += 1
        assert beats > 20
