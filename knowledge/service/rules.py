"""What a text must be before it is published or kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import EmptyText, TextTooLong
from knowledge.language import clean
from knowledge.language.tokens import fold
from knowledge.store.columns import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.domain import EntryText

QUESTION_LIMIT = 1_000  # characters, as are the others
PHRASING_LIMIT = 1_000
ANSWER_LIMIT = 20_000
CONTEXT_LIMIT = 20_000
REASON_LIMIT = 1_000


def checked(text: EntryText) -> EntryText:
    """Return what a curator wrote, ready to be published: the answer as it is, the rest on single lines.

    Raises:
        EmptyText: question or answer has nothing readable in it.
        TextTooLong: a part is longer than its limit.
    """
    question = in_words("question", text.question, QUESTION_LIMIT)
    answer = storable(text.answer)
    require("answer", answer, ANSWER_LIMIT)
    if len(text.context) > CONTEXT_LIMIT:
        raise TextTooLong("context", len(text.context), CONTEXT_LIMIT)
    phrasings = [in_words("phrasing", each, PHRASING_LIMIT) for each in text.phrasings if each.strip()]
    return replace(
        text,
        question=question,
        answer=answer,
        context=storable(text.context),
        phrasings=without_repeats(phrasings, besides=[question]),
        tags=tuple(dict.fromkeys(tag for each in text.tags if (tag := " ".join(storable(each).split())))),
    )


def one_line(field: str, words: str, limit: int) -> str:
    """Return `words` with white space folded.

    Raises:
        EmptyText, TextTooLong: they have nothing readable in them, or more than `limit` characters.
    """
    line = " ".join(storable(words).split())
    require(field, line, limit)
    return line


def in_words(field: str, words: str, limit: int) -> str:
    """Return what somebody may ask with white space folded.

    Raises:
        EmptyText, TextTooLong: there is no letter and no digit in it, or more than `limit` characters.
    """
    line = one_line(field, words, limit)
    if not fold(line):
        raise EmptyText(field)
    return line


def require(field: str, words: str, limit: int) -> None:
    """Refuse words that cannot be kept as `field`.

    Raises:
        EmptyText, TextTooLong: they have nothing readable in them, or more than `limit` characters.
    """
    if len(words) > limit:
        raise TextTooLong(field, len(words), limit)
    if not clean(words):
        raise EmptyText(field)


def without_repeats(wordings: Iterable[str], besides: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the wordings once each, without those in `besides`, whatever their case."""
    seen = {each.casefold() for each in besides}
    kept: dict[str, str] = {}
    for wording in wordings:
        folded = wording.casefold()
        if folded not in seen:
            kept.setdefault(folded, wording)
    return tuple(kept.values())
