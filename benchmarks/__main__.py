"""`python -m benchmarks`: measure, and print the tables."""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import replace
from pathlib import Path

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
from benchmarks.report import report
from benchmarks.running import Plan, run

CACHE = ROOT / ".afterword" / "bench"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure Afterword beside its peers."
    )
    parser.add_argument("--quick", action="store_true", help="1,000 entries and few questions only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    plan = Plan(CACHE)
    if options.quick:
        plan = replace(plan, sizes=(1_000,), asked=60, warming=20, comments=200, starts=1)
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    machine += f", load {os.getloadavg()[0]:.1f} before (idle is 0; others' work shows in the figures)"
    # Standard output belongs to the tables, progress goes to standard error.
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        found = run(plan, bar)
    Console(width=130).print(machine, report(found), highlight=False)
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, **found}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
