"""One community as matching needs it: its published entries, open questions, blocked wordings, terms and policy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from knowledge.domain import Entry, EntryStatus, EntryText, OpenQuestion, QuestionStatus, Term
from knowledge.language.terms import with_terms
from knowledge.matching.lines import Line, Role, lines_of
from knowledge.matching.matcher import Matcher, Parts
from knowledge.matching.packed import Packed
from knowledge.policy import Policy
from knowledge.service.blocking import Blocked
from knowledge.service.signposts import Own
from knowledge.service.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.service.encoded import Encoded

# What an entry has beside its text, which the matcher keeps: community, revision, created, updated, reviewed at.
_Facts = tuple[str, int, datetime, datetime, datetime]


@dataclass(slots=True)
class Memory:
    """One community. Each matcher knows its terms; `policy` is the one under what it chose, and `own` is
    what it chose for its signposts; `since` is when the community began. The matching thread changes it and reads it.
    """

    answers: Matcher
    waiting: Matcher
    blocked: Blocked
    terms: tuple[Term, ...] = ()
    version: int = -1
    since: datetime | None = None
    policy: Policy = field(default_factory=Policy)
    own: Own = field(default_factory=Own)
    facts: Packed[_Facts] = field(default_factory=Packed)
    wordings: Wordings = field(default_factory=Wordings)

    @classmethod
    def empty(cls, parts: Parts, own: tuple[Term, ...]) -> Memory:
        """Return a memory with nothing in it yet; it shares `parts` as far as the terms let it."""
        if own:
            glossary = with_terms(parts.normaliser.glossary, own)
            parts = replace(parts, normaliser=parts.normaliser.extended(glossary))
        return cls(Matcher(parts), Matcher(parts), Blocked(Matcher(parts)), own)

    def __len__(self) -> int:
        """Return how many entries are published."""
        return len(self.facts)

    def entry(self, owner: int) -> Entry:
        """Return a published entry; KeyError where there is none of that id."""
        community, revision, *times = self.facts[owner]
        return Entry(owner, community, self.answers.text(owner), EntryStatus.PUBLISHED, revision, *times)

    def copy(self) -> Memory:
        """Return a memory of its own with the same content, to try a change on."""
        return replace(
            self,
            answers=self.answers.copy(),
            waiting=self.waiting.copy(),
            blocked=self.blocked.copy(),
            facts=self.facts.copy(),
            wordings=self.wordings.copy(),
        )

    def relax(self) -> None:
        """Give up what only makes the next question a little quicker."""
        for matcher in (self.answers, self.waiting, self.blocked.matcher):
            matcher.relax()

    def meet(self, words: Iterable[str]) -> None:
        """Learn the words of entries, so that they count as spelt right; do this before their lines are encoded."""
        self.answers.meet(words)
        self.waiting.spell_like(self.answers)

    def take(self, changed: Iterable[Entry], found: Mapping[str, Encoded]) -> None:
        """Take over changed entries; `found` has the lines of those still published, as they were encoded."""
        changed = list(changed)
        published = {each.id: each for each in changed if each.status is EntryStatus.PUBLISHED}
        texts = {owner: entry.text for owner, entry in published.items()}
        lines = put(self.answers, [each.id for each in changed], texts, found)
        for entry in changed:
            self.wordings.drop(entry.id)
            self.facts.pop(entry.id, None)
        for owner, entry in published.items():
            self.facts[owner] = (
                entry.community,
                entry.revision,
                entry.created_at,
                entry.updated_at,
                entry.reviewed_at,
            )
            self.wordings.add(owner, [line.text for line in lines[owner] if line.role is Role.ASKED])

    def take_questions(self, asked: Iterable[OpenQuestion], found: Mapping[str, Encoded]) -> None:
        """Take over changed open questions; `found` has the lines of those that can be joined."""
        put(self.waiting, [each.id for each in asked], questions_to_join(asked), found)

    def owners(self, text: str) -> frozenset[int]:
        """Return the entries that have this normalised text as question or phrasing."""
        return self.wordings.owners(text)

    def exactly(self, text: str) -> frozenset[int]:
        """Return the entries that have this normalised text as question or phrasing, and are not blocked for it."""
        return self.owners(text) - self.blocked.by_words(text)


def put(
    matcher: Matcher, changed: Iterable[int], texts: Mapping[int, EntryText], found: Mapping[str, Encoded]
) -> dict[int, list[Line]]:
    """Let a matcher forget what `changed` and store these texts, and return their lines as they were encoded."""
    for owner in changed:
        matcher.drop(owner)
    raw = {owner: lines_of(text) for owner, text in texts.items()}
    lines = {owner: [_encoded(line, found) for line in each] for owner, each in raw.items()}
    rows = [found[line.text].vector for each in raw.values() for line in each]
    if rows:
        matcher.put(texts, lines, np.asarray(rows))
    return lines


def _encoded(line: Line, found: Mapping[str, Encoded]) -> Line:
    encoded = found[line.text]
    return Line(encoded.text, line.role, encoded.words if line.role is Role.ASKED else b"")


def line_texts(texts: Iterable[EntryText]) -> list[str]:
    """Return the lines of texts that are to be encoded, each once."""
    return list(dict.fromkeys(line.text for text in texts for line in lines_of(text)))


def questions_to_join(asked: Iterable[OpenQuestion]) -> dict[int, EntryText]:
    """Return the texts of the questions with which other wordings are compared; the model reads English alone."""
    return {
        each.id: EntryText(question=each.text, answer="", phrasings=each.wordings)
        for each in asked
        if each.status is QuestionStatus.OPEN and not each.language
    }
