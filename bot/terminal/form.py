"""An entry as a text to edit, and back. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.errors import InputRefused

if TYPE_CHECKING:
    from knowledge import EntryText, Source

HEAD = """\
Change what you like, then save and close. The answer, at the end, is shown word for word.
To leave everything as it is, close without saving.
"""
QUESTION, PHRASINGS, CONTEXT = "[Question]", "[Also asked as, one a line]", "[What the question leans on]"
SOURCE, TAGS, ANSWER = "[Source]", "[Tags, with commas]", "[Answer]"
_SECTIONS = (QUESTION, PHRASINGS, CONTEXT, SOURCE, TAGS, ANSWER)
_SOURCE_FIELDS = ("title", "address", "author", "date")


def to_form(text: EntryText) -> str:
    """Return `text` as sections under headings in brackets, the answer last."""
    source = text.source
    written = source.date.isoformat() if source.date else ""
    told = zip(_SOURCE_FIELDS, (source.title, source.url or "", source.author or "", written), strict=True)
    parts = {
        QUESTION: _one_line(text.question),
        PHRASINGS: "\n".join(map(_one_line, text.phrasings)),
        CONTEXT: _one_line(text.context),
        SOURCE: "\n".join(f"{name}: {_one_line(value)}".rstrip() for name, value in told),
        TAGS: ", ".join(text.tags),
        ANSWER: text.answer,
    }
    return HEAD + "".join(f"\n{heading}\n{parts[heading]}\n" for heading in _SECTIONS)


def from_form(form: str, before: EntryText) -> EntryText:
    """Read a form back; what the form does not show (the kind) stays as it was `before`.

    Raises:
        InputRefused: a heading is gone, the question or the answer is empty, or the date is none.
    """
    parts = _sections(form)
    question, answer = " ".join(parts[QUESTION].split()), parts[ANSWER]
    if not question or not answer.strip():
        raise InputRefused(f"The {'answer' if question else 'question'} is empty; please write it in words.")
    return replace(
        before,
        question=question,
        answer=answer,
        phrasings=tuple(_one_line(line) for line in parts[PHRASINGS].splitlines() if line.strip()),
        context=" ".join(parts[CONTEXT].split()),
        tags=split_tags(parts[TAGS]),
        source=_source(parts[SOURCE], before.source),
    )


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a list with commas."""
    return tuple(tag.strip() for tag in text.replace("\n", ",").split(",") if tag.strip())


def read_date(text: str) -> date | None:
    """Read a date such as 2024-03-31; nothing is no date.

    Raises:
        InputRefused: this is no date.
    """
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise InputRefused(
            "The date should look like 2024-03-31 (year, month, day), or be left empty."
        ) from None


def _sections(form: str) -> dict[str, str]:
    above, heading, answer = form.replace("\r\n", "\n").partition(f"\n{ANSWER}\n")
    if not heading:
        raise InputRefused(f"The heading {ANSWER} is gone from the text, so it cannot be read.")
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in above.splitlines():
        if line.strip() in _SECTIONS:
            lines = parts.setdefault(line.strip(), [])
        else:
            lines.append(line)
    gone = next((name for name in _SECTIONS if name != ANSWER and name not in parts), None)
    if gone:
        raise InputRefused(f"The heading {gone} is gone from the text, so it cannot be read.")
    return {**{name: "\n".join(lines).strip() for name, lines in parts.items()}, ANSWER: answer.strip("\n")}


def _source(section: str, before: Source) -> Source:
    told = dict.fromkeys(_SOURCE_FIELDS, "")
    for line in filter(str.strip, section.splitlines()):
        name, colon, value = line.partition(":")
        if not colon or name.strip().lower() not in told:
            raise InputRefused(
                f"Under {SOURCE} each line should start with one of: {', '.join(_SOURCE_FIELDS)}."
            )
        told[name.strip().lower()] = value.strip()
    return replace(
        before,
        title=told["title"],
        url=told["address"] or None,
        author=told["author"] or None,
        date=read_date(told["date"]),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
