"""A small bank of entries and the questions that it does and does not answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.domain import EntryKind, EntryText
from knowledge.language import find_focus
from knowledge.matching.lines import encoded_lines, lines_of, words_of
from knowledge.matching.matcher import Match, Matcher, Parts
from knowledge.matching.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.matching.alignment import Features

BANK = {
    1: EntryText("How do I clean a cast-iron pan?", "Hot water and a brush, then dry it on the stove."),
    2: EntryText(
        "Can I put a wooden spoon in the dishwasher?", "No, it will crack.", ("dishwasher safe spoons?",)
    ),
    3: EntryText(
        "Sharp knives cut more safely …",
        "Sharp knives cut more safely than blunt ones. Hone them weekly.",
        kind=EntryKind.PASSAGE,
    ),
}


@pytest.fixture
def matcher(parts: Parts) -> Matcher:
    made = Matcher(parts)
    put(made, parts, BANK)
    return made


def put(
    matcher: Matcher,
    parts: Parts,
    texts: dict[int, EntryText],
    words: Callable[[str], bytes] = lambda _: b"",
) -> None:
    matcher.meet(set().union(*map(words_of, texts.values())))
    lines = {
        owner: [line._replace(words=words(line.text)) for line in encoded_lines(text, matcher.normalise)]
        for owner, text in texts.items()
    }
    matcher.put(texts, lines, parts.encoder.encode([line.text for each in lines.values() for line in each]))


def best(matcher: Matcher, question: str) -> Match:
    return matcher.match(matcher.read(find_focus(question)))[0]


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("what's the way to wash a cast iron skillet", 1),
        ("are wooden spoons ok in the dishwahser", 2),
        ("is a sharp knife safer than a blunt one?", 3),
    ],
)
def test_other_words_find_the_entry(matcher: Matcher, question: str, owner: int) -> None:
    match = best(matcher, question)
    assert match.owner == owner
    assert match.confidence > 0.3


def test_what_others_asked_before_moves_no_confidence(parts: Parts) -> None:
    """An answer has rare words; whoever meets them elsewhere must not move what is thought of this entry."""
    bank = {1: EntryText("How do I keep the cat off?", "Couches want a cover.")}

    def features() -> Features:
        matcher = Matcher(parts)
        put(matcher, parts, bank)
        return best(matcher, "how do I keep the cat off sofas").features

    before = features()
    other = Matcher(parts)
    put(other, parts, {1: EntryText("Are couches heavy?", "They are.")})
    best(other, "are couches heavy?")
    assert features() == before


def test_words_that_were_kept_say_the_same_as_those_that_are_read(parts: Parts) -> None:
    attention = parts.verifier.attention
    assert attention is not None

    def kept(text: str) -> bytes:
        return attention.words(parts.encoder.words([text])[0]).tobytes()

    def sure(words: Callable[[str], bytes]) -> float:
        matcher = Matcher(parts)
        put(matcher, parts, BANK, words)
        return best(matcher, "is a spoon of wood safe in the dishwasher?").confidence

    assert sure(kept) == pytest.approx(sure(lambda _: b""), abs=1e-6)
    assert sure(lambda _: kept("who won the match")) < sure(kept) - 0.01


def test_an_entry_that_has_no_word_of_a_question_is_never_surely_its_answer(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Verifier, "chances", lambda _, odds: [0.99] * len(odds))
    for text in ("radiators", "LAMP&LN", "who won the match?"):
        match = best(matcher, text)
        assert match.features.is_a_guess
        assert match.confidence < 0.5
    assert best(matcher, "knives").confidence == 0.99
    features = replace(
        best(matcher, "knives").features, uncovered_share=0.8, unasked_share=1.0, extra_share=1.0
    )
    assert features.is_a_guess  # "LAMP&PN", of which a word was a little like one in an answer
    assert not replace(features, extra_share=0.5).is_a_guess


def test_a_look_alike_is_less_sure_and_says_why(matcher: Matcher) -> None:
    sure, doubtful = best(matcher, BANK[1].question), best(matcher, "How do I clean a cast-iron radiator?")
    assert sure.confidence > 0.7 > doubtful.confidence
    assert any("radiator" in reason for reason in doubtful.reasons)


def test_a_sentence_that_leans_on_the_message_is_read_with_it(matcher: Matcher) -> None:
    question = "My aunt gave me her old cast-iron pan and it is filthy. How do I clean it?"
    assert best(matcher, question).owner == 1


def test_an_entry_added_later_is_found_and_a_dropped_one_is_not(matcher: Matcher, parts: Parts) -> None:
    put(matcher, parts, {9: EntryText("Which oil has the highest smoke point?", "Refined avocado oil.")})
    assert best(matcher, "what oil smokes last?").owner == 9
    matcher.drop(9)
    assert best(matcher, "what oil smokes last?").owner != 9


def test_a_word_of_the_entries_is_not_taken_for_a_typo(matcher: Matcher, parts: Parts) -> None:
    put(matcher, parts, {5: EntryText("What is a kalawalla?", "A fern.")})
    assert "kalawalla" in matcher.normalise("tell me about kalawalla").words


def test_matches_come_most_confident_first_and_never_twice(matcher: Matcher) -> None:
    matches = matcher.match(matcher.read(find_focus("wooden spoon or knife?")))
    confidences = [match.confidence for match in matches]
    assert confidences == sorted(confidences, reverse=True)
    assert len({match.owner for match in matches}) == len(matches) == len(BANK)


def test_an_empty_matcher_has_no_match(parts: Parts) -> None:
    empty = Matcher(parts)
    assert empty.match(empty.read(find_focus("anything?"))) == []


def test_each_sentence_of_a_passage_can_be_asked_for() -> None:
    lines = [line.text for line in lines_of(BANK[3])]
    assert lines[:2] == ["Sharp knives cut more safely than blunt ones.", "Hone them weekly."]


def test_the_same_question_gives_the_same_numbers(matcher: Matcher) -> None:
    first, second = (best(matcher, "dishwasher and wood?") for _ in range(2))
    assert first == second
    assert np.isfinite(first.confidence)


def test_a_copy_is_changed_as_its_original_would_be_and_leaves_it_alone(
    matcher: Matcher, parts: Parts
) -> None:
    questions = ["what oil smokes last?", "wooden spoon or knife?", "tell me about kalawalla"]
    change = {2: EntryText("Which oil suits a kalawalla pan?", "Refined avocado oil.")}
    before = [best(matcher, question) for question in questions]
    copied = matcher.copy()
    put(copied, parts, change)
    assert [best(matcher, question) for question in questions] == before
    after = [best(copied, question) for question in questions]
    put(matcher, parts, change)
    assert [best(matcher, question) for question in questions] == after != before


def test_the_texts_of_an_entry_come_with_their_vectors(matcher: Matcher, parts: Parts) -> None:
    found = matcher.vectors_of(2)
    assert list(found) == [line.text for line in lines_of(BANK[2])]
    query = matcher.read(find_focus(BANK[2].question))
    assert float(query.vectors[0] @ found[BANK[2].question]) == pytest.approx(1, abs=1e-3)
    assert matcher.vectors_of(99) == {}
