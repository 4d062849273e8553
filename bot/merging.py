"""Two people's words for one entry put together. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge import EntryText


def joined(there: EntryText, mine: EntryText) -> EntryText:
    """Return an entry with my question and answer, and with everything else that either of us has.

    My source counts where I name one; nothing that helps to find the entry is lost.
    """
    named = mine.source.title or mine.source.url or mine.source.author or mine.source.date
    source = replace(mine.source, kind=there.source.kind) if named else there.source
    return replace(
        there,
        question=mine.question,
        answer=mine.answer,
        phrasings=_each_once((*there.phrasings, *mine.phrasings)),
        tags=_each_once((*there.tags, *mine.tags)),
        source=source,
    )


def merged(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> dict[str, str] | None:
    """Return the fields of a form with what either of us changed since `base`; None where we changed the same one.

    A field that I do not have is as it was when I began.
    """
    put: dict[str, str] = {}
    for name, was in base.items():
        other, own = theirs[name], mine.get(name, was)
        if _same(own, was):
            put[name] = other
        elif _same(other, was) or _same(own, other):
            put[name] = own
        else:
            return None
    return put


def _same(one: str, other: str) -> bool:
    """Tell whether two fields hold the same; Discord trims what is sent."""
    return one.strip() == other.strip()


def _each_once(lines: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for line in lines:
        kept.setdefault(line.casefold(), line)
    return tuple(kept.values())
