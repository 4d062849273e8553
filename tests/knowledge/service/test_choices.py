"""What a community chooses for itself: kept on the record, and obeyed by the next question and by retention."""

from __future__ import annotations

from datetime import timedelta
from math import nan
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from knowledge import (
    Answered,
    BadChoice,
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    Policy,
    Question,
    QuestionStatus,
    Signposted,
    Strictness,
    Suggested,
)
from knowledge.service.choices import Choices
from knowledge.service.notices import Notices
from knowledge.service.parts import load_safety, load_signposts
from knowledge.service.review import Review
from knowledge.service.signposts import Own, Signposts
from knowledge.store import audit, communities
from knowledge.store.tables import OutcomeRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members

    Ask = Callable[..., Question]


@pytest.fixture
def choices(database: Database, clock: list[datetime]) -> Choices:
    return Choices(database, lambda: clock[0], lambda _: None)


async def test_choices_read_back_and_are_the_communitys_own(choices: Choices) -> None:
    chosen = {
        "channels": {"ask": 123456789012345678, "quiet": [1, 2]},
        "greeting": "hello\0 \ud800 😀",
        "review_after_days": 1,
        "withhold_overdue": False,
    }
    assert await choices.get("ms") == {}
    assert await choices.put("ms", chosen, "mo") == chosen
    assert await choices.get("ms") == chosen
    assert await choices.get("migraine") == {}


async def test_choices_change_one_by_one_and_none_takes_one_back(choices: Choices) -> None:
    await choices.put("ms", {"a": 1, "b": [True], "words_kept_days": 7}, "mo")
    assert await choices.put("ms", {"a": True, "b": None, "never": None}, "mo") == {
        "a": True,
        "words_kept_days": 7,
    }
    assert (await choices.get("ms"))["a"] is True
    assert await choices.put("ms", {"a": None, "words_kept_days": None}, "mo") == {}


async def test_numbers_are_kept_on_one_line(choices: Choices) -> None:
    assert await choices.put("ms", {"emergency_numbers": " 112\n or 999 "}, "mo") == {
        "emergency_numbers": "112 or 999"
    }


BAD: list[tuple[str, Any, str]] = [
    *(("review_after_days", each, "number") for each in (0, 36_501, 1.0, True, "7", [7])),
    *(("words_kept_days", each, "number") for each in (6, 91, "many")),
    *(("withhold_overdue", each, "switch") for each in (1, "yes", [])),
    *(("emergency_numbers", each, "text") for each in ("", " ", "1" * 201, 112, ["112"])),
    ("crisis_numbers", "\u200b", "text"),
    *(("other", each, "json") for each in (nan, {1, 2}, object(), "x" * 20_001)),
    *((each, 1, "name") for each in ("", "x" * 101, "a\0")),
]


@pytest.mark.parametrize(("name", "value", "wanted"), BAD)
async def test_what_makes_no_sense_changes_nothing(
    choices: Choices, name: str, value: object, wanted: str
) -> None:
    await choices.put("ms", {"a": 1}, "mo")
    with pytest.raises(BadChoice) as caught:
        await choices.put("ms", {"a": 2, name: value}, "mo")
    assert (caught.value.name, caught.value.wanted) == (name, wanted)
    assert await choices.get("ms") == {"a": 1}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("review_after_days", 1),
        ("review_after_days", 36_500),
        ("words_kept_days", 7),
        ("words_kept_days", 90),
        ("crisis_numbers", "1" * 200),
    ],
)
async def test_the_bounds_themselves_can_be_chosen(choices: Choices, name: str, value: object) -> None:
    assert await choices.put("ms", {name: value}, "mo") == {name: value}


async def test_who_chose_what_is_on_record_once(
    database: Database, choices: Choices, clock: list[datetime]
) -> None:
    for chosen in ({"a": 1, "b": 2}, {"a": 1}, {"a": None, "b": 3}):
        await choices.put("ms", chosen, "mo")
    async with database.reader() as session:
        deeds = await audit.of(session, "ms", "choice", [0])
    assert {(deed.actor, deed.action, deed.at) for deed in deeds} == {("mo", "chosen", clock[0])}
    assert [(deed.before, deed.after) for deed in deeds] == [
        (None, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"b": 3}),
    ]


async def test_a_choice_is_a_change_of_the_community(database: Database, choices: Choices) -> None:
    await choices.put("ms", {"a": 1}, "mo")
    async with database.reader() as session:
        assert await communities.version(session, "ms") == 1


async def test_words_go_as_early_as_the_community_chose(
    database: Database, members: Members, choices: Choices, clock: list[datetime]
) -> None:
    review = Review(database, lambda: clock[0])
    opened = await members.ask("ann", "My secret worry?", "1/1")
    await members.ask("ann", "My secret worry?", community="migraine")
    await choices.put("ms", {"words_kept_days": 7}, "mo")
    clock[0] += timedelta(days=7)
    await review.expire("ms")
    assert len(await review.queue("ms")) == 1
    clock[0] += timedelta(seconds=1)
    for community in ("ms", "migraine"):
        await review.expire(community)
    gone = await review.get("ms", opened.question_id)
    assert (gone.status, gone.text, gone.askers) == (QuestionStatus.DISMISSED, "", 1)
    assert len(await review.queue("migraine")) == 1
    assert await members.kept() == [(None, ""), ("ann", "")]
    assert await Notices(database, lambda: clock[0]).owed() == [], "there is nothing to say"
    async with database.reader() as session:
        texts = await session.scalars(select(OutcomeRow.text).order_by(OutcomeRow.id))
        assert texts.all() == ["", "My secret worry?"]


async def test_a_reason_that_is_still_owed_is_told_without_the_words(
    database: Database, members: Members, choices: Choices, clock: list[datetime]
) -> None:
    review = Review(database, lambda: clock[0])
    opened = await members.ask("ann", "My secret worry?")
    await choices.put("ms", {"words_kept_days": 7}, "mo")
    await review.dismiss("ms", opened.question_id, "Not for here.", "Ada")
    clock[0] += timedelta(days=8)
    await review.expire("ms")
    [owed] = await Notices(database, lambda: clock[0]).owed()
    assert (owed.asker, owed.notice.question, owed.notice.reason) == ("ann", "", "Not for here.")


def test_a_policy_obeys_its_own_choices_beside_the_strictness() -> None:
    own = {"review_after_days": 7, "withhold_overdue": True, "a": 1, "suggest_at": 1.0}
    for chosen in (None, Strictness.EAGER, 0.9):
        policy = Policy().under(chosen, own)
        assert (policy.review_after_days, policy.withhold_overdue) == (7, True)
        assert policy.suggest_at == Policy().under(chosen).suggest_at


def test_signposts_say_what_the_safety_rules_say_but_for_the_numbers() -> None:
    safety, signposts = load_safety(None, {"urgent": "1"}), load_signposts(None, {"urgent": "1"})
    for rule in safety.rules:
        assert signposts.text(rule.kind, Own()) == safety.text(rule.kind)
    assert "{not a name}" in signposts.text("crisis", Own({"crisis": "{not a name}"}))


@pytest.fixture
async def kb(database_url: str, parts: Parts, clock: list[datetime]) -> AsyncIterator[KnowledgeBase]:
    config = KnowledgeConfig(database_url, clock=lambda: clock[0])
    async with await KnowledgeBase.open(config, parts) as opened:
        for community in ("guild-1", "guild-2"):
            await opened.curation.add(community, EntryText("How do I descale a kettle?", "Like so."), "mo")
        yield opened


async def test_the_next_question_knows_when_answers_are_due(
    kb: KnowledgeBase, asks: Ask, clock: list[datetime]
) -> None:
    text = "How do I descale a kettle?"
    clock[0] += timedelta(days=8)
    first = asks(text)
    before = await kb.ask(first)
    await kb.choices.put("guild-1", {"review_after_days": 7}, "mo")
    flagged, again, other = [
        await kb.ask(each) for each in (asks(text), first, asks(text, community="guild-2"))
    ]
    await kb.choices.put("guild-1", {"withhold_overdue": True}, "mo")
    withheld = await kb.ask(asks(text))
    assert [each.overdue for each in (before, flagged, again, other) if isinstance(each, Answered)] == [
        False,
        True,
        True,
        False,
    ]
    assert isinstance(withheld, Suggested)
    picked = await kb.pick(asks(text), withheld.suggestions[0].id)
    assert picked.overdue
    assert not (await kb.pick(asks(text, community="guild-2"), other.entry.id)).overdue
    await kb.choices.put("guild-1", {"review_after_days": None, "withhold_overdue": None}, "mo")
    back = await kb.ask(asks(text))
    assert isinstance(back, Answered)
    assert not back.overdue


async def test_a_signpost_names_the_communitys_own_numbers(kb: KnowledgeBase, asks: Ask) -> None:
    await kb.ask(asks("How do I descale a kettle?"))
    await kb.choices.put("guild-1", {"emergency_numbers": "000", "crisis_numbers": "13 11 14"}, "mo")
    for text, number in (("I can't breathe!", "Call 000 now"), ("I want to kill myself", "13 11 14")):
        own, other = await kb.ask(asks(text)), await kb.ask(asks(text, community="guild-2"))
        assert isinstance(own, Signposted)
        assert isinstance(other, Signposted)
        assert number in own.text
        assert number not in other.text


async def test_a_communitys_own_words_come_behind_whom_to_call(kb: KnowledgeBase, asks: Ask) -> None:
    own = {"emergency_words": " Tell a nurse.\n\nRoom {4}  is open. ", "crisis_words": "We are with you."}
    await kb.choices.put("guild-1", {**own, "emergency_numbers": "000"}, "mo")
    first, second = await kb.ask(asks("I can't breathe!")), await kb.ask(asks("I want to kill myself"))
    assert isinstance(first, Signposted)
    assert first.text.startswith("Please call 000 now")
    assert "\n\nTell a nurse.\n\nRoom {4} is open.\n\n" in first.text
    assert first.text.endswith("nobody watches it or its queue.")
    assert isinstance(second, Signposted)
    assert second.text.index("116 123") < second.text.index("call 000") < second.text.index("We are with")
    signs = await kb.signs("guild-1")
    assert (signs.texts["emergency"], signs.texts["crisis"]) == (first.text, second.text)
    assert signs.numbers["emergency"] == "000"
    await kb.choices.put("guild-1", dict.fromkeys([*own, "emergency_numbers"]), "mo")
    back = await kb.ask(asks("I can't breathe!"))
    assert isinstance(back, Signposted)
    assert back.text == (await kb.signs("guild-2")).texts["emergency"]


async def test_own_words_are_refused_where_they_say_nothing_or_too_much(kb: KnowledgeBase) -> None:
    for words in ("", " \n ", "\u200b", "x" * 601, 7):
        with pytest.raises(BadChoice):
            await kb.choices.put("guild-1", {"personal_words": words}, "mo")


def test_rules_without_a_line_before_own_words_say_their_whole_text_first() -> None:
    signposts = Signposts({"emergency": "Call {emergency}."}, {"emergency": "999"}, {})
    assert signposts.text("emergency", Own({}, {"emergency": "Sit down."})) == "Call 999.\n\nSit down."


async def test_the_choices_of_another_process_are_obeyed_too(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts
) -> None:
    await kb.warm("guild-1")
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as other:
        await other.choices.put("guild-1", {"emergency_numbers": "000"}, "mo")
    outcome = await kb.ask(asks("I can't breathe!"))
    assert isinstance(outcome, Signposted)
    assert "Call 000 now" in outcome.text
