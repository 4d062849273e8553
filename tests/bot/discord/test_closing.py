"""The button that closes open questions with a published entry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.curating.closing import closing_button
from knowledge import Entry, EntryStatus, EntryText

THEN = datetime(2025, 1, 2, tzinfo=UTC)
ENTRY = Entry(999_999_999, "c", EntryText("Q?", "A."), EntryStatus.PUBLISHED, 1, THEN, THEN, THEN)


@pytest.mark.parametrize(
    ("questions", "label"), [([5], "Close the open question"), ([5, 9], "Close 2 open questions")]
)
def test_it_says_how_many_it_closes(questions: list[int], label: str) -> None:
    (shown,) = closing_button(ENTRY, questions)
    assert shown.to_component_dict()["label"] == label


def test_there_is_none_when_there_is_nothing_to_close() -> None:
    assert closing_button(ENTRY, []) == []


def test_it_names_no_more_questions_than_fit_and_says_so() -> None:
    (shown,) = closing_button(ENTRY, range(900_000_000, 900_000_040))
    made = shown.to_component_dict()
    assert len(made["custom_id"]) <= 100
    assert made["label"] == f"Close {made['custom_id'].count('.') + 1} open questions"
    assert made["label"] == "Close 7 open questions"
