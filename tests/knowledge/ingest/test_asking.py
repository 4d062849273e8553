from __future__ import annotations

import pytest

from knowledge.ingest.asking import QUESTION_LIMIT, find_claim, find_question


def test_the_asking_sentence_is_the_question_and_the_rest_context() -> None:
    asked = find_question("Hello all. I was told no. Does natalizumab help in SPMS ? My legs are weak.")
    assert asked is not None
    assert asked.question == "Does natalizumab help in SPMS?"
    assert asked.phrasings == ()
    assert "I was told no." in asked.context
    assert "My legs are weak." in asked.context


def test_a_question_needs_no_question_mark() -> None:
    asked = find_question("Interesting. I do not understand why cladribine is not licensed for SPMS.")
    assert asked is not None
    assert asked.question.startswith("I do not understand why")


def test_the_same_question_put_again_is_a_phrasing() -> None:
    asked = find_question("Is cladribine licensed for SPMS? Or can cladribine only be had for RRMS?")
    assert asked is not None
    assert asked.phrasings == ("Or can cladribine only be had for RRMS?",)


def test_another_question_is_context_since_its_answer_may_be_another() -> None:
    asked = find_question("Does dimethyl fumarate reach the brain? And may I drink wine on it?")
    assert asked is not None
    assert asked.question == "Does dimethyl fumarate reach the brain?"
    assert asked.phrasings == ()
    assert "wine" in asked.context


def test_a_question_without_matter_takes_the_sentence_before_it_along() -> None:
    asked = find_question("Statins seem to slow brain shrinkage. Any thoughts?")
    assert asked is not None
    assert asked.question == "Statins seem to slow brain shrinkage. Any thoughts?"


@pytest.mark.parametrize(
    "text", ["Thank you so much!", "Great post.", "👍", "", "It rained all day in Cardiff."]
)
def test_what_asks_nothing_is_no_question(text: str) -> None:
    assert find_question(text) is None
    assert find_claim(text) is None


def test_an_endless_question_is_cut_at_the_limit() -> None:
    asked = find_question("Why is it that " + "natalizumab fails " * 5000 + "?")
    assert asked is not None
    assert len(asked.question) <= QUESTION_LIMIT


def test_a_claim_keeps_its_neighbours_only() -> None:
    asked = find_claim(
        "One. Two statins differ. It seems to me simvastatin reaches the brain. Three. Four is far."
    )
    assert asked is not None
    assert asked.question == "It seems to me simvastatin reaches the brain."
    assert asked.context == "Two statins differ. Three."
