"""Many questions at once: the outcomes are those of one after the other, and none suffers from its neighbours."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from knowledge import Answered, EntryText, Question, Queued, Suggested
from knowledge.errors import EmptyText
from knowledge.service import memories
from knowledge.service.base import KnowledgeBase, KnowledgeConfig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge import Outcome
    from knowledge.matching.matcher import Parts

COMMUNITY = "crowd"
TOPICS = [
    "kettle",
    "lantern",
    "violin",
    "harbour",
    "carpet",
    "tractor",
    "umbrella",
    "trumpet",
    "penguin",
    "teapot",
]
ENTRIES = [EntryText(f"How do I clean a {topic}?", f"Wipe the {topic} with a dry cloth.") for topic in TOPICS]
UNKNOWN = [
    "What is the capital of Mongolia?",
    "Who won the chess match yesterday?",
    "When does the ferry leave?",
]
ASKED = [
    *(f"how can I clean my {topic}?" for topic in TOPICS),
    *(f"How do I clean a {topic}?" for topic in TOPICS),
    *UNKNOWN,
]


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as opened:
        yield opened


async def asked_at_once(kb: KnowledgeBase, community: str, texts: list[str]) -> list[Outcome | BaseException]:
    questions = [Question(community, f"member {n}", text, f"event {n}") for n, text in enumerate(texts)]
    return await asyncio.gather(*(kb.ask(each) for each in questions), return_exceptions=True)


def gist(outcome: object) -> tuple[object, ...]:
    match outcome:
        case Answered(entry=entry):
            return "answered", entry.question
        case Suggested(suggestions=entries):
            return "suggested", *(entry.question for entry in entries)
        case _:
            return (type(outcome).__name__,)


async def test_a_crowd_gets_the_outcomes_of_one_after_the_other(kb: KnowledgeBase) -> None:
    for community in ("at once", "one by one"):
        await kb.load_bank(community, ENTRIES)
    at_once = await asked_at_once(kb, "at once", ASKED * 3)
    one_by_one = []
    for number, text in enumerate(ASKED * 3):
        one_by_one.append(await kb.ask(Question("one by one", "member", text, f"event {number}")))
    assert [gist(each) for each in at_once] == [gist(each) for each in one_by_one]
    assert any(isinstance(each, Answered) for each in at_once)
    assert any(isinstance(each, Queued) for each in at_once)


async def test_a_question_with_nothing_in_it_fails_alone(kb: KnowledgeBase) -> None:
    await kb.load_bank(COMMUNITY, ENTRIES)
    outcomes = await asked_at_once(kb, COMMUNITY, ["how do I clean a kettle?", "\u200b", *ASKED[:5], "  "])
    assert [isinstance(each, EmptyText) for each in outcomes] == [False, True, *[False] * 5, True]
    assert gist(outcomes[0]) == ("answered", "How do I clean a kettle?")


async def test_the_same_event_in_a_crowd_is_recorded_once(kb: KnowledgeBase) -> None:
    await kb.load_bank(COMMUNITY, ENTRIES)
    question = Question(COMMUNITY, "member", UNKNOWN[0], "one event")
    outcomes = await asyncio.gather(*(kb.ask(question) for _ in range(5)))
    assert {(each.question_id, each.askers) for each in outcomes if isinstance(each, Queued)} == {(1, 1)}
    assert len(await kb.review.queue(COMMUNITY)) == 1


async def test_a_crowd_with_one_question_waits_in_one_place(kb: KnowledgeBase) -> None:
    await kb.load_bank(COMMUNITY, ENTRIES)
    await asked_at_once(kb, COMMUNITY, [UNKNOWN[0]] * 40)
    assert [each.askers for each in await kb.review.queue(COMMUNITY)] == [40]


async def test_an_entry_added_in_a_crowd_is_known_to_the_next_question(kb: KnowledgeBase) -> None:
    await kb.load_bank(COMMUNITY, ENTRIES)
    crowd = asyncio.create_task(asked_at_once(kb, COMMUNITY, ASKED))
    await asyncio.sleep(0.02)
    await kb.curation.add(COMMUNITY, EntryText("How do I clean a zither?", "With a brush."), "curator")
    outcome = await kb.ask(Question(COMMUNITY, "member", "How do I clean a zither?", "zither"))
    assert gist(outcome) == ("answered", "How do I clean a zither?")
    assert not any(isinstance(each, BaseException) for each in await crowd)


async def test_a_large_community_is_loaded_in_portions(kb: KnowledgeBase) -> None:
    entries = [EntryText(f"What is number {number}?", f"It is {number}.") for number in range(600)]
    await kb.load_bank(COMMUNITY, entries)
    heard: list[int] = []
    assert await kb.warm(COMMUNITY, lambda _stage, done, _total: heard.append(done)) == 600
    assert heard == sorted(heard)
    assert heard[-1] == 600
    for number in (0, 249, 250, 599):
        outcome = await kb.ask(Question(COMMUNITY, "member", f"What is number {number}?", f"event {number}"))
        assert gist(outcome) == ("answered", f"What is number {number}?")


async def test_of_many_communities_only_those_asked_lately_remember_what_was_read(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memories, "_LIVELY", 2)
    names = ["one", "two", "three"]
    for name in names:
        await kb.load_bank(name, ENTRIES)
        assert isinstance(await ask_about_violins(kb, name), Answered)
    remembered = {name: bool(kb._memories._memories[name].answers._readings) for name in names}
    assert remembered == {"one": False, "two": True, "three": True}
    assert isinstance(await ask_about_violins(kb, "one"), Answered)


async def ask_about_violins(kb: KnowledgeBase, community: str) -> Outcome:
    return await kb.ask(Question(community, "ann", "How do I clean a violin?", f"event {uuid4()}"))
