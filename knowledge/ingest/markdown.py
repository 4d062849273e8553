"""The Markdown form: front matter, body, comments as nested bullets (see docs/markdown-format.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge.ingest.blocks import ADDRESS, addresses, paragraphs, prose
from knowledge.ingest.citations import take_citations
from knowledge.ingest.document import Post
from knowledge.ingest.sentences import fold
from knowledge.ingest.thread import parse_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_EXTENSIONS = (".md", ".markdown", ".mdown")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:[A-Za-z#][^\n]*\n|[ \t]*\n)*)---[ \t]*(?:\n|$)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>\S.*?)[ \t]*#*[ \t]*$")
_COMMENTS = re.compile(r"(?:\d+ )?comments", re.IGNORECASE)
_BREAK = re.compile(r"(?:-{3,}|\*{3,}|_{3,})[ \t]*$")
_MARKED_UP = re.compile(r"[*_`\[\]<\\&]")
_LONG = 20_000  # characters of a paragraph; a longer one is left as it stands
_HUGE = 1_000_000  # characters of a body; a larger one is read as plain paragraphs


@dataclass
class _Parts:
    """The lines of a document behind its front matter; what follows a rule below the thread is dropped."""

    title: str = ""
    body: list[str] = field(default_factory=list)
    thread: list[str] = field(default_factory=list)


def is_markdown(name: str, text: str) -> bool:
    """Recognise the form by its front matter, its section of comments, or a heading in a file so named."""
    front = _FRONT_MATTER.match(text)
    if front and _FIELD.search(front["fields"]):
        return True
    named = name.casefold().endswith(_EXTENSIONS)
    headings = (heading["text"] for line in text.split("\n") if (heading := _HEADING.match(line)))
    return any(named or _COMMENTS.fullmatch(heading) for heading in headings)


def parse_markdown(text: str) -> Post:
    """Return the post in a Markdown document; its title is "" when nothing gives one."""
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["fields"]) if front else {}
    parts = _parts(text[front.end() :] if front else text)
    body, citations = take_citations(_blocks("\n".join(parts.body)))
    return Post(
        title=fields.get("title") or parts.title,
        author=fields.get("author"),
        date=_day(fields.get("date", "")),
        url=next(iter(ADDRESS.findall(fields.get("url", ""))), None),
        paragraphs=prose(body),
        links=addresses(body),
        citations=citations,
        comments=parse_thread(parts.thread, plain_text),
    )


def plain_text(paragraph: str) -> str:
    """Return a paragraph's words without Markdown's marks; a link keeps its address in brackets."""
    if not _MARKED_UP.search(paragraph) or len(paragraph) > _LONG:
        return paragraph
    reader = _reader()
    return "\n".join(_words(reader.parseInline(line)) for line in paragraph.split("\n"))


def _reader() -> MarkdownIt:
    # Raw HTML stays off: "a <b and c> d" must not lose words as a tag.
    return MarkdownIt("commonmark", {"html": False})


def _fields(front: str) -> dict[str, str]:
    found = ((line["key"].casefold(), line["value"]) for line in _FIELD.finditer(front))
    return {key: fold(value.strip("\"'")) for key, value in found}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _parts(text: str) -> _Parts:
    parts = _Parts()
    current = parts.body
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading and _COMMENTS.fullmatch(heading["text"]):
            current = parts.thread
        elif current is not parts.body and (heading or _BREAK.match(line)):
            current = parts.body if heading else []
        elif heading and not parts.title and not any(map(str.strip, parts.body)):
            parts.title = plain_text(fold(heading["text"]))
        else:
            current.append(line)
    return parts


def _blocks(body: str) -> list[str]:
    """Return the paragraphs and lists of a body, without headings, code and quotations."""
    if len(body) > _HUGE:
        return paragraphs(body.split("\n"))
    blocks: list[str] = []
    markers: list[str] = []  # of the lists that are open, outermost first
    item = ""
    quoted = 0
    tokens = _reader().parse(body)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in {"blockquote_open", "blockquote_close"}:
            quoted += token.nesting
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            if not markers:
                blocks.append("")
            markers.append(token.type)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            markers.pop()
        elif token.type == "list_item_open":
            item = f"{token.info}. " if markers[-1].startswith("ordered") else "- "
        elif token.type == "inline" and before and before.type == "paragraph_open" and not quoted:
            words = _words([token])
            if markers:
                blocks[-1] += f"\n{item}{words}" if blocks[-1] else f"{item}{words}"
                item = ""
            else:
                blocks.append(words)
    return [block for block in blocks if block]


def _words(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens."""
    words: list[str] = []
    targets: list[tuple[str, int]] = []
    for token in (child for each in tokens for child in each.children or ()):
        if token.type == "link_open":
            targets.append((str(token.attrGet("href") or ""), len(words)))
        elif token.type == "link_close" and targets:
            target, start = targets.pop()
            shown = "".join(words[start:])
            words.append(f" ({target})" if target and target.removeprefix("mailto:") != shown else "")
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type != "image":
            words.append(token.content)
    return "".join(words).strip()
