"""`afterword eval`: the real pipeline over labelled questions, in a throw-away database."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from bot.app import knowledge_base
from bot.commands.drawing import check_picture, draw_curve
from bot.curve import Case, curve
from bot.errors import InputRefused
from bot.render.figures import curve_table, figures_table
from bot.render.records import examination_record, to_json
from bot.render.words import safe_line
from bot.scoring import figures, judge
from bot.terminal.screen import progress_bars, screen
from knowledge import Decision, EntryText, Examination, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from knowledge import Candidate, KnowledgeBase, Progress

Row = dict[str, Any]
COMMUNITY = "eval"


class _Examined(NamedTuple):
    """What would become of a text, and what comes nearest to it whatever that is, best first."""

    examination: Examination
    nearest: Sequence[Candidate]


async def evaluate(
    settings: Settings, bank: Path, queries: Path, *, out: Path | None = None, picture: Path | None = None
) -> None:
    """Print the figures of what the pipeline makes of each question of `queries`.

    The decisions go to `out`, precision against coverage to `picture` and into a table.
    """
    rows = read_rows(bank, ("id", "question", "variants", "answer"))
    asked = read_rows(queries, ("text", "gold", "kind"))
    # Better to fail now than after minutes of work.
    if out is not None:
        await asyncio.to_thread(out.write_text, "")
    if picture is not None:
        check_picture(picture)
        _check_gold(rows, asked, queries)
    with tempfile.TemporaryDirectory(prefix="afterword-eval-") as folder:
        store = settings.model_copy(update={"database_url": f"sqlite:///{Path(folder) / 'eval.sqlite3'}"})
        async with knowledge_base(store) as kb:
            with progress_bars() as progress:
                names = await _load(kb, rows, progress)
                examined = await _examine_all(kb, asked, progress)
    results = [
        examination_record(row["text"], *each, names) for row, each in zip(asked, examined, strict=True)
    ]
    judged = [judge(*pair) for pair in zip(asked, results, strict=True)]
    if out is not None:
        lines = "".join(f"{to_json(result)}\n" for result in results)
        await asyncio.to_thread(out.write_text, lines, encoding="utf-8")
    screen().print(figures_table(figures(judged)))
    if picture is not None:
        cases = [Case(one, each.examination) for one, each in zip(judged, examined, strict=True)]
        found = curve(cases, settings.policy())
        screen().print(curve_table(found))
        await asyncio.to_thread(draw_curve, found, picture)


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


async def _examine_all(kb: KnowledgeBase, asked: list[Row], progress: Progress | None) -> list[_Examined]:
    examined = []
    for number, row in enumerate(asked, start=1):
        try:
            examined.append(await _examine(kb, row["text"]))
        except KnowledgeError as error:  # `ask` would refuse this text too: nothing is answered
            print(f"Question {number} was refused ({type(error).__name__}).", file=sys.stderr)
            examined.append(_Examined(Examination(Decision.IGNORE, row["text"]), ()))
        if progress is not None:
            progress("asking", number, len(asked))
    return examined


async def _examine(kb: KnowledgeBase, text: str) -> _Examined:
    """Examine a text. What is compared with nothing when it is asked, such as an emergency, is compared here."""
    examination = await kb.examine(COMMUNITY, text)
    return _Examined(examination, examination.ranked or await kb.compare(COMMUNITY, text))


def _check_gold(rows: list[Row], asked: list[Row], queries: Path) -> None:
    """Refuse questions of which the bank answers none: there would be no coverage to draw."""
    golds = {row["gold"] for row in asked if row["gold"] is not None}
    name = safe_line(str(queries))
    if not golds:
        raise InputRefused(
            f'{name} has no question with a gold entry ("gold" is null throughout), so no curve can be drawn.'
        )
    if not golds & {row["id"] for row in rows}:
        raise InputRefused(f"No gold entry of {name} is in the bank; do the two files belong together?")


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
