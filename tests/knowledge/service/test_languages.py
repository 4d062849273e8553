"""A question in another language goes to the author, politely and unmatched."""

# ruff: noqa: RUF001  letters of other languages

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from knowledge import Answered, EntryText, Ignored, Queued, Signposted
from knowledge.domain import Decision, Question
from knowledge.policy import Policy
from knowledge.service import base

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge.matching.matcher import Parts

COMMUNITY = "ms"
FRENCH = "Est-ce que la chaleur aggrave la SEP ?"
BANK = [
    EntryText("Does heat make MS symptoms worse?", "Yes, for a while.", ("la chaleur, c'est mauvais ?",)),
    EntryText("Is Copaxone safe with alcohol?", "In moderation."),
]
_KEYS = count()


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[base.KnowledgeBase]:
    async with await base.KnowledgeBase.open(base.KnowledgeConfig(database_url), parts) as opened:
        await opened.load_bank(COMMUNITY, BANK)
        yield opened


def asked(text: str, asker: str = "ann") -> Question:
    return Question(COMMUNITY, asker, text, key=f"foreign-{next(_KEYS)}")


async def test_it_is_queued_with_its_language_and_a_line_in_it(kb: base.KnowledgeBase) -> None:
    outcome = await kb.ask(asked(FRENCH))
    assert isinstance(outcome, Queued)
    assert outcome.language is not None
    assert outcome.language.name == "French"
    assert "anglais" in outcome.language.line
    [waiting] = await kb.review.queue(COMMUNITY)
    assert (waiting.text, waiting.language, waiting.nearest) == (FRENCH, "French", ())


async def test_an_english_question_has_no_language(kb: base.KnowledgeBase) -> None:
    outcome = await kb.ask(asked("What is the capital of Mongolia?"))
    assert isinstance(outcome, Queued)
    assert outcome.language is None
    [waiting] = await kb.review.queue(COMMUNITY)
    assert waiting.language == ""


async def test_asked_again_in_the_same_event_it_is_told_the_same(kb: base.KnowledgeBase) -> None:
    question = asked(FRENCH)
    assert await kb.ask(question) == await kb.ask(question)


async def test_it_joins_the_same_wording_only(kb: base.KnowledgeBase) -> None:
    await kb.ask(asked("¿Puedo beber alcohol con Copaxone?", "ann"))
    same = await kb.ask(asked("¿puedo beber ALCOHOL con copaxone?", "bob"))
    other = await kb.ask(asked("¿Se puede beber alcohol con Copaxone?", "cy"))
    english = await kb.ask(asked("Puedo Copaxone alcohol beber with whisky?", "di"))
    assert isinstance(same, Queued)
    assert (same.joined, same.askers) == (True, 2)
    assert isinstance(other, Queued)
    assert not other.joined
    assert not (isinstance(english, Queued) and english.joined)


async def test_a_wording_that_an_entry_has_is_answered(kb: base.KnowledgeBase) -> None:
    outcome = await kb.ask(asked("La chaleur, c'est mauvais ?"))
    assert isinstance(outcome, Answered)
    assert outcome.entry.answer == BANK[0].answer


async def test_a_cry_for_help_comes_first(kb: base.KnowledgeBase) -> None:
    assert isinstance(await kb.ask(asked("Ayuda, no puedo respirar")), Signposted)
    assert isinstance(await kb.ask(asked("I can't breathe, aidez-moi, je ne peux pas")), Signposted)
    assert await kb.review.queue(COMMUNITY) == []


@pytest.mark.parametrize(
    "text", ["thank you so much", "merci beaucoup à tous !", "vielen Dank", "谢谢", "спасибо!"]
)
async def test_thanks_are_ignored(kb: base.KnowledgeBase, text: str) -> None:
    assert isinstance(await kb.ask(asked(text)), Ignored)


async def test_a_question_without_its_mark_is_no_chatter(kb: base.KnowledgeBase) -> None:
    assert isinstance(await kb.ask(asked("Μπορώ να πίνω αλκοόλ")), Queued)
    assert isinstance(await kb.ask(asked("我可以喝酒吗")), Queued)


async def test_a_community_of_another_language_is_matched(database_url: str, parts: Parts) -> None:
    config = base.KnowledgeConfig(database_url, policy=Policy(english_only=False))
    async with await base.KnowledgeBase.open(config, parts) as kb:
        await kb.load_bank(COMMUNITY, BANK)
        examination = await kb.examine(COMMUNITY, FRENCH)
        assert examination.language is None
        assert examination.ranked


async def test_examining_says_the_language(kb: base.KnowledgeBase) -> None:
    examination = await kb.examine(COMMUNITY, FRENCH)
    assert (examination.decision, examination.confidence) == (Decision.QUEUE, 0.0)
    assert examination.language is not None
