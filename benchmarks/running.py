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
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bank import ROOT, Bank, Quiz
from benchmarks.job import RIVALS
from benchmarks.live import AFTERWORD, ECHO, RAPIDFUZZ, Load, lacking
from benchmarks.sets import FileSet, Generated, fields, outside_sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import Progress

FORMS = ("Markdown", "plain text")

# The processes measure their own peak memory, which on Linux begins at that of the process that starts them:
# nothing large may be imported here.


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; `folder` keeps the prepared stores and vectors. `scale` is one more size, for Afterword
    alone; 0 leaves it out. `fields` are the sets that the verifier is fitted on, `outside` are not. `live` is how much
    there is for bots as programs.
    """

    folder: Path
    sizes: tuple[int, ...] = (1_000, 10_000)
    scale: int = 0
    asked: int = 500
    warming: int = 40
    comments: int = 2_000
    crowd_comments: int = 500
    starts: int = 5
    rivals: tuple[str, ...] = RIVALS
    fields: Sequence[FileSet] = field(default_factory=fields)
    outside: Sequence[FileSet] = field(default_factory=outside_sets)
    live: Load = field(default_factory=Load)

    @property
    def quiz(self) -> Quiz:
        """The questions, which are the same for every size."""
        return Quiz(self.asked, self.warming, min(self.sizes))


def run(plan: Plan, bar: Progress) -> dict[str, Any]:
    """Measure everything and return the results by kind, those about a generated bank by its size."""
    found: dict[str, Any] = {"stores": {}, "asking": {}, "starts": {}, "imports": {}}
    for size in sorted({*plan.sizes, plan.scale} - {0}):
        made = job(bar, f"Preparing {size:,} entries", "prepare", folder=str(plan.folder), size=size)
        store = Path(made["store"])
        found["stores"][str(size)] = made
        found["asking"][str(size)] = _asking(plan, size, store, bar)
        found["starts"][str(size)] = _starts(plan, size, store, bar)
        if size == max(plan.sizes):
            found["crowd"] = {"entries": size} | _crowd(plan, store, bar)
    found["live"] = run_live(plan, bar)
    found["fields"] = _judged(plan, plan.fields, bar, held_out=True) if plan.fields else {}
    found["outside"] = {each.name: _judged(plan, [each], bar, held_out=False) for each in plan.outside}
    for form in FORMS:
        with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
            store, title = Path(folder) / "store.sqlite3", f"Importing {plan.comments:,} comments, {form}"
            found["imports"][form] = job(
                bar, title, "import", store=str(store), form=form, comments=plan.comments
            )
    return found


def run_anew(plan: Plan, found: dict[str, Any], bar: Progress) -> dict[str, Any]:
    """Measure start-up and crowds once more, with the stores of a run, and return its results with these in place."""
    starts = {
        size: _starts(plan, int(size), Path(each["store"]), bar) for size, each in found["stores"].items()
    }
    size = max(plan.sizes)
    crowd = {"entries": size} | _crowd(plan, Path(found["stores"][str(size)]["store"]), bar)
    return {**found, "starts": starts, "crowd": crowd}


def run_live(plan: Plan, bar: Progress) -> dict[str, Any]:
    """Measure bots as programs, by their names; say what is missing where that cannot be done."""
    if missing := lacking():
        return {"skipped": missing}
    few = plan.live._replace(servers=1)
    made = {
        load.servers: job(
            bar, f"Preparing {load.servers} servers", "servers", folder=str(plan.folder), load=load
        )
        for load in (few, plan.live)
    }
    found = {
        f"{bot} {load.servers}": job(
            bar,
            f"{bot} in {load.servers} servers",
            "live",
            bot=bot,
            store=made[load.servers]["store"],
            file=made[load.servers]["file"],
            load=load,
        )
        for bot, load in ((AFTERWORD, plan.live), (AFTERWORD, few), (RAPIDFUZZ, plan.live), (ECHO, plan.live))
    }
    return {**plan.live._asdict(), "bots": found}


def _asking(plan: Plan, size: int, store: Path, bar: Progress) -> dict[str, Any]:
    measured, sets = {}, [Generated(size, plan.quiz)]
    for name in ("ask", "examine"):
        with _copy_of(store) as copy:
            measured[name] = job(bar, f"{name}, {size:,} entries", name, store=str(copy), sets=sets)
    if size in plan.sizes:
        measured |= _rivals(plan, sets, f"{size:,} entries", bar)
    return measured


def _judged(plan: Plan, sets: Sequence[FileSet], bar: Progress, *, held_out: bool) -> dict[str, Any]:
    """Put the questions of sets from files to Afterword and the others."""
    title = ", ".join(each.name for each in sets)
    ours = job(bar, f"Afterword, {title}", "judge", sets=sets, held_out=held_out)
    return {"examine": ours, **_rivals(plan, sets, title, bar)}


def _rivals(plan: Plan, sets: Sequence[FileSet | Generated], title: str, bar: Progress) -> dict[str, Any]:
    kept = str(plan.folder / "vectors.sqlite3")
    return {name: job(bar, f"{name}, {title}", name, sets=sets, kept=kept) for name in plan.rivals}


def _crowd(plan: Plan, store: Path, bar: Progress) -> dict[str, Any]:
    with _copy_of(store) as copy:
        return job(
            bar, "Many at once", "crowd", store=str(copy), quiz=plan.quiz, comments=plan.crowd_comments
        )


def _starts(plan: Plan, size: int, store: Path, bar: Progress) -> dict[str, float]:
    """Start several times, once from a store of the larger scale, and return the median of each figure."""
    question = Bank().questions(plan.quiz)[0].text
    runs = []
    times = plan.starts if size in plan.sizes else 1
    for number in range(times):
        with _copy_of(store) as copy:
            title = f"Starting, {number + 1} of {times}"
            runs.append(job(bar, title, "start", store=str(copy), question=question, spawned=time.time()))
    return {key: statistics.median(each[key] for each in runs) for key in runs[0]}


def job(bar: Progress, title: str, name: str, **arguments: object) -> dict[str, Any]:
    """Run one job in a fresh process and return its result.

    Raises:
        RuntimeError: it failed; what it wrote to standard error was shown.
    """
    task = bar.add_task(title, total=None)
    command = [sys.executable, "-m", "benchmarks.job", name, json.dumps(arguments, default=str)]
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
