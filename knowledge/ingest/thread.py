"""Nested bullets to comments: a tree by indentation, read line by line so that no depth is too deep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from knowledge.ingest.blocks import paragraphs
from knowledge.ingest.document import Comment
from knowledge.ingest.sentences import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DRAWN = "•◦▪●‣\u2043∙"
_TYPED = "*+-"
_BULLET = re.compile(rf"(\s*)([{_DRAWN}{_TYPED}])(?:\s+|$)")
_TAB = 4
_DATE = r"\(\s*(?P<date>\d{4}-\d{2}-\d{2})[^)\n]{0,20}\)"
_BYLINES = (
    re.compile(rf"\*\*(?P<name>[^*\n]{{1,80}}?):?\*\*\s*(?:{_DATE})?\s*:?(?:\s+|$)"),
    re.compile(rf"(?P<name>[A-Z][^:\n.!?(]{{0,60}}?)\s*{_DATE}\s*:(?:\s+|$)"),
    re.compile(r"(?P<name>[A-Z][^:\n.!?]{0,60}?)\s+(?:says|said|replied|wrote)\s*:\s*$(?P<date>.{0})"),
)


class Byline(NamedTuple):
    """Who wrote a comment and when, as far as its first line says so; `rest` is what follows."""

    name: str | None
    date: date | None
    rest: str


@dataclass
class _Open:
    """A comment whose lines are still coming; `indent` is where its bullet stands."""

    indent: int
    parent: int | None
    depth: int
    lines: list[str] = field(default_factory=list)


def is_bullet(line: str, *, like: str | None = None) -> bool:
    """Say whether the line opens a comment; `like` is the first bullet of the thread, whose family counts."""
    bullet = _BULLET.match(line)
    if bullet is None:
        return False
    return like is None or (bullet.group(2) in _DRAWN) == (bullet_of(like) in _DRAWN)


def bullet_of(line: str) -> str:
    """Return the bullet character that opens a line."""
    bullet = _BULLET.match(line)
    return bullet.group(2) if bullet else ""


def parse_thread(lines: Iterable[str], render: Callable[[str], str] = str) -> tuple[Comment, ...]:
    """Return the comments of nested bullets in document order.

    A bullet replies to the nearest one above that stands further left; lines before the first bullet are left
    out. `render` turns a comment's paragraph into readable text.
    """
    found: list[_Open] = []
    above: list[int] = []  # the open branch: positions of comments, each further right than the one before
    for line in lines:
        if (opened := is_bullet(line, like=found[0].lines[0] if found else None)) and (
            bullet := _BULLET.match(line)
        ):
            indent = len(bullet.group(1).expandtabs(_TAB))
            while above and found[above[-1]].indent >= indent:
                above.pop()
            found.append(_Open(indent, above[-1] if above else None, len(above), [line]))
            above.append(len(found) - 1)
        elif found and not opened:
            found[-1].lines.append(line)
    return _without_empty([_comment(each, render) for each in found])


def byline(text: str) -> Byline:
    """Split "**Name** (2024-03-05): words" or "Name (2024-03-05): words"; "Name says:" needs its own line."""
    for pattern in _BYLINES:
        head = pattern.match(text)
        if head:
            return Byline(fold(head["name"]), _day(head["date"]), text[head.end() :])
    return Byline(None, None, text)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _comment(opened: _Open, render: Callable[[str], str]) -> Comment:
    first = opened.lines[0]
    bullet = _BULLET.match(first)
    name, day, rest = byline(first[bullet.end() :] if bullet else first)
    blocks = paragraphs([rest, *opened.lines[1:]])
    text = "\n\n".join(filter(None, (render(block) for block in blocks)))
    return Comment(text, opened.parent, opened.depth, name, day)


def _without_empty(comments: list[Comment]) -> tuple[Comment, ...]:
    """Drop comments with no words and no replies; a deleted comment with replies stays, to hold them."""
    parents = {comment.parent for comment in comments}
    kept = [i for i, comment in enumerate(comments) if comment.text or i in parents]
    if len(kept) == len(comments):
        return tuple(comments)
    moved = {old: new for new, old in enumerate(kept)}
    return tuple(
        Comment(c.text, None if c.parent is None else moved[c.parent], c.depth, c.name, c.date)
        for c in (comments[i] for i in kept)
    )
