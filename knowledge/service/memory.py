"""What a community's matching needs in memory, kept up to date from the database: changed rows only."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from knowledge.domain import Entry, EntryStatus, EntryText, OpenQuestion, Policy, QuestionStatus, Term
from knowledge.language.terms import with_terms
from knowledge.language.tokens import fold
from knowledge.matching.index import Line, Role
from knowledge.matching.matcher import Matcher, Parts, lines_of
from knowledge.service.blocking import Blocked
from knowledge.service.encoding import Encoding
from knowledge.service.thread import MatchingThread
from knowledge.service.together import Together
from knowledge.store import blocks, communities, entries, questions, terms

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from knowledge.domain import Progress
    from knowledge.service.encoded import Encoded
    from knowledge.store.blocks import Pair
    from knowledge.store.database import Database

T = TypeVar("T")
_CROWD = 1_000  # who may share one look for changes


@dataclass(slots=True)
class Memory:
    """One community: its published entries, open questions and blocked wordings, each with a matcher that knows its
    terms, and the policy under what it chose.
    """

    answers: Matcher
    waiting: Matcher
    blocked: Blocked
    terms: tuple[Term, ...] = ()
    version: int = -1
    policy: Policy = field(default_factory=Policy)
    entries: dict[int, Entry] = field(default_factory=dict)
    exact: dict[str, frozenset[int]] = field(default_factory=dict)
    _keys: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def empty(cls, parts: Parts, own: tuple[Term, ...]) -> Memory:
        """Return a memory with nothing in it yet; it shares `parts` as far as the terms let it."""
        if own:
            glossary = with_terms(parts.normaliser.glossary, own)
            parts = replace(parts, normaliser=parts.normaliser.extended(glossary))
        return cls(Matcher(parts), Matcher(parts), Blocked(Matcher(parts)), own)

    def replace(
        self,
        changed: Iterable[int],
        published: Mapping[int, Entry],
        lines: Mapping[int, Sequence[Line]],
        found: Mapping[str, Encoded],
    ) -> None:
        """Take over changed entries, those still published with their lines."""
        for owner in changed:
            for key in self._keys.pop(owner, ()):
                self.exact[key] -= {owner}
            self.entries.pop(owner, None)
        for owner, entry in published.items():
            self.entries[owner] = entry
            keys = [fold(found[line.text].text) for line in lines[owner] if line.role is Role.ASKED]
            self._keys[owner] = keys
            for key in keys:
                self.exact[key] = self.exact.get(key, frozenset()) | {owner}

    def copy(self) -> Memory:
        """Return a memory of its own with the same content, to try a change on."""
        return replace(
            self,
            answers=self.answers.copy(),
            waiting=self.waiting.copy(),
            blocked=self.blocked.copy(),
            entries=dict(self.entries),
            exact=dict(self.exact),
            _keys=dict(self._keys),
        )

    def owners(self, text: str) -> frozenset[int]:
        """Return the entries that have this normalised text as question or phrasing."""
        return self.exact.get(fold(text), frozenset())

    def exactly(self, text: str) -> int | None:
        """Return the one entry that has this normalised text as question or phrasing, and is not blocked for it."""
        owners = self.owners(text) - self.blocked.by_words(text)
        return next(iter(owners)) if len(owners) == 1 else None


class _PerCommunity(dict[str, "Together[Progress | None, Memory]"]):
    """For each community, those who want to know what it knows by now."""

    def __init__(self, refreshed: Callable[[str, list[Progress | None]], Awaitable[list[Memory]]]) -> None:
        super().__init__()
        self._refreshed = refreshed

    def __missing__(self, community: str) -> Together[Progress | None, Memory]:
        self[community] = Together(partial(self._refreshed, community), _CROWD)
        return self[community]


class Memories:
    """The memories of all communities in use. Matching runs in one thread, never on the event loop."""

    def __init__(
        self, database: Database, parts: Parts, policy: Policy, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._parts = parts
        self._policy = policy
        self._memories: dict[str, Memory] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._refreshing = _PerCommunity(self._refreshed)
        self._thread = MatchingThread()
        self._encoding = Encoding(database, parts, clock, self._thread)

    async def close(self) -> None:
        """Finish what is being saved and end the matching thread."""
        await self._encoding.close()
        self._thread.close()

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Do CPU work in the matching thread."""
        return await self._thread.run(work, *args)

    async def refreshed(self, community: str, progress: Progress | None = None) -> Memory:
        """Return the community's memory, with every change that is committed by now."""
        return await self._refreshing[community](progress)

    async def _refreshed(self, community: str, progress: Sequence[Progress | None]) -> list[Memory]:
        """Look for changes once for all who want to know; the first with a `progress` is told of it."""
        async with self._locks[community]:
            known = self._memories.get(community)
            with nullcontext() if known is not None else _loading():
                told = next((each for each in progress if each is not None), None)
                memory = await self._refresh(community, known, told)
            self._memories[community] = memory
        return [memory] * len(progress)

    async def _refresh(self, community: str, memory: Memory | None, progress: Progress | None) -> Memory:
        async with self._database.reader() as session:
            version = await communities.version(session, community)
            if memory is not None and version == memory.version:
                return memory
            chosen = await communities.chosen(session, community)
            own = tuple(await terms.listed(session, community))
            # Other terms make other texts of all entries; questions under way keep the memory they began with.
            fresh = memory is None or own != memory.terms
            since = -1 if memory is None or fresh else memory.version
            changed = await entries.changed_since(session, community, since)
            asked = await questions.changed_since(session, community, since)
            pairs = await blocks.pairs(session, community)
        if memory is None or fresh:
            memory = await self.run(Memory.empty, self._parts, own)
        await self._take(memory, community, changed, asked, progress)
        await self._take_blocks(memory, community, pairs)
        memory.policy = self._policy.under(chosen)
        memory.version = version
        return memory

    async def snapshot(self, community: str) -> Memory:
        """Return a copy of the community's memory as it is by now: no change to come will be seen in it."""
        memory = await self.refreshed(community)
        async with self._locks[community]:
            return await self.run(memory.copy)

    async def supposing(self, memory: Memory, entry: Entry) -> Memory:
        """Return a copy of a memory as it would be with this state of an entry; nothing of it is kept."""
        supposed = await self.run(memory.copy)
        await self._take(supposed, entry.community, [entry], keep=False)
        return supposed

    async def _take(  # each is a fact of its own
        self,
        memory: Memory,
        community: str,
        changed: Sequence[Entry],
        asked: Sequence[OpenQuestion] = (),
        progress: Progress | None = None,
        *,
        keep: bool = True,
    ) -> None:
        """Bring changed entries and open questions into a memory; `keep` what had to be encoded for it."""
        published = {e.id: e for e in changed if e.status is EntryStatus.PUBLISHED}
        texts = {id_: entry.text for id_, entry in published.items()}
        open_texts = {q.id: _as_text(q) for q in asked if _can_be_joined(q)}
        if texts:
            await self.run(memory.answers.meet, texts.values())
        memory.waiting.spell_like(memory.answers)
        lines, waiting_lines = _lines(texts), _lines(open_texts)
        both = [line.text for each in (*lines.values(), *waiting_lines.values()) for line in each]
        found = await self._encoding.encoded(
            community, list(dict.fromkeys(both)), memory.answers, memory.terms, progress, keep=keep
        )
        if changed:
            await self.run(_apply, memory.answers, [e.id for e in changed], texts, lines, found)
        if asked:
            await self.run(_apply, memory.waiting, [q.id for q in asked], open_texts, waiting_lines, found)
        memory.replace([e.id for e in changed], published, lines, found)

    async def _take_blocks(self, memory: Memory, community: str, pairs: Sequence[Pair]) -> None:
        """Make these the blocked wordings of a memory."""
        blocked = memory.blocked
        blocked.matcher.spell_like(memory.answers)
        gone, new = blocked.changes(pairs)
        texts = {pair.id: EntryText(pair.wording, answer="") for pair in new}
        wordings = [pair.wording for pair in new]
        found = await self._encoding.encoded(community, wordings, memory.answers, memory.terms)
        if gone or new:
            await self.run(_apply, blocked.matcher, [*gone, *texts], texts, _lines(texts), found)
        blocked.replace(gone, new, found)


def _can_be_joined(question: OpenQuestion) -> bool:
    """Tell whether other wordings are compared with a question; the model reads English alone."""
    return question.status is QuestionStatus.OPEN and not question.language


@contextmanager
def _loading() -> Iterator[None]:
    """Keep the garbage collector from looking again and again at many new values, none of them garbage.

    It costs a third of the time to load 10,000 entries, and later a pause at each full collection.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _lines(texts: Mapping[int, EntryText]) -> dict[int, list[Line]]:
    return {owner: lines_of(text) for owner, text in texts.items()}


def _apply(
    matcher: Matcher,
    changed: Iterable[int],
    texts: Mapping[int, EntryText],
    lines: Mapping[int, Sequence[Line]],
    found: Mapping[str, Encoded],
) -> None:
    for owner in changed:
        matcher.drop(owner)
    encoded = {
        owner: [Line(found[line.text].text, line.role) for line in each] for owner, each in lines.items()
    }
    rows = [found[line.text].vector for each in lines.values() for line in each]
    if rows:
        matcher.put(texts, encoded, np.asarray(rows))


def _as_text(question: OpenQuestion) -> EntryText:
    return EntryText(question=question.text, answer="", phrasings=question.wordings)
