"""Text that Discord shows as it was written: nothing in it pings, links or formats by accident, and it fits."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.render.words import safe, safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE, DESCRIPTION, FIELD, LABEL, CHOICE = 256, 4096, 1024, 80, 100
"""Characters that Discord allows: https://discord.com/developers/docs/resources/message#embed-object-embed-limits"""

_MARKUP = re.compile(r"[\\`*_~|\[\]()<>]")
_LINE_MARK = re.compile(r"^([ \t]*)(?=(?:#{1,3}|-#|[-+])[ \t])", re.MULTILINE)
_MENTION = re.compile(r"@(?=everyone|here|[!&]?\d)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]\\*_]*\s+(?![a-z])|\n+")
_NO_END = re.compile(r"\b(?:[A-Za-z]|Dr|Mr|Mrs|Ms|Prof|St|vs|approx|etc|No|Fig|Ref|al|ca|max|min)\.\s*$")
_ADDRESS = re.compile(r"(https?://(?:[^\s<>\[\]()\\]|\([^\s<>\[\]()\\]*\))+[)\]]*)")
_INVISIBLE = "\N{ZERO WIDTH SPACE}"


def plain(text: str) -> str:
    """Return text from outside as Discord shows it word for word: no markup, no hidden link, no mention.

    An address stays as it is, in sight, and so does a bracket that is closed behind it: Discord takes a backslash there
    for a part of the address. The bracket that was opened is escaped, so nothing becomes a link in disguise.
    """
    parts = _ADDRESS.split(safe(text))
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    unmarked = _LINE_MARK.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", text))
    return _MENTION.sub(f"@{_INVISIBLE}", unmarked)


def short(text: str, limit: int) -> str:
    """Return text on one line, cut at a word where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1].rsplit(" ", 1)[0].rstrip("\\")
    return f"{kept or line[: limit - 1]}…"


def pages(text: str, limit: int = DESCRIPTION) -> list[str]:
    """Cut text into pages of at most `limit` characters, never inside a sentence unless it alone is longer."""
    found, page = [], ""
    for part in _parts(text, limit):
        if page and len(page) + len(part) > limit:
            found.append(page.strip("\n"))
            page = ""
        page += part
    return [*found, page.strip("\n")] if page.strip() else found or [""]


def _parts(text: str, limit: int) -> list[str]:
    """Return the sentences of a text with what stands between them; a longer one in pieces that end at a word."""
    ends = [0, *_ends(text), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends) if end > start]
    return [piece for sentence in sentences for piece in _pieces(sentence, limit)]


def _ends(text: str) -> list[int]:
    """Return where the sentences and lines of a text end; after "Dr." or "e.g." none does."""
    found = (
        (match.end(), text[max(match.start() - 10, 0) : match.end()]) for match in _SENTENCE.finditer(text)
    )
    return [end for end, before in found if before.endswith("\n") or not _NO_END.search(before)]


def _pieces(sentence: str, limit: int) -> list[str]:
    pieces = []
    while len(sentence) > limit:
        end = sentence.rfind(" ", 0, limit) + 1 or limit
        pieces.append(sentence[:end])
        sentence = sentence[end:]
    return [*pieces, sentence]


def listed(lines: Sequence[str], limit: int = FIELD) -> str:
    """Return lines one below the other; those that do not fit are counted."""
    shown: list[str] = []
    room = limit - len("and 9,999 more")
    for line in lines:
        escaped = plain(safe_line(line))
        if room - len(escaped) - 1 < 0:
            return "\n".join([*shown, f"and {len(lines) - len(shown):,} more"])
        shown.append(escaped)
        room -= len(escaped) + 1
    return "\n".join(shown)


def title_of(question: str) -> str:
    """Return a question from outside as the title of an embed."""
    return cut(plain(safe_line(question)), TITLE)


def cut(text: str, limit: int = FIELD) -> str:
    """Return text as it is, or on one line and cut at a word where it is too long."""
    return text if len(text) <= limit else short(text, limit)
