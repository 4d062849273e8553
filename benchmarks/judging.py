"""What answers are worth: each contender with its best threshold, and how far a confidence can be believed. Pure."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import inf
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.scoring import Judged, auroc, cover_at, percent, thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.bank import BankQuestion
    from bot.curve import Bin

TARGET = 0.95  # precision that a threshold is chosen for
_SEED = 20_260_801


class Quality(NamedTuple):
    """Figures in percent, None where there is nothing to count.

    Of the questions with an entry: `top1`, `answered` rightly at once, `other_entry` answered with another's answer.
    Of those without: `near_misses` and `others` that got an answer. Of the answers: `precision` are right. Free of
    any threshold: `auroc` of right against wrong first candidates, `cover` at 95 % precision.
    """

    top1: float | None
    answered: float | None
    other_entry: float | None
    near_misses: float | None
    others: float | None
    precision: float | None
    auroc: float | None
    cover: float | None


def verdict(
    question: BankQuestion,
    first: int | None,
    confidence: float,
    decision: str = "answer",
    suggestions: Sequence[int] = (),
) -> dict[str, Any]:
    """Return what a contender made of a question, as JSON can hold it; an answer is the first candidate."""
    ranked = () if first is None else (first,)
    answer = first if decision == "answer" else None
    judged = Judged(question.gold, question.kind, decision, answer, tuple(suggestions), ranked, confidence)
    return asdict(judged)


def judged_from(row: Mapping[str, Any]) -> Judged:
    """Return a verdict as it came out of JSON."""
    return Judged(**{**row, "ranked": tuple(row["ranked"]), "suggestions": tuple(row["suggestions"])})


def quality(judged: Sequence[Judged]) -> Quality:
    """Return the figures of decisions."""
    inside = [one for one in judged if one.in_scope]
    near = [one for one in judged if not one.in_scope and one.kind.startswith("near_miss")]
    others = [one for one in judged if not one.in_scope and not one.kind.startswith("near_miss")]
    return Quality(
        top1=percent(inside, lambda one: one.found),
        answered=percent(inside, lambda one: one.answered),
        other_entry=percent(inside, lambda one: one.direct and not one.answered),
        near_misses=percent(near, lambda one: one.direct),
        others=percent(others, lambda one: one.direct),
        precision=percent([one for one in judged if one.direct], lambda one: one.answered),
        auroc=auroc(judged),
        cover=cover_at(judged, round(100 * TARGET)),
    )


def threshold(judged: Sequence[Judged], target: float = TARGET) -> float:
    """Return the lowest confidence from which on `target` of the first candidates are right, infinity if none."""
    kept = [at.threshold for at in thresholds(judged) if at.right >= target * at.answers]
    return kept[-1] if kept else inf


def with_threshold(judged: Sequence[Judged], least: float) -> list[Judged]:
    """Return the same with other decisions: the first candidate is the answer from confidence `least` on."""
    return [
        replace(one, decision="answer", answer=one.ranked[0])
        if one.ranked and one.confidence >= least
        else replace(one, decision="queue", answer=None)
        for one in judged
    ]


def with_best_threshold(judged: Sequence[Judged]) -> list[Judged]:
    """Decide each half of the questions by the threshold that keeps the target on the other half."""
    rng = Random(_SEED)  # noqa: S311  repeatable, not secret
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for one in judged:
        halves[rng.random() < 0.5].append(one)
    one_half, other_half = halves
    return [
        *with_threshold(one_half, threshold(other_half)),
        *with_threshold(other_half, threshold(one_half)),
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (0..1): how far confidence and share of right ones lie apart.

    Guo et al., On Calibration of Modern Neural Networks, 2017, equation 3.
    """
    total = sum(each.size for each in bins)
    return sum(each.size * abs(each.confidence - each.right) for each in bins) / total if total else 0.0
