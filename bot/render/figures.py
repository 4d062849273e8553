"""The figures of `afterword eval` as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from bot.render.words import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.curve import Curve

CURVE_LEGEND = """\
In percent.
Right: of the direct answers, those that are right (precision).
Answered: of the questions with an entry here, those answered directly and rightly (coverage).
Astray: of the questions without an entry, those that get an answer all the same.
Suggested: of all questions, those that get a "did you mean ...?" instead."""


def figures_table(found: Mapping[str, float | None]) -> Table:
    """Return the figures as a table, one a line."""
    table = Table(box=box.SIMPLE)
    table.add_column("Figure")
    table.add_column("%, or count", justify="right")
    for name, value in found.items():
        table.add_row(safe_line(name), "-" if value is None else f"{value:g}")
    return table


def curve_table(curve: Curve) -> Table:
    """Return what each confidence to answer at once would bring, the strictest first."""
    table = Table(box=box.SIMPLE, caption=CURVE_LEGEND, caption_justify="left")
    table.add_column("Answers from", justify="right")
    table.add_column("Strictness")
    for name in ("Right", "Answered", "Astray", "Suggested"):
        table.add_column(name, justify="right")
    for point in curve.ladder:
        figures = (point.precision, point.coverage, point.astray, point.suggested)
        shown = ["-" if value is None else f"{value:.1f}" for value in figures]
        table.add_row(
            f"{point.threshold:g}", point.strictness or "", *shown, style="bold" if point.strictness else ""
        )
    return table
