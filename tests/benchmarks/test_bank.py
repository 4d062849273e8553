"""The synthetic community: always the same, no two entries alike, its questions other words for entries."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from benchmarks.bank import KNOWN, NEAR, NONE, Bank, Quiz, digest
from benchmarks.measuring import summary
from benchmarks.page import AUTHOR, markdown_page, plain_page
from knowledge.ingest import read_document


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


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


def test_of_five_questions_three_have_an_entry_and_one_is_a_near_miss() -> None:
    questions = Bank().questions(QUIZ)
    assert Counter(question.kind for question in questions) == {KNOWN: 60, NEAR: 20, NONE: 20}
    assert all((question.gold is None) == (question.kind != KNOWN) for question in questions)


def test_a_near_miss_shares_most_words_with_an_entry_and_lacks_one_that_decides() -> None:
    bank = Bank()
    for number in range(50):
        entry = bank.entry(number)
        text, keys = bank._look_alike(Random(number), entry.question, entry.keys)  # noqa: S311  repeatable
        changed = [old for old, new in zip(entry.keys, keys, strict=True) if old != new]
        assert len(changed) == 1
        assert changed[0] not in words_of(text)
        assert len(words_of(text) - words_of(entry.question)) == 1


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
