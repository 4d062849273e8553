"""What members say of answers, and what becomes of it once a moderator has reviewed it: with the real model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import (
    Answered,
    Block,
    Decision,
    Entry,
    EntryText,
    Forgotten,
    KnowledgeBase,
    KnowledgeConfig,
    NotFound,
    Policy,
    ProposalKind,
    Question,
    Queued,
    Suggested,
    open_knowledge_base,
)
from knowledge.service.blocking import BLOCKED, NEAR_BLOCKED

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

COMMUNITY = "guild-1"
HEAT = "Does heat make MS symptoms worse?"
BANK = [
    EntryText(HEAT, "Yes, for a while; it does no lasting harm.", ("Is heat bad?",)),
    EntryText("Can I have the flu jab while on ocrelizumab?", "Yes, but it works less well."),
    EntryText("How often is an MRI scan done on natalizumab?", "Every three to twelve months."),
    EntryText("Does cold make MS symptoms worse?", "For some people it does."),
]
Ask = Callable[..., Question]


@pytest.fixture
async def kb(database_url: str, parts: Parts, clock: list[datetime]) -> AsyncIterator[KnowledgeBase]:
    config = KnowledgeConfig(database_url, clock=lambda: clock[0])
    async with await open_knowledge_base(config, parts) as opened:
        await opened.load_bank(COMMUNITY, BANK)
        yield opened


@pytest.fixture
async def suggesting(kb: KnowledgeBase, database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    """Give the same, where everything that is not answered is suggested."""
    config = KnowledgeConfig(database_url, policy=Policy(suggest_at=0.0, related_at=-1.0))
    async with await open_knowledge_base(config, parts) as opened:
        yield opened


async def entry_of(kb: KnowledgeBase, question: str) -> Entry:
    return next(each for each in await kb.curation.entries(COMMUNITY) if each.question == question)


async def answered(kb: KnowledgeBase, question: Question) -> Answered:
    """Answer a question with the exact hit, or else by a pick, as a member would."""
    outcome = await kb.ask(question)
    if isinstance(outcome, Answered):
        return outcome
    return await kb.pick(question, (await entry_of(kb, HEAT)).id)


# saying it


async def test_a_confirmed_answer_proposes_its_wording_once(kb: KnowledgeBase, asks: Ask) -> None:
    given = await answered(kb, asks("Hello! Is the heat bad for my symptoms?"))
    for _ in range(2):
        await kb.feedback.confirm(COMMUNITY, given.key)
    [proposal] = await kb.learning.proposals(COMMUNITY)
    assert (proposal.kind, proposal.times) == (ProposalKind.PHRASING, 1)
    assert proposal.wording == "Is the heat bad for my symptoms?"


async def test_confirming_what_the_entry_is_asked_by_proposes_nothing(kb: KnowledgeBase, asks: Ask) -> None:
    given = await answered(kb, asks("is heat bad"))
    await kb.feedback.confirm(COMMUNITY, given.key)
    assert await kb.learning.proposals(COMMUNITY) == []


async def test_members_who_say_the_same_are_counted(kb: KnowledgeBase, asks: Ask) -> None:
    for asker in ("ann", "bob", "cat"):
        given = await answered(kb, asks("is heat bad", asker))
        for _ in range(2):
            await kb.feedback.reject(COMMUNITY, given.key)
    [proposal] = await kb.learning.proposals(COMMUNITY)
    assert (proposal.kind, proposal.wording, proposal.times) == (ProposalKind.BLOCK, "is heat bad", 3)


async def test_nothing_changes_before_a_moderator_has_reviewed_it(kb: KnowledgeBase, asks: Ask) -> None:
    before = await kb.examine(COMMUNITY, "is heat bad")
    for _ in range(5):
        given = await kb.ask(asks("is heat bad"))
        assert isinstance(given, Answered)
        await kb.feedback.reject(COMMUNITY, given.key)
    assert await kb.examine(COMMUNITY, "is heat bad") == before
    assert await kb.learning.blocks(COMMUNITY) == []
    [proposal] = await kb.learning.proposals(COMMUNITY)
    await kb.learning.decline(COMMUNITY, proposal.id, "mod")
    assert await kb.examine(COMMUNITY, "is heat bad") == before


async def test_who_changes_their_mind_is_counted_for_what_they_said_last(
    kb: KnowledgeBase, asks: Ask
) -> None:
    given = await answered(kb, asks("Will the heat hurt my symptoms?"))
    other = await answered(kb, asks("will the heat hurt my symptoms", "bob"))
    for key in (given.key, other.key):
        await kb.feedback.confirm(COMMUNITY, key)
    await kb.feedback.reject(COMMUNITY, given.key)
    assert [(each.kind, each.times) for each in await kb.learning.proposals(COMMUNITY)] == [
        (ProposalKind.BLOCK, 1),
        (ProposalKind.PHRASING, 1),
    ]
    await kb.feedback.confirm(COMMUNITY, given.key)
    [proposal] = await kb.learning.proposals(COMMUNITY)
    assert (proposal.kind, proposal.times) == (ProposalKind.PHRASING, 2)


@pytest.mark.parametrize("text", ["Is MS hereditary?", "I can't breathe after my infusion"])
async def test_only_an_answer_can_be_judged(kb: KnowledgeBase, asks: Ask, text: str) -> None:
    question = asks(text)
    await kb.ask(question)
    for key in (question.key, "never seen"):
        with pytest.raises(Forgotten):
            await kb.feedback.confirm(COMMUNITY, key)
        with pytest.raises(Forgotten):
            await kb.feedback.reject(COMMUNITY, key)
    assert await kb.learning.proposals(COMMUNITY) == []


async def test_another_communitys_answers_cannot_be_judged(kb: KnowledgeBase, asks: Ask) -> None:
    given = await answered(kb, asks("is heat bad"))
    with pytest.raises(Forgotten):
        await kb.feedback.reject("guild-2", given.key)
    assert await kb.learning.proposals(COMMUNITY) == []


async def test_turning_down_a_whole_list_proposes_no_blocks(kb: KnowledgeBase, asks: Ask) -> None:
    question = asks("Does warm weather make people with MS feel worse?")
    await kb.ask(question)
    await kb.none_of_these(question)
    assert await kb.learning.proposals(COMMUNITY) == []


# going on after "not my question"


async def test_after_no_the_member_sees_what_else_it_may_be(suggesting: KnowledgeBase, asks: Ask) -> None:
    given = await suggesting.ask(asks(HEAT))
    assert isinstance(given, Answered)
    others = await suggesting.feedback.reject(COMMUNITY, given.key)
    assert len(others.suggestions) == 3
    assert given.entry not in others.suggestions
    assert await suggesting.feedback.reject(COMMUNITY, given.key) == others


async def test_what_was_turned_down_is_not_offered_again(suggesting: KnowledgeBase, asks: Ask) -> None:
    given = await suggesting.ask(asks(HEAT))
    assert isinstance(given, Answered)
    seen = {given.entry.id}
    others = await suggesting.feedback.reject(COMMUNITY, given.key)
    while others.suggestions:
        question = await suggesting.feedback.asked(COMMUNITY, given.key, "ann")
        given = await suggesting.pick(question, others.suggestions[0].id)
        assert given.entry.id not in seen
        seen.add(given.entry.id)
        others = await suggesting.feedback.reject(COMMUNITY, given.key)
    assert len(seen) == len(BANK)
    found = {each.entry.id for each in await suggesting.learning.proposals(COMMUNITY)}
    assert found == seen, "each was said to be another question, and none to be the right one"
    assert {each.kind for each in await suggesting.learning.proposals(COMMUNITY)} == {ProposalKind.BLOCK}


async def test_who_takes_back_what_they_said_has_said_nothing(kb: KnowledgeBase, asks: Ask) -> None:
    first = await answered(kb, asks("Does warm weather make people with MS feel worse?"))
    for say in (kb.feedback.confirm, kb.feedback.reject):
        await say(COMMUNITY, first.key)
        assert len(await kb.learning.proposals(COMMUNITY)) == 1
        again = await kb.feedback.take_back(COMMUNITY, first.key)
        assert (again.entry, again.key, again.confidence) == (first.entry, first.key, first.confidence)
        assert await kb.learning.proposals(COMMUNITY) == []
    assert await kb.feedback.take_back(COMMUNITY, first.key) == again


async def test_an_answer_that_was_removed_is_not_taken_back_nor_told_again(
    kb: KnowledgeBase, asks: Ask
) -> None:
    question = asks(HEAT)
    given = await answered(kb, question)
    await kb.curation.remove(COMMUNITY, given.entry.id, editor="mo")
    with pytest.raises(NotFound):
        await kb.feedback.take_back(COMMUNITY, given.key)
    assert await kb.ask(question) == Suggested((), 1.0)


async def test_who_goes_back_from_none_of_these_sees_the_same_and_leaves_the_queue(
    suggesting: KnowledgeBase, asks: Ask
) -> None:
    kb, question = suggesting, asks("Is it worse in the cold?")
    first = await kb.ask(question)
    assert isinstance(first, Suggested)
    for _ in range(2):
        await kb.none_of_these(question)
        assert len(await kb.review.queue(COMMUNITY)) == 1
        assert await kb.askers.reconsider(COMMUNITY, f"{question.key}#none", question.asker)
        assert await kb.review.queue(COMMUNITY) == []
        assert await kb.ask(question) == first
        assert (await kb.feedback.asked(COMMUNITY, question.key, question.asker)).text == question.text
    with pytest.raises(Forgotten):
        await kb.askers.reconsider(COMMUNITY, f"{question.key}#none", question.asker)


async def test_the_author_reads_that_the_asker_turned_the_answer_down(kb: KnowledgeBase, asks: Ask) -> None:
    given = await kb.ask(asks(HEAT))
    assert isinstance(given, Answered)
    await kb.feedback.reject(COMMUNITY, given.key)
    queued = await kb.none_of_these(await kb.feedback.asked(COMMUNITY, given.key, "ann"))
    question = await kb.review.get(COMMUNITY, queued.question_id)
    [near] = [each for each in question.nearest if each.entry_id == given.entry.id]
    assert near.reasons[0] == "the asker said that this is not the question"
    assert await kb.review.held(COMMUNITY, "ann") == [HEAT]


async def test_buttons_work_after_a_restart(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts
) -> None:
    given = await answered(kb, asks("Hi, is heat bad?"))
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as again:
        await again.feedback.reject(COMMUNITY, given.key)
        question = await again.feedback.asked(COMMUNITY, given.key, "ann")
        assert isinstance(await again.none_of_these(question), Queued)
        assert isinstance(await again.none_of_these(question), Queued)
        assert [each.askers for each in await again.review.queue(COMMUNITY)] == [1]


async def test_when_the_words_are_gone_the_member_is_told_to_ask_again(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    given = await answered(kb, asks("is heat bad"))
    clock[0] += timedelta(days=91)
    await kb.review.expire(COMMUNITY)
    assert await kb.feedback.reject(COMMUNITY, given.key) == Suggested((), 0.0)
    assert await kb.learning.proposals(COMMUNITY) == []
    with pytest.raises(Forgotten):
        await kb.feedback.asked(COMMUNITY, given.key, "ann")


async def test_no_id_of_who_judged_is_kept(kb: KnowledgeBase, asks: Ask) -> None:
    given = await answered(kb, asks("is heat bad", "ann"))
    await kb.feedback.reject(COMMUNITY, given.key)
    assert await kb.review.held(COMMUNITY, "ann") == []
    assert await kb.review.forget(COMMUNITY, "ann") == 0
    assert len(await kb.learning.proposals(COMMUNITY)) == 1


# what a moderator accepted


async def blocked(kb: KnowledgeBase, asks: Ask, wording: str) -> Block:
    """Have an answer turned down, and a moderator agree."""
    given = await answered(kb, asks(wording))
    await kb.feedback.reject(COMMUNITY, given.key)
    [proposal] = await kb.learning.proposals(COMMUNITY)
    block = await kb.learning.accept(COMMUNITY, proposal.id, "mod")
    assert isinstance(block, Block)
    return block


def shown(outcome: object) -> set[int]:
    """Return the entries that a member gets to see."""
    if isinstance(outcome, Answered):
        return {outcome.entry.id}
    return {each.id for each in outcome.suggestions} if isinstance(outcome, Suggested) else set()


@pytest.mark.parametrize("text", ["is heat bad", "Is heat bad?!", "Hello all! Is heat bad?"])
async def test_a_blocked_wording_is_never_answered_not_even_as_an_exact_hit(
    kb: KnowledgeBase, asks: Ask, text: str
) -> None:
    entry = await entry_of(kb, HEAT)
    assert shown(await kb.ask(asks(text))) == {entry.id}
    block = await blocked(kb, asks, "Is heat bad?")
    assert entry.id not in shown(await kb.ask(asks(text)))
    await kb.learning.lift(COMMUNITY, block.id, "mod")
    assert shown(await kb.ask(asks(text))) == {entry.id}


@pytest.mark.parametrize(
    "text",
    [
        "could I have a flu jab before I start on Ocrevus?",
        "may I get the flu jab before starting ocrelizumab?",
    ],
)
async def test_a_blocked_question_is_not_answered_in_other_words(
    kb: KnowledgeBase, asks: Ask, text: str
) -> None:
    entry = await entry_of(kb, BANK[1].question)
    assert entry.id in shown(await kb.ask(asks(text))), "or this test shows nothing"
    await kb.learning.block(COMMUNITY, entry.id, "Can I have the flu jab before starting ocrelizumab?", "mod")
    assert entry.id not in shown(await kb.ask(asks(text)))
    examination = await kb.examine(COMMUNITY, text)
    [candidate] = [each for each in examination.ranked if each.entry.id == entry.id]
    assert (candidate.confidence, candidate.reasons[0]) == (0.0, BLOCKED)


async def test_a_question_nearer_to_the_entry_than_to_what_is_blocked_is_suggested_at_most(
    kb: KnowledgeBase, asks: Ask
) -> None:
    entry = await entry_of(kb, BANK[1].question)
    text = "Is the flu shot alright while I am on Ocrevus?"
    assert (await kb.examine(COMMUNITY, text)).decision is Decision.ANSWER
    await kb.learning.block(COMMUNITY, entry.id, "Can I have the flu jab before starting ocrelizumab?", "mod")
    outcome = await kb.ask(asks(text))
    assert isinstance(outcome, Suggested)
    assert outcome.suggestions[0] == entry
    assert NEAR_BLOCKED in (await kb.examine(COMMUNITY, text)).ranked[0].reasons
    assert isinstance(await kb.ask(asks(BANK[1].question)), Answered), "a curator wrote these very words"


async def test_a_block_holds_whatever_else_is_suggested(
    kb: KnowledgeBase, suggesting: KnowledgeBase, asks: Ask
) -> None:
    block = await blocked(kb, asks, "Is heat bad?")
    outcome = await suggesting.ask(asks("is heat bad"))
    assert isinstance(outcome, Suggested)
    assert len(outcome.suggestions) == 3
    assert block.entry.id not in shown(outcome)


async def test_a_block_of_one_entry_leaves_others_alone(kb: KnowledgeBase, asks: Ask) -> None:
    text = BANK[2].question
    before = await kb.examine(COMMUNITY, text)
    await blocked(kb, asks, "Is heat bad?")
    assert await kb.examine(COMMUNITY, text) == before


async def test_of_two_entries_with_one_wording_the_one_that_is_not_blocked_answers(
    kb: KnowledgeBase, asks: Ask
) -> None:
    right = (await kb.curation.add(COMMUNITY, EntryText("Is heat bad?", "Ask a kettle."), "mod")).entry
    assert not isinstance(await kb.ask(asks("is heat bad")), Answered)
    await kb.learning.block(COMMUNITY, (await entry_of(kb, HEAT)).id, "is heat bad", "mod")
    outcome = await kb.ask(asks("is heat bad"))
    assert isinstance(outcome, Answered)
    assert outcome.entry == right


async def test_why_the_bot_was_silent_is_kept_with_the_question(kb: KnowledgeBase, asks: Ask) -> None:
    block = await blocked(kb, asks, "Is heat bad?")
    question = asks("is heat bad")
    if not isinstance(await kb.ask(question), Queued):
        await kb.none_of_these(question)
    [waiting] = await kb.review.queue(COMMUNITY)
    [near] = [each for each in waiting.nearest if each.entry_id == block.entry.id]
    assert near.reasons[0] == BLOCKED


async def test_a_block_survives_reopening_the_database(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts
) -> None:
    block = await blocked(kb, asks, "Is heat bad?")
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as again:
        assert block.entry.id not in shown(await again.ask(asks("is heat bad")))
        assert await again.learning.blocks(COMMUNITY) == [block]
        await again.learning.lift(COMMUNITY, block.id, "mod")
    assert block.entry.id in shown(await kb.ask(asks("is heat bad"))), "what another process did is seen"


async def test_a_block_survives_a_change_of_terms_and_the_restoring_of_its_entry(
    kb: KnowledgeBase, asks: Ask
) -> None:
    block = await blocked(kb, asks, "Is heat bad?")
    await kb.curation.set_term(COMMUNITY, "heat", ["sauna weather"], "mod")
    for text in ("is heat bad", "is sauna weather bad"):
        assert block.entry.id not in shown(await kb.ask(asks(text)))
    await kb.curation.remove(COMMUNITY, block.entry.id, "mod")
    await kb.curation.restore(COMMUNITY, block.entry.id, "mod")
    assert block.entry.id not in shown(await kb.ask(asks("is heat bad")))


async def test_an_accepted_phrasing_is_answered_by_the_next_question(kb: KnowledgeBase, asks: Ask) -> None:
    wording = "Do saunas and hot baths count?"
    await kb.pick(asks(wording), (await entry_of(kb, HEAT)).id)
    assert not isinstance(await kb.ask(asks(wording)), Answered)
    [proposal] = await kb.learning.proposals(COMMUNITY)
    await kb.learning.accept(COMMUNITY, proposal.id, "mod")
    assert isinstance(await kb.ask(asks(wording)), Answered)
