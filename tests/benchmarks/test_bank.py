"""The synthetic community: always the same, no two entries alike, its questions other words for entries."""

from __future__ import annotations

import pytest

from benchmarks.bank import WITHOUT_ENTRY, Bank, Quiz, digest
from benchmarks.measuring import summary
from benchmarks.page import AUTHOR, markdown_page, plain_page
from knowledge.ingest import read_document

QUIZ = Quiz(asked=100, warming=10, about=200)


def test_a_bank_is_always_the_same_and_begins_every_larger_one() -> None:
    assert Bank().entries(40) == Bank().entries(60)[:40]
    assert digest(Bank().entries(40)) != digest(Bank().entries(41))


def test_no_two_of_a_thousand_entries_ask_the_same() -> None:
    assert len({entry.question for entry in Bank().entries(1_000)}) == 1_000


def test_an_entry_has_one_or_two_phrasings_and_an_answer_of_a_few_sentences() -> None:
    entries = Bank().entries(1_000)
    assert sum(1 <= len(entry.phrasings) <= 2 for entry in entries) > 950
    assert all(entry.answer.strip() for entry in entries)


def test_one_question_in_five_has_no_entry() -> None:
    questions = Bank().questions(QUIZ)
    assert sum(question.gold is None for question in questions) == QUIZ.asked // WITHOUT_ENTRY


def test_hardly_a_question_is_put_in_an_entrys_own_words() -> None:
    bank = Bank()
    entries = bank.entries(QUIZ.about)
    asked = [question for question in bank.questions(QUIZ) if question.gold is not None]
    own = sum(
        question.text in (entries[question.gold].question, *entries[question.gold].phrasings)
        for question in asked
        if question.gold is not None
    )
    assert own < len(asked) / 10


def test_the_questions_to_warm_up_with_are_others() -> None:
    bank = Bank()
    counted = {question.text for question in bank.questions(QUIZ)}
    assert not counted.intersection(question.text for question in bank.warming(QUIZ))


@pytest.mark.parametrize(("page", "name"), [(markdown_page, "page.md"), (plain_page, "page.txt")])
def test_a_generated_page_is_read_with_all_its_comments(page: object, name: str) -> None:
    assert callable(page)
    harvest = read_document(page(90), name)
    assert len(harvest.post.comments) == 90
    assert harvest.post.author == AUTHOR
    assert harvest.drafts
    assert harvest.open_questions


def test_a_summary_has_the_median_and_the_nearest_rank_of_95_percent() -> None:
    found = summary([number / 1000 for number in range(100, 0, -1)])
    assert found["p50_ms"] == pytest.approx(50.5)
    assert found["p95_ms"] == pytest.approx(95)
    assert found["peak_mb"] > 1
