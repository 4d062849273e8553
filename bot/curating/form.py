"""An entry as the five fields of a Discord form, and back. Pure."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge import EntryText, Source

QUESTION, PHRASINGS, ANSWER, SOURCE, TAGS = "question", "phrasings", "answer", "source", "tags"
ROOM = {QUESTION: 1_000, PHRASINGS: 4_000, ANSWER: 4_000, SOURCE: 1_000, TAGS: 500}
"""Characters that each field of the form takes; Discord allows 4,000."""

_LABEL = re.compile(r"(title|link|author|date)\s*:\s*(.*)", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE_LINK = re.compile(r"www\.\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATES = ("%d %B %Y", "%d.%m.%Y")  # as answers show them, and as much of Europe writes them
_TAG_ENDS = re.compile(r"[,;\n]|\s+(?=#)")  # people write #one #two as well
_BY = "by "
_MIXED = ""  # what a line is that has a link among other words


def to_fields(text: EntryText) -> dict[str, str]:
    """Return an entry as a form shows it."""
    return {
        QUESTION: text.question,
        PHRASINGS: "\n".join(text.phrasings),
        ANSWER: text.answer,
        SOURCE: source_lines(text.source),
        TAGS: ", ".join(text.tags),
    }


def overlong(fields: Mapping[str, str]) -> list[str]:
    """Return the fields that a form cannot hold; they are left out of it and stay as they are."""
    return [name for name, value in fields.items() if len(value) > ROOM[name]]


def from_fields(fields: Mapping[str, str], before: EntryText) -> EntryText:
    """Read a form; what it does not have stays as it was `before`.

    Raises:
        InputRefused: the source cannot be read.
    """
    question = " ".join(fields.get(QUESTION, before.question).split())
    lines = fields[PHRASINGS].splitlines() if PHRASINGS in fields else before.phrasings
    tags = _TAG_ENDS.split(fields[TAGS]) if TAGS in fields else before.tags
    return replace(
        before,
        question=question,
        phrasings=_once(lines, besides=question),
        answer=fields.get(ANSWER, before.answer),
        tags=_once((tag.strip().lstrip("#") for tag in tags), besides=""),
        source=read_source(fields[SOURCE], before.source) if SOURCE in fields else before.source,
    )


def _once(lines: Iterable[str], besides: str) -> tuple[str, ...]:
    """Return what stands on the lines, each wording once, whatever its case."""
    kept = {besides.casefold(): besides}
    for line in lines:
        wording = " ".join(line.split())
        if wording:
            kept.setdefault(wording.casefold(), wording)
    return tuple(kept.values())[1:]


def source_lines(source: Source) -> str:
    """Return a source as lines: title, link, "by" its author, date."""
    written = source.date.isoformat() if source.date else ""
    parts = (("title", source.title), ("link", source.url), ("author", source.author), ("date", written))
    return "\n".join(_line(name, " ".join(value.split())) for name, value in parts if value)


def read_source(lines: str, before: Source) -> Source:
    """Read the lines of a source in any order: what looks like a link or a date is one, "by ..." is the author.

    Raises:
        InputRefused: a line is one too many, has a link among other words, no link that Discord can open, or no date.
    """
    told: dict[str, str] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, value = _sorted(line)
        if name == _MIXED:
            raise InputRefused("Please give the link of the source a line of its own.")
        if name in told:
            raise InputRefused(_twice(name, line))
        told[name] = value
    url = told.get("link") or None
    if url and url != before.url and not _LINK.fullmatch(url):
        raise InputRefused("The link of the source should start with https:// and have no spaces.")
    return replace(
        before,
        title=told.get("title", ""),
        url=url,
        author=told.get("author") or None,
        date=_date(told["date"]) if told.get("date") else None,
    )


def _sorted(line: str) -> tuple[str, str]:
    """Return what a line of a source is, and what it says."""
    if labelled := _LABEL.fullmatch(line):
        return labelled[1].lower(), labelled[2].strip()
    if link := _link(line):
        return "link", link
    if day := _day(line):
        return "date", day
    if line.lower().startswith(_BY):
        return "author", line[len(_BY) :].strip()
    return (_MIXED if _LINK.search(line) else "title"), line


def _link(line: str) -> str:
    """Return the link that a line is, "" where it is none; people leave https:// away."""
    if _BARE_LINK.fullmatch(line):
        return f"https://{line}"
    return line if _LINK.fullmatch(line) else ""


def _day(line: str) -> str:
    """Return the date that a line is, as it is kept if it can be, "" where it is none."""
    for form in _DATES:
        with suppress(ValueError):
            return datetime.strptime(line, form).date().isoformat()  # noqa: DTZ007  a day has no time zone
    return line if _DATE.fullmatch(line) else ""


def _twice(name: str, line: str) -> str:
    if name == "title" and not _LABEL.fullmatch(line):
        meant = f"if it is who said it, write {quoted(f'{_BY}{line}')}; a date looks like 2024-03-31"
        return f"The source has a title already, so I do not know what {quoted(line)} is: {meant}."
    return f"The source has two lines for its {name}; please leave one."


def _line(name: str, value: str) -> str:
    """Return a line that is read back as what it is, with its name where it would not be."""
    line = f"{_BY}{value}" if name == "author" else value
    return line if _sorted(line) == (name, value) else f"{name}: {value}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputRefused("The date of the source should look like 2024-03-31 (year, month, day).") from None
