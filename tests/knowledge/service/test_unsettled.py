"""What was suggested and never settled goes to the author in the end, without its asker."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import (
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    Origin,
    Policy,
    Question,
    Queued,
    Suggested,
    open_knowledge_base,
)

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

COMMUNITY = "guild-1"
COLD, FLU = "Does cold make MS symptoms worse?", "Can I have the flu jab while on ocrelizumab?"
HEAT = "does heat make my symptoms worse?"
DAY = timedelta(days=1)
Ask = Callable[..., Question]


@pytest.fixture
async def kb(database_url: str, parts: Parts, clock: list[datetime]) -> AsyncIterator[KnowledgeBase]:
    """Give a knowledge base that suggests whatever it does not answer."""
    config = KnowledgeConfig(
        database_url, policy=Policy(suggest_at=0.0, related_at=0.0), clock=lambda: clock[0]
    )
    async with await open_knowledge_base(config, parts) as opened:
        bank = [EntryText(COLD, "For some people it does."), EntryText(FLU, "Yes, but it works less well.")]
        await opened.load_bank(COMMUNITY, bank)
        yield opened


async def suggested(kb: KnowledgeBase, question: Question) -> Question:
    assert isinstance(await kb.ask(question), Suggested)
    return question


async def taken_up(kb: KnowledgeBase) -> int:
    return await kb.take_up(COMMUNITY, Origin.DISCORD)


async def test_after_a_day_it_is_on_the_authors_list_once_without_its_asker(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    await suggested(kb, asks(HEAT))
    assert await taken_up(kb) == 0
    clock[0] += DAY + timedelta(seconds=1)
    assert [await taken_up(kb), await taken_up(kb)] == [1, 0]
    [waiting] = await kb.review.queue(COMMUNITY)
    assert (waiting.text, waiting.askers, waiting.origin) == (HEAT, 1, Origin.DISCORD)
    near = {each.question: each.reasons[0] for each in waiting.nearest}
    assert near[COLD] == "the asker was shown this and left it there"
    assert await kb.askers.questions("ann") == []
    entry = (await kb.review.answer(COMMUNITY, waiting.id, "Yes.", "Dr A")).entry
    assert await kb.notices.owed() == []
    assert entry.answer == "Yes."


async def test_what_was_picked_or_turned_down_is_settled(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    picked, declined = [await suggested(kb, asks(HEAT)), await suggested(kb, asks("is sun bad for me?"))]
    [cold, _] = await kb.curation.entries(COMMUNITY)
    await kb.pick(picked, cold.id)
    await kb.none_of_these(declined)
    clock[0] += 2 * DAY
    assert await taken_up(kb) == 0
    assert [each.text for each in await kb.review.queue(COMMUNITY)] == ["is sun bad for me?"]


async def test_what_has_an_answer_by_now_or_needs_a_signpost_or_is_old_is_not_for_the_author(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    await suggested(kb, asks("is there a dance class?"))
    clock[0] += 7 * DAY
    await suggested(kb, asks(HEAT))
    await suggested(kb, asks("should I stop my ocrelizumab before the flu jab?"))
    await kb.curation.add(COMMUNITY, EntryText(HEAT, "Yes."), "mo")
    clock[0] += 2 * DAY
    assert await taken_up(kb) == 0
    assert await kb.review.queue(COMMUNITY) == []


async def test_none_of_these_still_works_afterwards_and_its_asker_is_told(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    late = await suggested(kb, asks(HEAT))
    clock[0] += 2 * DAY
    assert await taken_up(kb) == 1
    outcome = await kb.none_of_these(late)
    [waiting] = await kb.review.queue(COMMUNITY)
    assert isinstance(outcome, Queued)
    assert outcome.question_id == waiting.id
    await kb.review.answer(COMMUNITY, waiting.id, "Yes.", "Dr A")
    assert len(await kb.notices.owed()) == 1


async def test_it_is_counted_as_put_to_the_author_and_asked_once(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    await suggested(kb, asks(HEAT))
    clock[0] += DAY + timedelta(minutes=1)
    await taken_up(kb)
    week = (await kb.review.stats(COMMUNITY, weeks=1)).weeks[-1]
    assert (week.asked, week.suggested, week.queued) == (1, 1, 1)
