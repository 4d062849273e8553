"""`afterword eval`: the real pipeline over labelled questions, in a throw-away database."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rich import box
from rich.table import Table

from bot.app import knowledge_base
from bot.errors import InputRefused
from bot.render.records import examination_record, to_json
from bot.render.words import safe_line
from bot.scoring import figures, judge
from bot.terminal.screen import progress_bars, screen
from knowledge import EntryText, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.settings import Settings
    from knowledge import KnowledgeBase, Progress

Row = dict[str, Any]
COMMUNITY = "eval"


async def evaluate(settings: Settings, bank: Path, queries: Path, out: Path) -> None:
    """Write what the pipeline makes of each question of `queries`, and print the figures."""
    rows = read_rows(bank, ("id", "question", "variants", "answer"))
    asked = read_rows(queries, ("text", "gold", "kind"))
    await asyncio.to_thread(out.write_text, "")  # better to fail now than after minutes of work
    with tempfile.TemporaryDirectory(prefix="afterword-eval-") as folder:
        store = settings.model_copy(update={"database_url": f"sqlite:///{Path(folder) / 'eval.sqlite3'}"})
        async with knowledge_base(store) as kb:
            with progress_bars() as progress:
                names = await _load(kb, rows, progress)
                results = await _examine_all(kb, asked, names, progress)
    lines = "".join(f"{to_json(result)}\n" for result in results)
    await asyncio.to_thread(out.write_text, lines, encoding="utf-8")
    screen().print(figures_table(figures([judge(*pair) for pair in zip(asked, results, strict=True)])))


async def _load(kb: KnowledgeBase, rows: list[Row], progress: Progress | None) -> dict[int, object]:
    """Publish the bank's entries; return the bank's own ids by entry id."""
    texts = [
        EntryText(
            question=row["question"],
            answer=row["answer"],
            phrasings=tuple(row["variants"]),
            tags=tuple(row.get("tags", ())),
        )
        for row in rows
    ]
    entries = await kb.load_bank(COMMUNITY, texts)
    await kb.warm(COMMUNITY, progress)
    return {entry.id: row["id"] for entry, row in zip(entries, rows, strict=True)}


async def _examine_all(
    kb: KnowledgeBase, asked: list[Row], names: Mapping[int, object], progress: Progress | None
) -> list[Row]:
    results = []
    for number, row in enumerate(asked, start=1):
        try:
            examination = await kb.examine(COMMUNITY, row["text"])
        except KnowledgeError as error:  # `ask` would refuse this text too: nothing is answered
            print(f"Question {number} was refused ({type(error).__name__}).", file=sys.stderr)
            results.append(_refused(row["text"]))
        else:
            results.append(examination_record(row["text"], examination, names))
        if progress is not None:
            progress("asking", number, len(asked))
    return results


def _refused(text: str) -> Row:
    return {
        "text": text,
        "decision": "ignore",
        "answer": None,
        "suggestions": [],
        "ranked": [],
        "confidence": 0.0,
    }


def read_rows(path: Path, keys: tuple[str, ...]) -> list[Row]:
    """Read a file with one JSON object a line, each with at least `keys`.

    Raises:
        InputRefused: it cannot be read, or a line is something else.
    """
    name = safe_line(str(path))
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise InputRefused(f"{name} is not UTF-8 text.") from None
    rows = [
        _row(line, f"{name}, line {number}", keys) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not rows:
        raise InputRefused(f"{name} is empty.")
    return rows


def _row(line: str, place: str, keys: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise InputRefused(f"{place}: this is not JSON.") from None
    if not isinstance(row, dict):
        raise InputRefused(f"{place}: an object in braces should stand here.")
    missing = [key for key in keys if key not in row]
    if missing:
        raise InputRefused(f"{place}: the key {missing[0]!r} is missing.")
    _check_types(row, place)
    return cast("Row", row)


def _check_types(row: Row, place: str) -> None:
    for key in ("question", "answer", "text", "kind"):
        if not isinstance(row.get(key, ""), str):
            raise InputRefused(f"{place}: {key!r} should be text.")
    for key in ("variants", "tags"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputRefused(f"{place}: {key!r} should be a list of texts.")


def figures_table(found: Mapping[str, float | None]) -> Table:
    """Return the figures as a table, one a line."""
    table = Table(box=box.SIMPLE)
    table.add_column("Figure")
    table.add_column("%, or count", justify="right")
    for name, value in found.items():
        table.add_row(safe_line(name), "-" if value is None else f"{value:g}")
    return table
