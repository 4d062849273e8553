"""Which existing entries stand beside a new wording: the same question, or one that is easily taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import EntryStatus
from knowledge.guard import Clash, Neighbour, Preview
from knowledge.language import Focus
from knowledge.matching.lines import Role, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.domain import Entry
    from knowledge.service.memory import Memory

_WORDINGS = 40  # of an entry that are compared
_ALIKE = 0.7  # cosine from which two questions look alike
_CONFUSABLE = 0.25  # confidence from which one could be taken for the other


def new_wordings(entry: Entry, old: Entry | None) -> list[str]:
    """Return at most 40 wordings in which `entry` is asked, without those it has as `old` already."""
    known = _asked(old) if old is not None and old.status is EntryStatus.PUBLISHED else []
    return [wording for wording in _asked(entry) if wording not in known][:_WORDINGS]


def clashes(entry: Entry, then: Memory, wordings: Iterable[str]) -> list[Clash]:
    """Return the wordings that another entry has as well; CPU work. `then` has the entry already."""
    return [
        Clash(wording, then.entry(owner))
        for wording in wordings
        for owner in sorted(then.owners(then.answers.normalise(wording).text) - {entry.id})
    ]


def neighbours(entry: Entry, today: Memory, wording: str) -> list[Neighbour]:
    """Return the other entries that come near to `wording`, most confident first; CPU work.

    `today` has the entry as it was: where that comes nearest, the others are less sure, and rightly so.
    """
    matches = today.answers.match(today.answers.read(Focus(wording, "", asks=True)))
    return [
        Neighbour(today.entry(match.owner), wording, match.confidence, match.reasons)
        for match in matches
        if match.owner != entry.id and (match.confidence >= _CONFUSABLE or match.features.asked >= _ALIKE)
    ]


def compared(entry: Entry, taken: Sequence[Clash], found: Iterable[Neighbour], same_at: float) -> Preview:
    """Sort the neighbours, each entry once, into those that ask the same and those that are told apart.

    `same_at` is the confidence from which two questions count as the same.
    """
    nearest: dict[int, Neighbour] = {}
    for each in sorted(found, key=lambda each: -each.confidence):
        nearest.setdefault(each.entry.id, each)
    for clash in taken:
        nearest.pop(clash.entry.id, None)
    return Preview(
        entry,
        duplicates=tuple(each for each in nearest.values() if each.confidence >= same_at),
        confusable=tuple(each for each in nearest.values() if each.confidence < same_at),
        clashes=tuple(taken),
    )


def _asked(entry: Entry) -> list[str]:
    return [line.text for line in lines_of(entry.text) if line.role is Role.ASKED]
