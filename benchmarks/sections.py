"""A report as data: sections of a title, words and a table, and how they look on a terminal and in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType


class Section(NamedTuple):
    """A table with its title, what to know before reading it, and its picture, a path from the page."""

    title: str
    words: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""


def on_terminal(sections: Sequence[Section]) -> RenderableType:
    """Return the sections for a terminal."""
    return Group(*(part for section in sections for part in ("", _table(section), Text(section.words))))


def as_markdown(title: str, words: str, sections: Sequence[Section]) -> str:
    """Return a page of Markdown."""
    parts = [f"# {title}", words]
    for section in sections:
        parts += [f"## {section.title}", section.words]
        if section.columns:
            parts.append(_markdown_table(section))
        if section.picture:
            parts.append(f"![{section.title}]({section.picture})")
    return "\n\n".join(part for part in parts if part) + "\n"


def number(value: float | None, digits: int = 1) -> str:
    """Return a number as it is shown, a dash where there is none."""
    return "-" if value is None else f"{value:,.{digits}f}"


def _table(section: Section) -> RenderableType:
    if not section.columns:
        return Text(section.title)
    table = Table(title=section.title, box=box.SIMPLE, title_justify="left")
    for place, column in enumerate(section.columns):
        table.add_column(column, justify="right" if place else "left")
    for row in section.rows:
        table.add_row(*row)
    return table


def _markdown_table(section: Section) -> str:
    rule = ("---", *("---:" for _ in section.columns[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (section.columns, rule, *section.rows))
