"""The curators' guard as values: what would change if a text were published. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge.domain import Decision

if TYPE_CHECKING:
    from knowledge.domain import Entry, Examination, OpenQuestion

UNPUBLISHED = 2**53
"""The id that stands for a previewed entry which has none yet: behind all others, as its own will be."""


class Effect(StrEnum):
    """What a change does to a question that members asked."""

    LOST = "lost"  # it was answered, and would be no more
    MOVED = "moved"  # it would be answered by another entry
    GAINED = "gained"  # it was not answered, and would be
    SUGGESTED = "suggested"  # neither: another list of suggestions


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question gets: the entry that answers it, or those that are suggested, best first."""

    decision: Decision
    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, examination: Examination) -> Reply:
        """Return what an asker would be shown of an examination."""
        answering = examination.decision is Decision.ANSWER
        shown = examination.ranked[:1] if answering else examination.suggestions
        return cls(examination.decision, tuple(candidate.entry for candidate in shown))

    @property
    def answer(self) -> Entry | None:
        return self.entries[0] if self.decision is Decision.ANSWER else None

    def shows(self, entry_id: int) -> bool:
        """Tell whether an entry answers, or is suggested."""
        return any(entry.id == entry_id for entry in self.entries)

    def same_as(self, other: Reply) -> bool:
        """Tell whether both show the same entries in the same way, whatever their words and their order."""
        return self.decision is other.decision and _ids(self) == _ids(other)


@dataclass(frozen=True, slots=True)
class Change:
    """A question that was asked in these words `times` times of late: what it gets today, and what it would get."""

    wording: str
    times: int
    before: Reply
    after: Reply

    @property
    def effect(self) -> Effect:
        old, new = self.before.answer, self.after.answer
        if old is None:
            return Effect.SUGGESTED if new is None else Effect.GAINED
        return Effect.LOST if new is None else Effect.MOVED


@dataclass(frozen=True, slots=True)
class Closing:
    """An open question that the previewed entry would answer, in `wording` and all others, or (SUGGEST) come near to
    when it is asked in `wording`.
    """

    question: OpenQuestion
    wording: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An existing entry that `wording`, one of the previewed entry's, comes near to.

    `confidence` is the chance (0..1) that it answers `wording`, `reasons` say what tells the two apart.
    """

    entry: Entry
    wording: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A `wording` of the previewed entry that is another's word for word: with two owners, neither is sure of it."""

    wording: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change if `entry` were published. `compared` is the number of members' wordings looked at.

    `duplicates` seem to ask the same, the entries of `confusable` come near and are told apart.
    """

    entry: Entry
    changed: tuple[Change, ...] = ()
    closes: tuple[Closing, ...] = ()
    duplicates: tuple[Neighbour, ...] = ()
    confusable: tuple[Neighbour, ...] = ()
    clashes: tuple[Clash, ...] = ()
    compared: int = 0

    def having(self, effect: Effect) -> tuple[Change, ...]:
        """Return the changes with one effect, those asked most often first."""
        found = [change for change in self.changed if change.effect is effect]
        return tuple(sorted(found, key=lambda change: -change.times))

    @property
    def answers(self) -> tuple[Closing, ...]:
        """The open questions that the entry would answer."""
        return tuple(closing for closing in self.closes if closing.decision is Decision.ANSWER)

    @property
    def nears(self) -> tuple[Closing, ...]:
        """The open questions that the entry would only come near to."""
        return tuple(closing for closing in self.closes if closing.decision is not Decision.ANSWER)

    @property
    def worrying(self) -> bool:
        """Whether a curator should think twice: an answer is lost or taken over, or the question is there already."""
        harmed = any(change.effect in {Effect.LOST, Effect.MOVED} for change in self.changed)
        return harmed or bool(self.duplicates or self.clashes)


def _ids(reply: Reply) -> set[int]:
    return {entry.id for entry in reply.entries}
