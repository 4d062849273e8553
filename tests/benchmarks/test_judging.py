"""What a contender's answers are worth, on verdicts written by hand."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING

import pytest

from benchmarks.bank import KNOWN, NEAR, NONE, BankQuestion
from benchmarks.judging import (
    calibration_error,
    judged_from,
    quality,
    threshold,
    verdict,
    with_best_threshold,
    with_threshold,
)
from bot.curve import Bin

if TYPE_CHECKING:
    from bot.scoring import Judged


def said(gold: int | None, first: int | None, confidence: float, kind: str = KNOWN) -> Judged:
    return judged_from(verdict(BankQuestion("text", gold, kind), first, confidence))


def test_a_verdict_survives_json() -> None:
    row = verdict(BankQuestion("text", 3, KNOWN), 4, 0.5, "suggest", [4, 3])
    judged = judged_from(json.loads(json.dumps(row)))
    assert judged == judged_from(row)
    assert judged.helped
    assert not judged.answered
    assert judged.answer is None


def test_wrong_answers_are_counted_by_what_was_asked() -> None:
    judged = [
        said(1, 1, 0.9),
        said(2, 1, 0.8),
        said(3, 3, 0.7),
        said(None, 1, 0.9, NEAR),
        said(None, 1, 0.2, NONE),
    ]
    found = quality(with_threshold(judged, 0.5))
    assert (found.top1, found.answered, found.other_entry) == (66.7, 66.7, 33.3)
    assert (found.near_misses, found.others) == (100.0, 0.0)
    assert found.precision == 50.0


def test_a_threshold_is_the_lowest_that_keeps_its_precision() -> None:
    judged = [said(1, 1, 0.9), said(1, 1, 0.8), said(1, 2, 0.7), said(1, 1, 0.6), said(1, 2, 0.5)]
    assert threshold(judged, 0.95) == 0.8
    assert threshold(judged, 0.75) == 0.6


def test_a_threshold_never_parts_a_tie() -> None:
    assert threshold([said(1, 1, 0.8), said(1, 2, 0.8)], 0.95) == inf
    assert threshold([], 0.95) == inf


def test_a_threshold_decides_who_is_answered() -> None:
    judged = with_threshold([said(1, 1, 0.9), said(1, 1, 0.4), said(None, None, 0.0, NONE)], 0.5)
    assert [one.answered for one in judged] == [True, False, False]
    assert [one.decision for one in judged] == ["answer", "queue", "queue"]


def test_a_half_is_not_judged_by_its_own_threshold() -> None:
    # The only wrong answer is the most confident: a threshold that saw it would answer nothing of its half.
    judged = [said(1, 2, 1.0), *(said(1, 1, 0.9) for _ in range(99))]
    decided = with_best_threshold(judged)
    assert len(decided) == 100
    assert [one.direct for one in decided if not one.found] == [True]


def test_the_calibration_error_weighs_bins_by_their_size() -> None:
    bins = [Bin(0.0, 0.1, 3, 0.1, 0.1), Bin(0.9, 1.0, 1, 0.9, 0.5)]
    assert calibration_error(bins) == pytest.approx(0.1)
    assert calibration_error([]) == 0.0
