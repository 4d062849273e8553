"""The report on what a "did you mean" is worth counts as it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.domain import Candidate, Entry, EntryStatus, EntryText
from training.suggesting import KINDS, shares

NOW = datetime(2026, 8, 1, tzinfo=UTC)


def candidate(number: int, confidence: float, score: float) -> Candidate:
    entry = Entry(number, "c", EntryText("q", "a"), EntryStatus.PUBLISHED, 1, NOW, NOW, NOW)
    return Candidate(entry, score, confidence)


@pytest.mark.parametrize(
    ("chance", "subject", "expected"),
    [
        (0.25, 0.4, (50, 0, 100, 0)),
        (0.1, 0.4, (75, 0, 100, 0)),
        (0.1, 0.2, (75, 100, 100, 100)),
        (0.1, 0.95, (25, 0, 0, 0)),
    ],
)
def test_it_counts_who_is_helped_and_who_is_asked_back(
    chance: float, subject: float, expected: tuple[float, ...]
) -> None:
    found = [
        ({"kind": "lay"}, [candidate(1, 0.9, 0.9)], 1),  # answered
        ({"kind": "lay"}, [candidate(2, 0.5, 0.9), candidate(1, 0.3, 0.5)], 1),  # suggested
        ({"kind": "lay"}, [candidate(1, 0.2, 0.5)], 1),  # suggested from a small chance
        ({"kind": "lay"}, [candidate(2, 0.9, 0.9), candidate(1, 0.1, 0.5)], 1),  # answered wrongly
        ({"kind": "off_topic"}, [candidate(1, 0.4, 0.3)], None),
        ({"kind": "near_miss_long"}, [candidate(1, 0.6, 0.9)], None),
        ({"kind": "unanswered"}, [candidate(1, 0.3, 0.3)], None),
    ]
    assert shares(found, chance, subject) == dict(zip(KINDS, expected, strict=True))
