"""`python -m benchmarks`: measure, print the tables and write the page docs/benchmarks.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from benchmarks.bank import ROOT
from benchmarks.comparing import held_out_bins
from benchmarks.live import Load
from benchmarks.report import live, report
from benchmarks.running import Plan, run, run_anew, run_live
from benchmarks.sections import as_markdown, on_terminal, replaced

CACHE = ROOT / ".afterword" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> None:
    """Measure what the command line asks for; a run that leaves nothing out rewrites the page."""
    options = _options()
    if options.live:
        _only_live()
        return
    if options.again:
        found = json.loads(options.again.read_text(encoding="utf-8"))
        found = _measured_anew(found) if options.anew else found
    else:
        plan = replace(Plan(CACHE), scale=options.scale)
        found = _measured(_quick(plan) if options.quick else plan)
    sections = report(found)
    Console(width=170).print(_about(found), on_terminal(sections), highlight=False)
    CACHE.mkdir(parents=True, exist_ok=True)
    (CACHE / "latest.json").write_text(json.dumps(found) + "\n", encoding="utf-8")
    if not options.quick:
        PAGE.write_text(as_markdown("Benchmarks", _about(found), sections), encoding="utf-8")
        from bot.render.curve import reliability_picture  # noqa: PLC0415  after the processes that measure memory

        picture = PAGE.parent / "pictures" / "reliability.png"
        picture.write_bytes(reliability_picture(held_out_bins(found)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure Afterword beside its peers."
    )
    parser.add_argument(
        "--quick", action="store_true", help="1,000 entries and few questions; the page stays"
    )
    parser.add_argument(
        "--scale", type=int, default=0, metavar="ENTRIES", help="one more size, for Afterword only"
    )
    parser.add_argument(
        "--live",
        action="store_true",
        help="measure the bot as a program alone, and mend its part of the page",
    )
    parser.add_argument(
        "--again", type=Path, metavar="FILE", help="measure nothing, show the figures of a run"
    )
    parser.add_argument(
        "--anew",
        action="store_true",
        help="with --again: measure start-up and crowds once more, keep the rest",
    )
    return parser.parse_args()


def _quick(plan: Plan) -> Plan:
    return replace(
        plan,
        sizes=(1_000,),
        asked=60,
        warming=20,
        comments=200,
        crowd_comments=100,
        starts=1,
        fields=(),
        outside=(),
        live=Load(10, 50, 50, 100, 20),
    )


def _only_live() -> None:
    before = os.getloadavg()[0]
    started = datetime.now(UTC)
    with _bar() as bar:
        found = run_live(Plan(CACHE), bar)
    about = (
        f"Measured alone on {started:%Y-%m-%d} (`python -m benchmarks --live`), load {before:.1f} before and"
        f" {os.getloadavg()[0]:.1f} after."
    )
    section = live(found, about)
    Console(width=170).print(on_terminal([section]), highlight=False)
    if "skipped" not in found:
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), section), encoding="utf-8")


def _bar() -> Progress:
    """Return where progress is shown: standard error, as standard output belongs to the tables."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


def _measured(plan: Plan) -> dict[str, Any]:
    before = os.getloadavg()[0]
    started = datetime.now(UTC)
    with _bar() as bar:
        found = run(plan, bar)
    return {
        "command": f"make bench SCALE={plan.scale}" if plan.scale else "make bench",
        "date": f"{started:%Y-%m-%d}",
        "minutes": (datetime.now(UTC) - started).total_seconds() / 60,
        "machine": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors",
        "load": [before, os.getloadavg()[0]],
        **found,
    }


def _measured_anew(found: dict[str, Any]) -> dict[str, Any]:
    before = os.getloadavg()[0]
    started = datetime.now(UTC)
    with _bar() as bar:
        found = run_anew(Plan(CACHE), found, bar)
    later = (
        f" 'Many at once' and 'Start-up' were measured again on {started:%Y-%m-%d} at {started:%H:%M} UTC, with the"
        f" program as it was by then (`python -m benchmarks --again FILE --anew`), load {before:.1f} before and"
        f" {os.getloadavg()[0]:.1f} after."
    )
    return {**found, "later": later}


def _about(found: dict[str, Any]) -> str:
    before, after = found["load"]
    return (
        f"Written by `{found['command']}` on {found['date']}, in {found['minutes']:.0f} minutes; do not edit. "
        f"{found['machine']}; load {before:.1f} before and {after:.1f} after, the run itself included. Each "
        "contender ran in a process of its own, one after the other, on the same entries and questions. Other work "
        "on the machine slows every row, and some rows more than others: read ratios, not milliseconds, and "
        f"believe none of either from a run with a load far above 1.{found.get('later', '')}"
    )


if __name__ == "__main__":
    main()
