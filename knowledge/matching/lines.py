"""The texts of an entry that are compared with a question, each a line."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import EntryKind, EntryText
from knowledge.language.tokens import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.language.normalise import Normalised

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Role(IntEnum):
    """What part of an entry a text is."""

    ASKED = 0  # the question or a phrasing
    SAID = 1  # the answer, or a sentence of a passage


class Line(NamedTuple):
    """One text of an entry: `text` as it is compared, `role` what it is, `words` as the verifier sees them if they are
    known (`Attention.words`).
    """

    text: str
    role: Role
    words: bytes = b""


def lines_of(text: EntryText) -> list[Line]:
    """Return the texts of an entry that are encoded and compared: questions first, then what is said."""
    if text.kind is EntryKind.PASSAGE:
        sentences = [s for s in _SENTENCE_END.split(text.answer) if s.strip()]
        asked = [*text.phrasings, *sentences]
    else:
        asked = [text.question, *text.phrasings]
        leaning_on = text.context.splitlines()[1:]
        if leaning_on:
            asked.append(f"{leaning_on[-1]} {text.question}")
    asked = list(dict.fromkeys(each for each in asked if each.strip()))
    said = [text.answer] if text.answer.strip() else []
    return [*(Line(each, Role.ASKED) for each in asked), *(Line(each, Role.SAID) for each in said)]


def words_of(text: EntryText) -> set[str]:
    """Return the words of an entry, which count as spelt right in its community."""
    return vocabulary((text.question, text.answer, text.context, *text.phrasings))


def encoded_lines(text: EntryText, normalise: Callable[[str], Normalised]) -> list[Line]:
    """Return the lines of an entry as they are encoded."""
    return [Line(normalise(line.text).text, line.role) for line in lines_of(text)]
