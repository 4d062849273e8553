"""Discord's markdown as HTML, as far as a bot uses it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_INSIDE = r"(?:\\.|[^\\])+?"
_INLINE = re.compile(
    rf"""\\(?P<escaped>[^a-zA-Z0-9\s])
    |`(?P<code>[^`\n]+)`
    |\*\*(?P<strong>{_INSIDE})\*\*
    |__(?P<u>{_INSIDE})__
    |~~(?P<s>{_INSIDE})~~
    |\*(?P<em>(?!\s){_INSIDE})\*
    |\b_(?P<i>{_INSIDE})_\b
    |\[(?P<label>{_INSIDE})\]\(https?://[^\s)]+\)
    |<(?P<sign>@!?|@&|\#)(?P<number>\d+)>
    |</(?P<command>[\w -]+):\d+>
    |<?(?P<url>https?://[^\s<>]+)>?""",
    re.VERBOSE | re.DOTALL,
)
_FENCE = re.compile(r"```(?:[a-z]*\n)?(.+?)```\n?", re.DOTALL)
_LINE = re.compile(r"(?P<heading>\#{1,3}|-\#|>)\ (?P<rest>.+)|(?P<mark>\ *(?:[-*]|\d+\.))\ (?P<item>.+)")
_BLOCKS = {"#": "h1", "##": "h2", "###": "h3", "-#": "small", ">": "blockquote"}


def html_of(text: str, names: Mapping[int, str]) -> str:
    """Return a text as Discord shows it; `names` are those of people, roles and channels."""
    parts = _FENCE.split(text)
    return "".join(
        f"<pre>{escape(part.strip(chr(10)))}</pre>" if number % 2 else _lines(part, names)
        for number, part in enumerate(parts)
    )


def _lines(text: str, names: Mapping[int, str]) -> str:
    """Return lines with their headings, quotes and lists; line breaks stay, but not those around blocks."""
    found: list[str] = []
    after_block = True
    for line in text.split("\n"):
        block = _block(line, names)
        if block is None:
            found.append(("" if after_block else "<br>") + inline(line, names))
        else:
            found.append(block)
        after_block = block is not None
    return "".join(found)


def _block(line: str, names: Mapping[int, str]) -> str | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    if match["heading"]:
        tag = _BLOCKS[match["heading"]]
        return f"<{tag}>{inline(match['rest'], names)}</{tag}>"
    sign, depth = match["mark"].strip(), 1 + (len(match["mark"]) - len(match["mark"].lstrip())) // 2
    shown = sign if sign[0].isdigit() else "•"
    return f'<div class="item" style="--depth:{depth}"><i>{shown}</i>{inline(match["item"], names)}</div>'


def inline(text: str, names: Mapping[int, str]) -> str:
    """Return a line with its bold and other words, links and mentions."""
    found, end = [], 0
    for match in _INLINE.finditer(text):
        found += [escape(text[end : match.start()]), _piece(match, names)]
        end = match.end()
    return "".join([*found, escape(text[end:])])


def _piece(match: re.Match[str], names: Mapping[int, str]) -> str:
    kind = match.lastgroup or ""
    said = match[kind]
    if kind == "escaped":
        return escape(said)
    if kind == "code":
        return f"<code>{escape(said)}</code>"
    if kind == "number":
        sign = match["sign"].rstrip("!&")
        return f'<span class="mention">{sign}{escape(names.get(int(said), "unknown"))}</span>'
    if kind == "command":
        return f'<span class="mention">/{escape(said)}</span>'
    if kind == "url":
        return f"<a>{escape(said)}</a>"
    tag = "a" if kind == "label" else kind
    return f"<{tag}>{inline(said, names)}</{tag}>"
