"""Answer, suggest or queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.domain import Candidate, Decision, Entry, EntryStatus, EntryText, Examination
from knowledge.matching.decision import decide, decide_again
from knowledge.policy import Policy

NOW = datetime(2026, 8, 1, tzinfo=UTC)
POLICY = Policy(answer_at=0.8, suggest_at=0.4, related_at=0.1, margin=0.1)


def candidates(*confidences: float) -> list[Candidate]:
    return [
        Candidate(
            Entry(n, "c", EntryText(f"q{n}", "a"), EntryStatus.PUBLISHED, 1, NOW, NOW, NOW),
            confidence,
            confidence,
        )
        for n, confidence in enumerate(confidences)
    ]


@pytest.mark.parametrize(
    ("confidences", "decision", "shown"),
    [
        ((0.9, 0.3), Decision.ANSWER, []),
        ((0.8,), Decision.ANSWER, []),
        ((1.0, 0.99), Decision.ANSWER, []),
        ((0.9, 0.85), Decision.SUGGEST, [0, 1]),
        ((0.7, 0.5, 0.2, 0.19), Decision.SUGGEST, [0, 1, 2]),
        ((0.7, 0.5, 0.19), Decision.SUGGEST, [0, 1]),
        ((0.7, 0.6, 0.5, 0.45), Decision.SUGGEST, [0, 1, 2]),
        ((0.39, 0.2), Decision.QUEUE, []),
        ((), Decision.QUEUE, []),
    ],
)
def test_confidence_and_margin_decide(
    confidences: tuple[float, ...], decision: Decision, shown: list[int]
) -> None:
    got, suggestions = decide(candidates(*confidences), POLICY)
    assert (got, [each.entry.id for each in suggestions]) == (decision, shown)


@pytest.mark.parametrize(
    ("scores", "decision", "shown"),
    [
        ((0.1, 0.1), Decision.SUGGEST, [0, 1]),
        ((0.1, 0.09), Decision.SUGGEST, [0]),
        ((0.09, 0.9), Decision.SUGGEST, [1]),
        ((0.09, 0.09), Decision.QUEUE, []),
    ],
)
def test_only_what_has_the_subject_of_the_question_is_suggested(
    scores: tuple[float, ...], decision: Decision, shown: list[int]
) -> None:
    ranked = [replace(each, score=score) for each, score in zip(candidates(0.7, 0.6), scores, strict=True)]
    got, suggestions = decide(ranked, POLICY)
    assert (got, [each.entry.id for each in suggestions]) == (decision, shown)


@pytest.mark.parametrize(
    ("at_most", "decision", "shown"),
    [
        (Decision.ANSWER, Decision.ANSWER, []),
        (Decision.SUGGEST, Decision.SUGGEST, [0, 1]),
        (Decision.QUEUE, Decision.SUGGEST, [1]),
    ],
)
@pytest.mark.parametrize("confidence", [0.95, 1.0])
def test_no_more_comes_of_a_candidate_than_may(
    confidence: float, at_most: Decision, decision: Decision, shown: list[int]
) -> None:
    best, other = candidates(confidence, 0.5)
    got, suggestions = decide([replace(best, at_most=at_most), other], POLICY)
    assert (got, [each.entry.id for each in suggestions]) == (decision, shown)


@pytest.mark.parametrize(
    ("confidence", "decision", "signpost", "again"),
    [
        (0.9, Decision.SUGGEST, None, Decision.ANSWER),
        (0.5, Decision.ANSWER, None, Decision.SUGGEST),
        (0.3, Decision.SUGGEST, None, Decision.QUEUE),
        (0.9, Decision.SUGGEST, "personal", Decision.SUGGEST),
        (0.3, Decision.SUGGEST, "personal", Decision.SIGNPOST),
    ],
)
def test_another_policy_decides_anew_but_never_answers_a_personal_question(
    confidence: float, decision: Decision, signpost: str | None, again: Decision
) -> None:
    examined = Examination(decision, "t", confidence, tuple(candidates(confidence)), signpost=signpost)
    assert decide_again(examined, POLICY) is again


@pytest.mark.parametrize("decision", [Decision.IGNORE, Decision.SIGNPOST, Decision.QUEUE])
def test_without_candidates_no_policy_makes_a_difference(decision: Decision) -> None:
    assert decide_again(Examination(decision, "t"), POLICY) is decision


@pytest.mark.parametrize(
    ("confidence", "signpost", "decision"),
    [
        (0.2, None, Decision.SUGGEST),
        (0.2, "personal", Decision.SIGNPOST),
        (0.3, "personal", Decision.SUGGEST),
    ],
)
def test_who_asks_for_personal_advice_is_shown_what_is_likely_alone(
    confidence: float, signpost: str | None, decision: Decision
) -> None:
    policy = replace(POLICY, suggest_at=0.1)
    examined = Examination(decision, "t", confidence, tuple(candidates(confidence)), signpost=signpost)
    assert decide_again(examined, policy) is decision
