"""What a block leaves of candidates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.domain import Candidate, Decision, Entry, EntryStatus, EntryText, Examination
from knowledge.service.blocking import BLOCKED, NEAR_BLOCKED, without_blocked

NOW = datetime(2026, 8, 1, tzinfo=UTC)
SAME_AT = 0.6


def candidate(entry_id: int, confidence: float) -> Candidate:
    text = EntryText(f"Question {entry_id}?", "So.")
    entry = Entry(entry_id, "ms", text, EntryStatus.PUBLISHED, 1, NOW, NOW, NOW)
    return Candidate(entry, confidence, confidence, ("asks why",))


@pytest.mark.parametrize(
    ("confidence", "blocked", "at_most"),
    [
        (0.95, 0.0, Decision.ANSWER),
        (0.95, 0.59, Decision.ANSWER),
        (0.95, 0.6, Decision.SUGGEST),
        (0.95, 0.95, Decision.QUEUE),
        (0.7, 0.9, Decision.QUEUE),
        (1.0, 0.99, Decision.ANSWER),
        (1.0, 1.0, Decision.QUEUE),
    ],
)
def test_the_nearer_a_question_is_to_a_blocked_one_the_less_may_come_of_its_entry(
    confidence: float, blocked: float, at_most: Decision
) -> None:
    [left] = without_blocked([candidate(1, confidence)], {1: blocked}, SAME_AT)
    assert left.at_most is at_most
    assert left.confidence == (0.0 if at_most is Decision.QUEUE else confidence)
    first = {Decision.ANSWER: "asks why", Decision.SUGGEST: NEAR_BLOCKED, Decision.QUEUE: BLOCKED}[at_most]
    assert (left.reasons[0], left.reasons[-1]) == (first, "asks why")


def test_what_is_blocked_comes_last_but_explains_first() -> None:
    ranked = without_blocked([candidate(each, 0.9 - each / 10) for each in range(6)], {0: 1.0}, SAME_AT)
    assert [each.entry.id for each in ranked] == [1, 2, 3, 4, 5, 0]
    examination = Examination(Decision.QUEUE, "Why?", ranked=ranked)
    assert [each.entry.id for each in examination.nearest] == [0, 1, 2, 3, 4, 5]
