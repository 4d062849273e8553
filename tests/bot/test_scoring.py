"""The figures of `afterword eval`."""

from __future__ import annotations

import json
import subprocess
import sys
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scoring import figures, judge

SCORE = Path(__file__).parents[3] / "shared" / "eval" / "score.py"


def query(gold: str | None, kind: str = "near") -> dict[str, Any]:
    return {"text": "t", "gold": gold, "kind": kind}


def result(decision: str, answer: str | None = None, confidence: float = 0.5, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    ranked = [[answer, 1.0]] if answer else []
    return {
        "text": "t",
        "decision": decision,
        "answer": answer if decision == "answer" else None,
        "suggestions": [],
        "ranked": ranked,
        "confidence": confidence,
        **more,
    }


def score(*pairs: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, float | None]:
    return figures([judge(q, r) for q, r in pairs])


def test_a_wrong_direct_answer_costs_precision_and_counts_for_its_kind() -> None:
    found = score((query("a"), result("answer", "a", 0.9)), (query(None), result("answer", "b", 0.8)))
    assert found["precision"] == 50.0
    assert found["answered"] == 100.0
    assert found["wrong_near"] == 50.0


def test_a_right_suggestion_helps_but_does_not_answer() -> None:
    found = score((query("a", "short"), result("suggest", "b", suggestions=["b", "a"])))
    assert (found["answered_short"], found["helped"], found["top1"]) == (0.0, 100.0, 0.0)


def test_only_the_first_three_suggestions_count() -> None:
    found = score((query("a"), result("suggest", "b", suggestions=["b", "c", "d", "a"])))
    assert found["helped"] == 0.0


def test_coverage_counts_a_tie_as_a_whole() -> None:
    right = [(query("a"), result("answer", "a", 0.9)) for _ in range(9)]
    found = score(*right, (query(None), result("answer", "a", 0.9)))
    assert (found["cover_at_90"], found["cover_at_95"]) == (100.0, 0.0)


def test_nothing_to_count_is_none() -> None:
    found = score((query(None), result("queue")))
    assert found["top1"] is found["precision"] is found["auroc"] is None


lines = st.tuples(
    st.builds(query, st.sampled_from([None, "a", "b", "c"]), st.sampled_from(["near", "short", "long"])),
    st.builds(
        lambda decision, ranked, confidence: result(
            decision,
            ranked[0],
            confidence,
            ranked=[[entry, 1.0] for entry in ranked],
            suggestions=ranked[:3] if decision == "suggest" else [],
        ),
        st.sampled_from(["answer", "suggest", "queue", "ignore"]),
        st.permutations(["a", "b", "c", "d"]),
        st.sampled_from([0.0, 0.25, 0.5, 0.75, 0.9, 1.0]),
    ),
)


@pytest.mark.skipif(not SCORE.exists(), reason="the shared scorer is not beside this checkout")
def test_the_figures_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    @given(st.lists(lines, min_size=60, max_size=60))
    def draw(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
        drawn.append(pairs)

    drawn: list[list[tuple[dict[str, Any], dict[str, Any]]]] = []
    draw()
    for pairs in drawn[:: max(1, len(drawn) // 8)]:
        expected = shared_score(tmp_path, pairs)
        ours = {name: value for name, value in score(*pairs).items() if value is not None}
        counted = {name: value for name, value in expected.items() if value is not None and not isnan(value)}
        assert ours == counted


def shared_score(folder: Path, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float | None]:
    queries, results = folder / "queries.jsonl", folder / "results.jsonl"
    queries.write_text("".join(json.dumps(q) + "\n" for q, _ in pairs))
    results.write_text("".join(json.dumps(r) + "\n" for _, r in pairs))
    done = subprocess.run(
        [sys.executable, SCORE, queries, results, "--json"], capture_output=True, check=True, text=True
    )
    found: dict[str, float | None] = json.loads(done.stdout)
    return found
