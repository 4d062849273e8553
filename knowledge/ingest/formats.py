"""The formats that documents come in. A new one is a module with a sniff and a parse, and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge.ingest import markdown, plaintext

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.ingest.document import Post


class Format(NamedTuple):
    """`sniff(name, text)` recognises a document of this format; `parse(text)` reads it, roles still open."""

    name: str
    sniff: Callable[[str, str], bool]
    parse: Callable[[str], Post]


FORMATS = (
    Format("Markdown", markdown.is_markdown, markdown.parse_markdown),
    Format("plain text", lambda _name, _text: True, plaintext.parse_page),
)


def parse(name: str, text: str) -> Post:
    """Read a document in the first format that recognises it."""
    return next(each for each in FORMATS if each.sniff(name, text)).parse(text)
