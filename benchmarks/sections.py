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
    return "\n\n".join([f"# {title}", words, *map(_markdown, sections)]) + "\n"


def replaced(page: str, section: Section) -> str:
    """Return a page of Markdown with this section instead of the one of its title, at the end where there was none."""
    head, *parts = page.rstrip().split("\n\n## ")
    new = _markdown(section).removeprefix("## ")
    titles = [part.partition("\n")[0] for part in parts]
    place = titles.index(section.title) if section.title in titles else len(parts)
    parts[place : place + 1] = [new]
    return "\n\n## ".join([head, *parts]) + "\n"


def number(value: float | None, digits: int = 1) -> str:
    """Return a number as it is shown, a dash where there is none."""
    return "-" if value is None else f"{value:,.{digits}f}"


def _markdown(section: Section) -> str:
    picture = f"![{section.title}]({section.picture})" if section.picture else ""
    table = _markdown_table(section) if section.columns else ""
    return "\n\n".join(part for part in (f"## {section.title}", section.words, table, picture) if part)


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
