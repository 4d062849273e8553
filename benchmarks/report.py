"""The results as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

_NAMES = {
    "ask": "Afterword, ask",
    "examine": "Afterword, examine (no record)",
    "rapidfuzz": "rapidfuzz extractOne, WRatio",
    "tfidf": "scikit-learn TF-IDF, char_wb 3-5",
    "bm25": "bm25s",
}
_STEPS = ("interpreter", "imports", "open", "warm", "first ask", "total")
_AIM_MS = (15.0, 30.0)  # median and p95 of `ask` at 10,000 entries
_AIM_START, _AIM_MB = 2.0, 500.0


def report(found: dict[str, Any]) -> RenderableType:
    """Return all tables."""
    return Group(
        *_stores(found["stores"]), *map(_asking, found["asking"].items()), _starts(found), _imports(found)
    )


def _stores(stores: dict[int, Any]) -> Iterator[str]:
    for size, made in stores.items():
        how = "from the cache" if made["cached"] else "made and encoded now"
        yield f"{size:,} entries: {how} ({made['seconds']:.1f} s), {made['store']}"


def _asking(sized: tuple[int, dict[str, Any]]) -> RenderableType:
    size, measured = sized
    ask, examine = measured["ask"], measured["examine"]
    title = (
        f"One question, {size:,} entries, {ask['questions']} questions of which {ask['known']} have an entry"
    )
    table = _table(
        title, "", "median ms", "p95 ms", "peak MB", "top-1 %", "median, times ask", "p95, times ask"
    )
    for name, each in measured.items():
        table.add_row(
            _NAMES[name],
            f"{each['p50_ms']:.1f}",
            f"{each['p95_ms']:.1f}",
            f"{each['peak_mb']:.0f}",
            f"{100 * each.get('top1', examine['top1']):.1f}",
            f"{each['p50_ms'] / ask['p50_ms']:.2f}",
            f"{each['p95_ms'] / ask['p95_ms']:.2f}",
        )
    return Group("", table, _decisions(ask))


def _decisions(ask: dict[str, Any]) -> str:
    known = ask["known"]
    return (
        f"  What ask did: {ask['answered']} of {known} answered rightly at once, {ask['suggested']} more "
        f"among its suggestions, {ask['misled']} of {ask['questions']} answered wrongly.\n  "
        "The others answer every question, those without an entry too."
    )


def _starts(found: dict[str, Any]) -> RenderableType:
    table = _table(
        "Start-up: a fresh process, a store that is encoded, one question", "seconds", *_STEPS, "peak MB"
    )
    for size, each in found["starts"].items():
        table.add_row(
            f"{size:,} entries", *(f"{each[step]:.2f}" for step in _STEPS), f"{each['peak_mb']:.0f}"
        )
    return Group("", table, _aims(found))


def _aims(found: dict[str, Any]) -> str:
    size = max(found["asking"])
    ask, start = found["asking"][size]["ask"], found["starts"][size]
    pairs = (
        ("median", ask["p50_ms"], _AIM_MS[0], "ms"),
        ("p95", ask["p95_ms"], _AIM_MS[1], "ms"),
        ("start-up", start["total"], _AIM_START, "s"),
        ("peak", max(ask["peak_mb"], start["peak_mb"]), _AIM_MB, "MB"),
    )
    marks = [
        f"{name} {got:.1f} {unit} (aim {aim:g}, {'met' if got <= aim else 'MISSED'})"
        for name, got, aim, unit in pairs
    ]
    return f"  At {size:,} entries: " + "; ".join(marks)


def _imports(found: dict[str, Any]) -> RenderableType:
    columns = ("comments", "published", "queued", "parse s", "transaction s", "encode s", "peak MB")
    table = _table("Import of a long thread, published at once", "form", *columns)
    for form, each in found["imports"].items():
        counts = [f"{each[key]:,}" for key in ("comments", "published", "queued")]
        seconds = [f"{each[key]:.2f}" for key in ("parse", "transaction", "encode")]
        table.add_row(form, *counts, *seconds, f"{each['peak_mb']:.0f}")
    return Group("", table)


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, box=box.SIMPLE, title_justify="left")
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
