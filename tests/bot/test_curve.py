"""Precision against coverage: the same questions under other strictnesses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curve import Case, Curve, _line, curve, likely, reliability
from bot.scoring import Judged
from knowledge import Candidate, Decision, Entry, EntryStatus, EntryText, Examination, Policy, Strictness
from tests.bot.test_scoring import SCORE, shared_score

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 8, 1, tzinfo=UTC)
POLICY = Policy(answer_at=0.9, suggest_at=0.3, margin=0.1)
ENTRIES = [Entry(n, "c", EntryText(f"q{n}", "a"), EntryStatus.PUBLISHED, 1, NOW, NOW, NOW) for n in range(4)]


def case(gold: int | None, *confidences: float, decision: str = "queue", signpost: str | None = None) -> Case:
    """Return a question whose candidates are entries 0, 1, ... with these confidences."""
    ranked = tuple(Candidate(ENTRIES[n], confidence, confidence) for n, confidence in enumerate(confidences))
    sure = confidences[0] if confidences else 0.0
    kind = "inside" if gold is not None else "outside"
    names = tuple(range(len(confidences)))
    judged = Judged(gold, kind, decision, None, (), names, sure)
    return Case(judged, Examination(Decision(decision), "t", sure, ranked, signpost=signpost))


def points(found: Curve) -> dict[float, tuple[float | None, ...]]:
    return {point.threshold: point[1:5] for point in found.ladder}


def test_precision_coverage_astray_and_suggested_are_counted_at_each_threshold() -> None:
    found = points(
        curve([case(0, 0.99), case(0, 0.75), case(1, 0.65), case(None, 0.55), case(None, 0.1)], POLICY)
    )
    assert found[0.95] == (100.0, 33.3, 0.0, 60.0)
    assert found[0.7] == (100.0, 66.7, 0.0, 40.0)
    assert found[0.6] == (66.7, 66.7, 0.0, 20.0)
    assert found[0.5] == (50.0, 66.7, 50.0, 0.0)


def test_nothing_answered_has_no_precision_but_a_coverage_of_zero() -> None:
    found = points(curve([case(0, 0.1)], POLICY))
    assert set(found.values()) == {(None, 0.0, None, 0.0)}


def test_a_runner_up_that_is_close_keeps_a_question_from_every_threshold() -> None:
    found = curve([case(0, 0.95, 0.9), case(0, 0.8)], POLICY)
    assert [(at.threshold, at.answers) for at in found.line] == [(0.8, 1)]
    assert points(found)[0.5][0:2] == (100.0, 50.0)


def test_what_must_not_be_answered_is_answered_at_no_threshold() -> None:
    personal = case(0, 0.99, decision="suggest", signpost="personal")
    emergency = case(0, decision="signpost", signpost="emergency")
    found = curve([personal, emergency, case(None, decision="ignore")], POLICY)
    assert found.line == []
    assert points(found)[0.5] == (None, 0.0, 0.0, 33.3)


def test_an_exact_hit_is_answered_however_strict() -> None:
    assert all(coverage == 100.0 for _, coverage, *_ in points(curve([case(0, 1.0, 0.99)], POLICY)).values())


def test_the_words_stand_in_the_table_by_their_own_thresholds() -> None:
    found = curve([case(0, 0.9)], POLICY)
    assert [point.strictness for point in found.ladder if point.strictness] == list(Strictness)
    assert [point.threshold for point in found.words] == [
        Policy().under(word).answer_at for word in Strictness
    ]
    thresholds = [point.threshold for point in found.ladder]
    assert thresholds == sorted(set(thresholds), reverse=True)


def test_first_candidates_are_sorted_into_bins_by_confidence() -> None:
    judged = [case(gold, sure).judged for gold, sure in ((0, 0.92), (1, 0.98), (0, 1.0), (None, 0.05))]
    low, high = reliability(judged)
    assert (low.low, low.high, low.size, low.confidence, low.right) == (0.0, 0.1, 1, 0.05, 0.0)
    assert (high.low, high.size, high.right) == (0.9, 3, pytest.approx(2 / 3))
    assert high.confidence == pytest.approx((0.92 + 0.98 + 1.0) / 3)


def test_texts_without_candidates_have_no_confidence_to_be_believed() -> None:
    assert curve([case(0, 0.95), case(None, decision="ignore")], POLICY).bins == reliability(
        [case(0, 0.95).judged]
    )


@pytest.mark.parametrize(
    ("right", "total", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)]
)
def test_the_likely_share_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    # The last line is an example of Newcombe's (Statistics in Medicine 17, 1998, table I).
    assert likely(right, total) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


cases = st.builds(
    lambda gold, confidences: case(gold, *sorted(confidences, reverse=True)),
    st.sampled_from([None, 0, 0, 1]),
    st.lists(st.sampled_from([0.0, 0.2, 0.35, 0.5, 0.65, 0.75, 0.8, 0.9, 0.97, 1.0]), min_size=1, max_size=4),
)


@pytest.mark.skipif(not SCORE.exists(), reason="the shared scorer is not beside this checkout")
def test_each_point_has_the_figures_of_the_shared_scorer(tmp_path: Path) -> None:
    drawn: list[list[Case]] = []

    @given(st.lists(cases, min_size=40, max_size=40))
    def draw(each: list[Case]) -> None:
        drawn.append(each)

    draw()
    for each in drawn[:: max(1, len(drawn) // 5)]:
        for point in curve(each, POLICY).words:
            assert point.strictness is not None
            policy = POLICY.under(point.strictness)
            expected = shared_score(tmp_path, [rows(one, policy) for one in each])
            ours = (point.precision, point.coverage, point.astray)
            assert ours == (expected["precision"], expected["answered"], expected.get("wrong_outside"))


@pytest.mark.skipif(not SCORE.exists(), reason="the shared scorer is not beside this checkout")
def test_the_line_covers_at_a_precision_what_the_shared_scorer_says(tmp_path: Path) -> None:
    drawn: list[list[Case]] = []

    @given(st.lists(cases, min_size=40, max_size=40))
    def draw(each: list[Case]) -> None:
        drawn.append(each)

    draw()
    free = Policy(margin=0.0)  # the shared scorer knows confidences only
    for each in drawn[:: max(1, len(drawn) // 5)]:
        expected = shared_score(tmp_path, [rows(one, free) for one in each])
        for target in (98, 95, 90):
            rights = [at.right for at in _line(each, free) if 100 * at.right >= target * at.answers]
            inside = sum(one.judged.in_scope for one in each)
            if inside:
                assert round(100 * max(rights, default=0) / inside, 1) == expected[f"cover_at_{target}"]


def rows(one: Case, policy: Policy) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a question and its line of results, as the pipeline would write it under a policy."""
    from knowledge.matching.decision import decide  # noqa: PLC0415

    decision, suggestions = decide(one.examination.ranked, policy)
    ranked = [[candidate.entry.id, candidate.score] for candidate in one.examination.ranked]
    return {"text": "t", "gold": one.judged.gold, "kind": one.judged.kind}, {
        "text": "t",
        "decision": decision.value,
        "answer": ranked[0][0] if decision is Decision.ANSWER else None,
        "suggestions": [candidate.entry.id for candidate in suggestions],
        "ranked": ranked,
        "confidence": one.judged.confidence,
    }
