"""Precision against coverage: what other strictnesses would have made of labelled questions. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.scoring import Counts, Judged, percent, thresholds
from knowledge import Decision, Strictness, decide_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import Examination, Policy

LADDER = (0.99, 0.98, 0.97, 0.95, 0.93, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)
"""Confidences to answer at once that the table shows, besides those of the words."""


class Case(NamedTuple):
    """A labelled question and what was made of it."""

    judged: Judged
    examination: Examination


class Point(NamedTuple):
    """What would have come of a policy, in percent; None where there is nothing to count.

    `precision`: of the direct answers, those that are right. `coverage`: of the questions that have an entry, those
    answered directly and rightly. `astray`: of the questions that have none, those that get an answer all the same.
    `suggested`: of all questions, those that get a "did you mean". `strictness` is the word for it, if it has one.
    """

    threshold: float
    precision: float | None
    coverage: float | None
    astray: float | None
    suggested: float | None
    strictness: Strictness | None = None


class Bin(NamedTuple):
    """First candidates of like confidence: how many, their mean confidence, and the share that is right (0..1)."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


class Curve(NamedTuple):
    """Everything that is drawn: the line strictest first, the table's points, the words' own, and the bins."""

    line: list[Counts]
    ladder: list[Point]
    words: list[Point]
    bins: list[Bin]
    in_scope: int
    outside: int


def curve(cases: Sequence[Case], policy: Policy) -> Curve:
    """Return what each confidence to answer at once would bring; the rest of `policy` stays.

    A word brings its other thresholds along, so that its point may stand a little beside the line.
    """
    words = [_point(cases, policy.under(word), word) for word in Strictness]
    taken = {point.threshold for point in words}
    numbers = [_point(cases, policy.under(number)) for number in LADDER if number not in taken]
    in_scope = sum(case.judged.in_scope for case in cases)
    return Curve(
        line=[at for at in _line(cases, policy) if at.threshold >= LADDER[-1]],
        ladder=sorted([*words, *numbers], key=lambda point: -point.threshold),
        words=words,
        bins=reliability([case.judged for case in cases if case.examination.ranked]),
        in_scope=in_scope,
        outside=len(cases) - in_scope,
    )


def _line(cases: Sequence[Case], policy: Policy) -> Iterator[Counts]:
    return thresholds([case.judged for case in cases if _within_reach(case, policy)])


def _within_reach(case: Case, policy: Policy) -> bool:
    """Tell whether a low enough threshold would answer; one at the case's own confidence is low enough."""
    lowest = policy.under(case.judged.confidence)
    return decide_again(case.examination, lowest) is Decision.ANSWER


def _point(cases: Sequence[Case], policy: Policy, word: Strictness | None = None) -> Point:
    judged = [_decided(case, policy) for case in cases]
    inside = [one for one in judged if one.in_scope]
    outside = [one for one in judged if not one.in_scope]
    return Point(
        threshold=policy.answer_at,
        precision=percent([one for one in judged if one.direct], lambda one: one.answered),
        coverage=percent(inside, lambda one: one.answered),
        astray=percent(outside, lambda one: one.direct),
        suggested=percent(judged, lambda one: one.decision == Decision.SUGGEST),
        strictness=word,
    )


def _decided(case: Case, policy: Policy) -> Judged:
    decision = decide_again(case.examination, policy)
    answer = case.judged.ranked[0] if decision is Decision.ANSWER else None
    return replace(case.judged, decision=decision.value, answer=answer)


def reliability(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """Sort first candidates by confidence into bins of equal width; empty ones are left out."""
    sorted_in: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        sorted_in[min(int(one.confidence * bins), bins - 1)].append(one)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            size=len(each),
            confidence=sum(one.confidence for one in each) / len(each),
            right=sum(one.found for one in each) / len(each),
        )
        for number, each in enumerate(sorted_in)
        if each
    ]


def likely(right: int, total: int) -> tuple[float, float]:
    """Return between which shares (0..1) the true one lies, 19 times in 20, when `right` of `total` were seen.

    Wilson's score interval (Probable inference, the law of succession, and statistical inference, 1927).
    """
    z = 1.96
    share, spread = right / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / total + spread / total / 4) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
