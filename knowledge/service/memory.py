"""What a community's matching needs in memory, kept up to date from the database: changed rows only."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from knowledge.domain import Entry, EntryStatus, EntryText, OpenQuestion, Policy, QuestionStatus, Term
from knowledge.errors import StoreError
from knowledge.language.terms import with_terms
from knowledge.matching.index import Line, Role
from knowledge.matching.matcher import Matcher, Parts, lines_of
from knowledge.service.encoded import Encoded, digests, encode_lines, fold
from knowledge.store import communities, entries, questions, terms, vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from knowledge.domain import Progress
    from knowledge.store.database import Database

T = TypeVar("T")

_FORM = 1  # of an encoded line; raise it when the way in which lines are normalised changes
_CHUNK = 128  # lines encoded in one go, so that a question need not wait for a whole import
_FEW = 8  # lines that are saved behind a question's back
_SAVED_AT_ONCE = 2048  # lines kept in one transaction: an interrupted start loses no more than these


@dataclass(slots=True)
class Memory:
    """One community: its published entries and open questions, each with a matcher that knows its terms,
    and the policy under what it chose.
    """

    answers: Matcher
    waiting: Matcher
    terms: tuple[Term, ...] = ()
    version: int = -1
    policy: Policy = field(default_factory=Policy)
    entries: dict[int, Entry] = field(default_factory=dict)
    exact: dict[str, set[int]] = field(default_factory=dict)
    _keys: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def empty(cls, parts: Parts, own: tuple[Term, ...]) -> Memory:
        """Return a memory with nothing in it yet; it shares `parts` as far as the terms let it."""
        if own:
            glossary = with_terms(parts.normaliser.glossary, own)
            parts = replace(parts, normaliser=parts.normaliser.extended(glossary))
        return cls(Matcher(parts), Matcher(parts), own)

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
                self.exact[key].discard(owner)
            self.entries.pop(owner, None)
        for owner, entry in published.items():
            self.entries[owner] = entry
            keys = [fold(found[line.text].text) for line in lines[owner] if line.role is Role.ASKED]
            self._keys[owner] = keys
            for key in keys:
                self.exact.setdefault(key, set()).add(owner)

    def exactly(self, text: str) -> int | None:
        """Return the one entry that has this normalised text as question or phrasing."""
        owners = self.exact.get(fold(text), set())
        return next(iter(owners)) if len(owners) == 1 else None


class Memories:
    """The memories of all communities in use. Matching runs in one thread, never on the event loop."""

    def __init__(
        self, database: Database, parts: Parts, policy: Policy, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._parts = parts
        self._policy = policy
        self._clock = clock
        self._model = f"{parts.encoder.model_id}:{parts.glossary_id}:{_FORM}"
        self._memories: dict[str, Memory] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="matching")
        self._saving: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Finish what is being saved and end the matching thread."""
        await asyncio.gather(*self._saving)
        self._thread.shutdown(cancel_futures=True)

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Do CPU work in the matching thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args))

    async def refreshed(self, community: str, progress: Progress | None = None) -> Memory:
        """Return the community's memory, with every change that is committed by now."""
        async with self._locks[community]:
            known = self._memories.get(community)
            with nullcontext() if known is not None else _loading():
                memory = await self._refresh(community, known, progress)
            self._memories[community] = memory
        return memory

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
        if memory is None or fresh:
            memory = await self.run(Memory.empty, self._parts, own)
        published = {e.id: e for e in changed if e.status is EntryStatus.PUBLISHED}
        texts = {id_: entry.text for id_, entry in published.items()}
        open_texts = {q.id: _as_text(q) for q in asked if q.status is QuestionStatus.OPEN}
        if texts:
            await self.run(memory.answers.meet, texts.values())
        memory.waiting.spell_like(memory.answers)
        lines, waiting_lines = _lines(texts), _lines(open_texts)
        both = [line.text for each in (*lines.values(), *waiting_lines.values()) for line in each]
        found = await self._encoded(community, memory, list(dict.fromkeys(both)), progress)
        if changed:
            await self.run(_apply, memory.answers, [e.id for e in changed], texts, lines, found)
        if asked:
            await self.run(_apply, memory.waiting, [q.id for q in asked], open_texts, waiting_lines, found)
        memory.replace([e.id for e in changed], published, lines, found)
        memory.policy = self._policy.under(chosen)
        memory.version = version
        return memory

    async def _encoded(
        self, community: str, memory: Memory, lines: Sequence[str], progress: Progress | None
    ) -> dict[str, Encoded]:
        """Return the encoded lines by their text, from the database where they are there."""
        if not lines:
            return {}
        wanted = await self.run(digests, lines, memory.terms)
        async with self._database.reader() as session:
            stored = await vectors.load(session, community, self._model, list(wanted.values()))
        missing = [line for line in wanted.items() if line[1] not in stored]
        for start in range(0, len(missing), _SAVED_AT_ONCE):
            part = missing[start : start + _SAVED_AT_ONCE]
            told = _shifted(progress, start, len(missing))
            fresh = await self._encode(memory.answers, part, told)
            if len(missing) > _FEW:
                await self._save(community, fresh)
            else:
                self._save_soon(community, fresh)
            stored.update(fresh)
        return {text: Encoded.parse(stored[digest]) for text, digest in wanted.items()}

    async def _save(self, community: str, fresh: Mapping[bytes, bytes]) -> None:
        async with self._database.writer() as session:
            await communities.ensure(session, community, self._clock())
            await vectors.save(session, community, self._model, fresh)

    def _save_soon(self, community: str, fresh: Mapping[bytes, bytes]) -> None:
        """Save a few vectors while the question that met them goes on; a failure costs one encoding at a start."""

        async def save() -> None:
            with suppress(StoreError):
                await self._save(community, fresh)

        task = asyncio.create_task(save())
        self._saving.add(task)
        task.add_done_callback(self._saving.discard)

    async def _encode(
        self, matcher: Matcher, lines: Sequence[tuple[str, bytes]], told: Callable[[int], None]
    ) -> dict[bytes, bytes]:
        done: dict[bytes, bytes] = {}
        for start in range(0, len(lines), _CHUNK):
            chunk = lines[start : start + _CHUNK]
            done.update(await self.run(encode_lines, self._parts, matcher, chunk))
            told(start + len(chunk))
        return done


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


def _shifted(progress: Progress | None, start: int, total: int) -> Callable[[int], None]:
    return lambda done: progress("encoding", start + done, total) if progress is not None else None


def _as_text(question: OpenQuestion) -> EntryText:
    return EntryText(question=question.text, answer="", phrasings=question.wordings)
