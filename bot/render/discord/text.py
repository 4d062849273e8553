"""Text that Discord shows as it was written: nothing in it pings, links or formats by accident, and it fits."""

from __future__ import annotations

import re
from itertools import pairwise

from discord.utils import escape_markdown

from bot.render.words import safe

TITLE, DESCRIPTION, FIELD, LABEL, CHOICE = 256, 4096, 1024, 80, 100
"""Characters that Discord allows: https://discord.com/developers/docs/resources/message#embed-object-embed-limits"""

_LINKING = re.compile(r"[\[\]()<>]")
_MENTION = re.compile(r"@(?=everyone|here|[!&]?\d)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\n+")
_ADDRESS = re.compile(r"(https?://[^\s<>\[\]()\\]+)")
_INVISIBLE = "\N{ZERO WIDTH SPACE}"


def plain(text: str) -> str:
    """Return text from outside as Discord shows it word for word: no markup, no hidden link, no mention.

    An address stays as it is, in sight: a backslash in it would lead elsewhere.
    """
    parts = _ADDRESS.split(safe(text))
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    # escape_markdown leaves masked links alone at times, so their brackets are escaped here.
    escaped = escape_markdown(text, as_needed=False, ignore_links=False)
    linkless = _LINKING.sub(lambda match: "\\" + match[0], escaped)
    return _MENTION.sub(f"@{_INVISIBLE}", linkless)


def short(text: str, limit: int) -> str:
    """Return text on one line, cut at a word where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0].rstrip("\\")
    return f"{cut or line[: limit - 1]}…"


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
    ends = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends) if end > start]
    return [piece for sentence in sentences for piece in _pieces(sentence, limit)]


def _pieces(sentence: str, limit: int) -> list[str]:
    pieces = []
    while len(sentence) > limit:
        cut = sentence.rfind(" ", 0, limit) + 1 or limit
        pieces.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*pieces, sentence]
