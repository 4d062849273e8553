"""Runs the measurements, one process after the other, and shows how far they are."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bank import ROOT, Bank, Quiz

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

FORMS = ("Markdown", "plain text")
RIVALS = ("rapidfuzz", "tfidf", "bm25")

# The processes measure their own peak memory, which on Linux begins at that of the process that starts them:
# nothing large may be imported here.


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; `folder` keeps the prepared stores."""

    folder: Path
    sizes: tuple[int, ...] = (1_000, 10_000)
    asked: int = 300
    warming: int = 40
    comments: int = 2_000
    starts: int = 5
    rivals: tuple[str, ...] = RIVALS

    @property
    def quiz(self) -> Quiz:
        """The questions, which are the same for every size."""
        return Quiz(self.asked, self.warming, min(self.sizes))


def run(plan: Plan, bar: Progress) -> dict[str, Any]:
    """Measure everything and return the results by kind and size."""
    found: dict[str, Any] = {"stores": {}, "asking": {}, "starts": {}, "imports": {}}
    for size in plan.sizes:
        made = job(bar, f"Preparing {size:,} entries", "prepare", folder=str(plan.folder), size=size)
        store = Path(made["store"])
        found["stores"][size] = made
        found["asking"][size] = _asking(plan, size, store, bar)
        found["starts"][size] = _starts(plan, store, bar)
    for form in FORMS:
        with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
            store, title = Path(folder) / "store.sqlite3", f"Importing {plan.comments:,} comments, {form}"
            found["imports"][form] = job(
                bar, title, "import", store=str(store), form=form, comments=plan.comments
            )
    return found


def _asking(plan: Plan, size: int, store: Path, bar: Progress) -> dict[str, Any]:
    measured = {}
    for name in ("ask", "examine"):
        with _copy_of(store) as copy:
            measured[name] = job(bar, f"{name}, {size:,} entries", name, store=str(copy), quiz=plan.quiz)
    for name in plan.rivals:
        measured[name] = job(bar, f"{name}, {size:,} entries", name, size=size, quiz=plan.quiz)
    return measured


def _starts(plan: Plan, store: Path, bar: Progress) -> dict[str, float]:
    """Start several times and return the median of each figure."""
    question = Bank().questions(plan.quiz)[0].text
    runs = []
    for number in range(plan.starts):
        with _copy_of(store) as copy:
            title = f"Starting, {number + 1} of {plan.starts}"
            runs.append(job(bar, title, "start", store=str(copy), question=question, spawned=time.time()))
    return {key: statistics.median(each[key] for each in runs) for key in runs[0]}


def job(bar: Progress, title: str, name: str, **arguments: object) -> dict[str, Any]:
    """Run one job in a fresh process and return its result.

    Raises:
        RuntimeError: it failed; what it wrote to standard error was shown.
    """
    task = bar.add_task(title, total=None)
    command = [sys.executable, "-m", "benchmarks.job", name, json.dumps(arguments)]
    result: dict[str, Any] | None = None
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101  a pipe was asked for
        for line in process.stdout:
            told = json.loads(line)
            if "result" in told:
                result = told["result"]
            else:
                bar.update(task, completed=told["done"], total=told["total"])
    bar.remove_task(task)
    if result is None or process.returncode:
        raise RuntimeError(f"{title}: the process ended with status {process.returncode}")
    return result


@contextmanager
def _copy_of(store: Path) -> Iterator[Path]:
    """Give a copy that may be written to."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        yield Path(shutil.copy(store, folder))
