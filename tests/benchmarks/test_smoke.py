"""The whole benchmark on a tiny bank: that it runs and what it prints, never how fast."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.progress import Progress

from benchmarks.report import report
from benchmarks.running import FORMS, Plan, job, run

if TYPE_CHECKING:
    from pathlib import Path

# make test installs no more than rapidfuzz of these.
RIVALS = {"rapidfuzz": "rapidfuzz", "tfidf": "sklearn", "bm25": "bm25s"}
SIZE = 30


@pytest.fixture
def quiet() -> Progress:
    return Progress(disable=True)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    rivals = tuple(name for name, module in RIVALS.items() if find_spec(module))
    return Plan(tmp_path, (SIZE,), asked=10, warming=2, comments=20, starts=1, rivals=rivals)


def test_a_tiny_benchmark_measures_everything_and_reuses_its_store(plan: Plan, quiet: Progress) -> None:
    found = run(plan, quiet)
    assert set(found["asking"][SIZE]) == {"ask", "examine", *plan.rivals}
    assert all(each["p95_ms"] >= each["p50_ms"] > 0 for each in found["asking"][SIZE].values())
    assert found["asking"][SIZE]["examine"]["top1"] > 0.5
    assert found["starts"][SIZE]["total"] > found["starts"][SIZE]["warm"] > 0
    assert {form: found["imports"][form]["comments"] for form in FORMS} == dict.fromkeys(FORMS, 20)

    output = io.StringIO()
    Console(file=output, width=130).print(report(found))
    for words in ("Afterword, ask", "rapidfuzz", "peak MB", "Start-up", "plain text", "30 entries: made and"):
        assert words in output.getvalue()

    again = job(quiet, "again", "prepare", folder=str(plan.folder), size=SIZE)
    assert again["cached"]
    assert again["store"] == found["stores"][SIZE]["store"]


def test_a_job_that_fails_is_not_taken_for_a_result(
    quiet: Progress, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuntimeError, match="ended with status 1"):
        job(quiet, "A job", "nonsense")
    assert "KeyError" in capfd.readouterr().err
