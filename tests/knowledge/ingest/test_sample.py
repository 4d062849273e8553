"""The sample that travels in the package, read as a newcomer's first import."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from knowledge.domain import Authorship, DraftText, EntryKind
from knowledge.ingest import Harvest, Role, read_document

NAME = "borrowed-drugs.md"


@pytest.fixture(scope="module")
def data() -> bytes:
    return (files("knowledge") / "samples" / NAME).read_bytes()


@pytest.fixture(scope="module")
def harvest(data: bytes) -> Harvest:
    return read_document(data, NAME)


def answers(harvest: Harvest) -> list[DraftText]:
    return [draft for draft in harvest.drafts if draft.text.kind is EntryKind.ANSWER]


def test_the_sample_says_that_it_is_invented(data: bytes) -> None:
    lines = data.decode().strip().split("\n")
    assert "not medical advice" in lines[-1]
    assert any(line.startswith("note: An invented sample") for line in lines)


def test_what_marks_the_sample_is_no_passage(harvest: Harvest) -> None:
    assert len(harvest.post.paragraphs) == 6
    quoted = " ".join(draft.text.answer for draft in harvest.drafts)
    assert "sample" not in quoted
    assert "does not exist" not in quoted


def test_the_sample_answers_nine_questions_by_its_stated_author(harvest: Harvest) -> None:
    assert len(answers(harvest)) == 9
    for draft in answers(harvest):
        assert draft.authorship is Authorship.STATED
        assert draft.text.source.author == "Dr Elspeth Marrow"
        assert draft.text.source.date is not None


def test_the_first_example_of_the_readme_is_answered(harvest: Harvest) -> None:
    first = answers(harvest)[0]
    assert first.text.question == "Why are the drugs for PPMS not given to people with SPMS?"
    assert first.text.answer.startswith("Because a licence covers what was tested.")
    assert "\n\nI should have added" in first.text.answer


def test_two_questions_stay_open_and_thanks_and_asides_yield_nothing(harvest: Harvest) -> None:
    assert [thread.text.split()[0] for thread in harvest.open_questions] == ["Do", "Has"]
    words = " ".join(f"{draft.text.question} {draft.text.answer}" for draft in harvest.drafts)
    for nothing in ("breakfast", "Cardiff", "appreciated", "very kind"):
        assert nothing not in words


def test_a_follow_up_in_the_sample_keeps_the_question_above(harvest: Harvest) -> None:
    first, second = answers(harvest)[:2]
    assert "missing trial" in second.text.question
    assert first.text.question in second.text.context


def test_only_comments_signed_with_the_authors_name_are_the_authors(harvest: Harvest) -> None:
    by = {comment.name for comment in harvest.post.comments if comment.role is Role.AUTHOR}
    assert by == {"Dr Elspeth Marrow"}


def test_every_answer_of_the_sample_is_in_the_file_word_for_word(harvest: Harvest, data: bytes) -> None:
    text = re.sub(r"\s+", " ", data.decode())
    for draft in harvest.drafts:
        for paragraph in draft.text.answer.split("\n\n"):
            assert re.sub(r"\s+", " ", paragraph) in text
