"""A blog page as it arrives when copied as text: paragraphs, nested bullets, leftovers of the sidebar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from knowledge.ingest.blocks import addresses, paragraphs, prose
from knowledge.ingest.citations import take_citations
from knowledge.ingest.document import Post
from knowledge.ingest.sentences import fold
from knowledge.ingest.thread import is_bullet, parse_thread

_TITLE_LIMIT = 300  # characters; a longer first line is a paragraph


class _Section(Enum):
    BODY = auto()
    ABOUT = auto()
    THREAD = auto()
    SIDEBAR = auto()


_HEADINGS = {
    _Section.ABOUT: re.compile(r"about the author"),
    _Section.THREAD: re.compile(
        r"(?:\d[\d,]* |all |latest )?(?:comments?|responses?|replies)(?: \(\d+\))?|(?:join the )?discussion"
        r"|\d[\d,]* (?:thoughts?|comments?|responses?|replies) (?:on|to) .*"
    ),
    _Section.SIDEBAR: re.compile(
        r"(?:recent|related|popular|latest|more|top) (?:posts?|comments?|articles?|stories)|archives?"
        r"|categories|meta|tags|blogroll|leave a (?:reply|comment)|cancel reply|post navigation"
        r"|you (?:may|might) also like|subscribe.{0,40}|follow us|share (?:this|on).{0,20}|like this|search"
        r"|privacy policy|(?:previous|next) post"
    ),
}
_WORD = re.compile(r"[^\W_]")
_BY = re.compile(r"(?:posted |written )?by[: ]\s*(?P<name>[A-Z][^\n.!?;]{2,60})", re.IGNORECASE)


@dataclass
class _Page:
    """The lines of a page by section."""

    lines: dict[_Section, list[str]] = field(default_factory=lambda: {section: [] for section in _Section})


def parse_page(text: str) -> Post:
    """Return the post on a page copied as text; its title is "" when there is none to be found."""
    title, rest = _title(text.split("\n"))
    page = _sections(rest)
    body, citations = take_citations(paragraphs(page.lines[_Section.BODY]))
    byline = next((found for block in body[:2] if (found := _BY.fullmatch(block))), None)
    about = next((name for line in page.lines[_Section.ABOUT] if (name := fold(line))), None)
    return Post(
        title=title,
        author=about or (byline["name"] if byline else None),
        paragraphs=tuple(block for block in prose(body) if block != title),
        links=addresses(body),
        citations=citations,
        comments=parse_thread(page.lines[_Section.THREAD]),
    )


def _title(lines: list[str]) -> tuple[str, list[str]]:
    for position, line in enumerate(lines):
        if text := fold(line):
            if len(text) > _TITLE_LIMIT or is_bullet(line) or _section(line) or not _WORD.search(text):
                break
            return text, lines[position + 1 :]
    return "", lines


def _section(line: str) -> _Section | None:
    """Return the section that a heading opens."""
    text = fold(line).rstrip(":").casefold()
    if not text or len(text) > _TITLE_LIMIT or line[0].isspace():
        return None
    return next((section for section, heading in _HEADINGS.items() if heading.fullmatch(text)), None)


def _sections(lines: list[str]) -> _Page:
    page = _Page()
    current = _Section.BODY
    for line in lines:
        if (heading := _section(line)) is not None:
            current = heading
            continue
        if current is _Section.ABOUT and is_bullet(line):
            current = _Section.THREAD
        page.lines[current].append(line)
    if not page.lines[_Section.THREAD]:
        _take_closing_bullets(page)
    return page


def _take_closing_bullets(page: _Page) -> None:
    """Where no heading tells, the thread runs from the first bullet with nothing but bullets to the end."""
    body = page.lines[_Section.BODY]
    start = len(body)
    for position in range(len(body) - 1, -1, -1):
        line = body[position]
        if is_bullet(line):
            start = position
        elif line and not line[0].isspace():
            break
    page.lines[_Section.THREAD] = body[start:]
    page.lines[_Section.BODY] = body[:start]
