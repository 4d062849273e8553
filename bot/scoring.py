"""Figures of merit for decisions on labelled questions. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Line = Mapping[str, Any]

FALSE_ANSWERS = 0.05  # of the out-of-scope questions; `right_at_5oos` allows that many


@dataclass(frozen=True, slots=True)
class Judged:
    """One question and what was decided: `gold` is the right entry, None when the bank has none."""

    gold: object
    kind: str
    decision: str
    answer: object
    suggestions: tuple[object, ...]
    ranked: tuple[object, ...]
    confidence: float

    @property
    def in_scope(self) -> bool:
        return self.gold is not None

    @property
    def found(self) -> bool:
        """The right entry is ranked first."""
        return self.in_scope and self.ranked[:1] == (self.gold,)

    @property
    def direct(self) -> bool:
        return self.decision == "answer"

    @property
    def answered(self) -> bool:
        return self.direct and self.in_scope and self.answer == self.gold

    @property
    def helped(self) -> bool:
        return self.answered or (
            self.decision == "suggest" and self.in_scope and self.gold in self.suggestions
        )


def judge(query: Line, result: Line) -> Judged:
    """Put a labelled question and the line of results for it together."""
    return Judged(
        gold=query["gold"],
        kind=query["kind"],
        decision=result["decision"],
        answer=result["answer"],
        suggestions=tuple(result["suggestions"][:3]),
        ranked=tuple(entry for entry, _ in result["ranked"]),
        confidence=float(result["confidence"]),
    )


def figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return all figures in percent (None where there is nothing to count), and the counts of questions."""
    inside = [one for one in judged if one.in_scope]
    direct = [one for one in judged if one.direct]
    return {
        "questions": len(judged),
        "in_scope": len(inside),
        "top1": percent(inside, lambda one: one.found),
        "in3": percent(inside, lambda one: one.gold in one.ranked[:3]),
        "precision": percent(direct, lambda one: one.answered),
        "answered": percent(inside, lambda one: one.answered),
        "helped": percent(inside, lambda one: one.helped),
        "auroc": auroc(judged),
        **{f"cover_at_{target}": cover_at(judged, target) for target in (98, 95, 90)},
        "right_at_5oos": right_at_5oos(judged),
        **_by_kind(judged),
    }


def percent(of: Sequence[Judged], counts: Callable[[Judged], bool]) -> float | None:
    """Return how many `of` these count, None where there are none."""
    return _rate(sum(map(counts, of)), len(of))


def _rate(part: float, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def auroc(judged: Sequence[Judged]) -> float | None:
    """Return the chance (%) that a right top candidate beats a wrong one in confidence; ties count half."""
    right = [one.confidence for one in judged if one.found]
    wrong = sorted(one.confidence for one in judged if not one.found)
    beaten = sum((bisect_left(wrong, mine) + bisect_right(wrong, mine)) / 2 for mine in right)
    return _rate(beaten, len(right) * len(wrong))


class Counts(NamedTuple):
    """What a confidence threshold would answer: in all, rightly, and of the out-of-scope questions."""

    threshold: float
    answers: int
    right: int
    outside: int


def thresholds(judged: Sequence[Judged]) -> Iterator[Counts]:
    """Yield the counts at each possible threshold, the strictest first."""
    answers = right = outside = 0
    ordered = sorted(judged, key=lambda one: -one.confidence)
    for confidence, group in groupby(ordered, key=lambda one: one.confidence):
        tied = list(group)
        answers += len(tied)
        right += sum(one.found for one in tied)
        outside += sum(not one.in_scope for one in tied)
        yield Counts(confidence, answers, right, outside)


def cover_at(judged: Sequence[Judged], target: int) -> float | None:
    """Return the in-scope questions answered rightly at the lowest threshold with `target` % precision."""
    fit = [at.right for at in thresholds(judged) if 100 * at.right >= target * at.answers]
    return _rate(fit[-1] if fit else 0, sum(one.in_scope for one in judged))


def right_at_5oos(judged: Sequence[Judged]) -> float | None:
    """Return the in-scope questions answered rightly while 5 in 100 out-of-scope ones get an answer."""
    allowed = int(FALSE_ANSWERS * sum(not one.in_scope for one in judged))
    fit = [at.right for at in thresholds(judged) if at.outside <= allowed]
    return _rate(fit[-1] if fit else 0, sum(one.in_scope for one in judged))


def _by_kind(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return wrong and nudged for kinds with out-of-scope questions, top1 and answered for the others."""
    found: dict[str, float | None] = {}
    for kind in sorted(Counter(one.kind for one in judged)):
        of_kind = [one for one in judged if one.kind == kind]
        if all(one.in_scope for one in of_kind):
            found[f"top1_{kind}"] = percent(of_kind, lambda one: one.found)
            found[f"answered_{kind}"] = percent(of_kind, lambda one: one.answered)
        else:
            found[f"wrong_{kind}"] = percent(of_kind, lambda one: not one.in_scope and one.direct)
            found[f"nudged_{kind}"] = percent(
                of_kind, lambda one: not one.in_scope and one.decision == "suggest"
            )
    return found
