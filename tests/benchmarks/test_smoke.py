"""The whole benchmark on a tiny bank: that it runs and what it prints, never how fast."""

from __future__ import annotations

import io
import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.progress import Progress

from benchmarks.comparing import NAMES
from benchmarks.live import Load
from benchmarks.report import report
from benchmarks.running import FORMS, Plan, job, run, run_anew
from benchmarks.sections import on_terminal
from benchmarks.sets import FileSet

if TYPE_CHECKING:
    from pathlib import Path

# make test installs no more than rapidfuzz of these.
RIVALS = {"minilm": "onnxruntime", "rapidfuzz": "rapidfuzz", "tfidf": "sklearn", "bm25": "bm25s"}
SIZE = 30


@pytest.fixture
def quiet() -> Progress:
    return Progress(disable=True)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    rivals = tuple(name for name, module in RIVALS.items() if find_spec(module))
    some = FileSet("some", *written(tmp_path / "some"), glossary=False)
    return Plan(
        tmp_path,
        (SIZE,),
        asked=10,
        warming=2,
        comments=20,
        crowd_comments=10,
        starts=1,
        rivals=rivals,
        fields=[],
        outside=[some],
        live=Load(servers=1, entries=5, alone=2, crowd=4, at_once=2),
    )


def written(folder: Path) -> tuple[Path, Path]:
    """Write a set of one entry and two questions."""
    entry = {
        "id": "x",
        "question": "How long do eggs keep?",
        "variants": [],
        "answer": "A month, in the cool.",
    }
    asked = [
        {"text": "how long do eggs keep", "gold": "x", "kind": "short"},
        {"text": "How long does bread keep?", "gold": None, "kind": "near_miss"},
    ]
    folder.mkdir()
    bank, queries = folder / "bank.jsonl", folder / "queries.jsonl"
    bank.write_text(json.dumps(entry), encoding="utf-8")
    queries.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    return bank, queries


def test_a_tiny_benchmark_measures_everything_and_reuses_its_store(plan: Plan, quiet: Progress) -> None:
    found = json.loads(json.dumps(run(plan, quiet)))
    asking, crowd = found["asking"][str(SIZE)], found["crowd"]
    assert set(asking) == {"ask", "examine", *plan.rivals}
    assert all(each["p95_ms"] >= each["p50_ms"] > 0 for each in asking.values())
    assert len(asking["examine"]["verdicts"]) == plan.asked
    assert found["starts"][str(SIZE)]["total"] > found["starts"][str(SIZE)]["warm"] > 0
    assert {form: found["imports"][form]["comments"] for form in FORMS} == dict.fromkeys(FORMS, 20)
    assert crowd["visible"] == crowd["added"]
    assert crowd["asked"] == plan.asked

    output = io.StringIO()
    Console(file=output, width=200).print(on_terminal(report(found)))
    for words in (
        *(NAMES[name] for name in plan.rivals),
        "AUROC",
        "1 / 2",
        "Start-up",
        "plain text",
        "The bot as a program",
    ):
        assert words in output.getvalue()

    anew = run_anew(plan, found, quiet)
    assert anew["asking"] == found["asking"]
    assert anew["starts"].keys() == found["starts"].keys()
    assert anew["starts"] != found["starts"]
    assert anew["crowd"]["visible"] == crowd["added"]

    again = job(quiet, "again", "prepare", folder=str(plan.folder), size=SIZE)
    assert again["cached"]
    assert again["store"] == found["stores"][str(SIZE)]["store"]


def test_a_job_that_fails_is_not_taken_for_a_result(
    quiet: Progress, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuntimeError, match="ended with status 1"):
        job(quiet, "A job", "nonsense")
    assert "KeyError" in capfd.readouterr().err
