"""The memories of all communities in use, kept up to date from the database: changed rows only."""

from __future__ import annotations

import asyncio
import ctypes
import gc
from collections import OrderedDict, defaultdict
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from knowledge.domain import Entry, EntryStatus, EntryText
from knowledge.language.tokens import vocabulary
from knowledge.matching.lines import words_of
from knowledge.service.choosing import own_signs
from knowledge.service.encoding import Encoding
from knowledge.service.memory import Memory, line_texts, put, questions_to_join
from knowledge.service.thread import MatchingThread
from knowledge.service.together import Together
from knowledge.store import blocks, choices, communities, entries, questions, terms

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
    from datetime import datetime

    from knowledge.domain import OpenQuestion, Progress
    from knowledge.matching.matcher import Parts
    from knowledge.policy import Policy
    from knowledge.store.blocks import Pair
    from knowledge.store.database import Database

T = TypeVar("T")
_CROWD = 1_000  # who may share one look for changes
_AT_ONCE = 250  # entries read, or taken over, in one go: more of them would hold up the event loop
_TEXTS_AT_ONCE = 2_000  # entries whose words are read in one go
_LIVELY = 20  # communities that remember what was read of their entries lately, 8 MB each
_LAST_ID = 2**63 - 1


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
        self._lively: OrderedDict[str, Memory] = OrderedDict()
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

    def forget(self, community: str) -> None:
        """Forget a community that was deleted."""
        self._memories.pop(community, None)
        self._lively.pop(community, None)

    async def _refreshed(self, community: str, progress: Sequence[Progress | None]) -> list[Memory]:
        """Look for changes once for all who want to know; the first with a `progress` is told of it."""
        async with self._locks[community]:
            known = self._memories.get(community)
            with nullcontext() if known is not None else _loading():
                told = next((each for each in progress if each is not None), None)
                memory = await self._refresh(community, known, told)
                if known is None:
                    await self.run(memory.answers.settle)
                    await self.run(_give_back)
            self._memories[community] = memory
            await self._enliven(community, memory)
        return [memory] * len(progress)

    async def _enliven(self, community: str, memory: Memory) -> None:
        """Let the community in which nobody has asked for longest make room for this one."""
        self._lively[community] = memory
        self._lively.move_to_end(community)
        if len(self._lively) > _LIVELY:
            _, dull = self._lively.popitem(last=False)
            await self.run(dull.relax)

    async def _refresh(self, community: str, memory: Memory | None, progress: Progress | None) -> Memory:
        asked = None
        async with self._database.reader() as session:
            version, _, began = await communities.standing(session, community)
            if memory is not None and began == memory.since:
                if version == memory.version:
                    return memory
                # Most changes are questions put to the author: nothing else need be looked at then.
                if await questions.alone_changed(session, community, memory.version, version):
                    asked = await questions.changed_since(session, community, memory.version)
        if memory is None or asked is None:
            return await self._read(community, memory, progress)
        await self._take_questions(memory, asked)
        memory.version = version
        return memory

    async def _read(self, community: str, memory: Memory | None, progress: Progress | None) -> Memory:
        """Bring all that changed into a memory, or everything into a new one."""
        async with self._database.reader() as session:
            version, chosen, began = await communities.standing(session, community)
            own = tuple(await terms.listed(session, community))
            # Other terms make other texts of all entries; questions under way keep the memory they began with.
            fresh = memory is None or own != memory.terms or began != memory.since
            since = -1 if memory is None or fresh else memory.version
            asked = await questions.changed_since(session, community, since)
            pairs = await blocks.pairs(session, community)
            own_choices = await choices.kept(session, community)
        if memory is None or fresh:
            memory = await self.run(Memory.empty, self._parts, own)
        # What is committed after the version was read is taken over now and once more next time.
        await self._take_changed(memory, community, since, progress)
        await self._take_questions(memory, asked)
        await self._take_blocks(memory, pairs)
        memory.policy = self._policy.under(chosen, own_choices)
        memory.own = own_signs(own_choices)
        memory.version, memory.since = version, began
        return memory

    async def snapshot(self, community: str) -> Memory:
        """Return a copy of the community's memory as it is by now: no change to come will be seen in it."""
        memory = await self.refreshed(community)
        async with self._locks[community]:
            return await self.run(memory.copy)

    async def supposing(self, memory: Memory, entry: Entry) -> Memory:
        """Return a copy of a memory as it would be with this state of an entry; nothing of it is kept."""
        supposed = await self.run(memory.copy)
        await self.run(supposed.meet, words_of(entry.text))
        await self._take(supposed, entry.community, [entry], keep=False)
        return supposed

    async def _take_changed(
        self, memory: Memory, community: str, since: int, progress: Progress | None
    ) -> None:
        """Bring the entries changed since a version into a memory, all their words before the first of their lines."""
        total = await self._meet_changed(memory, community, since)
        done = 0
        async for page in self._changed(community, since):
            total = max(total, done + len(page))
            await self._take(memory, community, page, _share(progress, done, len(page), total))
            done += len(page)

    async def _meet_changed(self, memory: Memory, community: str, since: int) -> int:
        """Let a memory learn the words of the published entries changed since a version; return how many these are."""
        words, total, last = set[str](), 0, -1
        while True:
            async with self._database.reader() as session:
                page = await entries.folded_behind(session, community, since, last, _TEXTS_AT_ONCE)
            words |= await self.run(vocabulary, [folded for _, folded in page])
            total += len(page)
            if len(page) < _TEXTS_AT_ONCE:
                break
            last = page[-1][0]
        if words:
            await self.run(memory.meet, words)
        return total

    async def _changed(self, community: str, since: int) -> AsyncIterator[list[Entry]]:
        """Yield the entries changed since a version, some at a time."""
        place = (since, _LAST_ID)
        while True:
            async with self._database.reader() as session:
                page, place = await entries.changed_behind(session, community, place, _AT_ONCE)
            if page:
                yield page
            if len(page) < _AT_ONCE:
                return

    async def _take(
        self,
        memory: Memory,
        community: str,
        changed: Sequence[Entry],
        progress: Progress | None = None,
        *,
        keep: bool = True,
    ) -> None:
        """Bring a few changed entries whose words are known into a memory; `keep` what had to be encoded for it."""
        texts = [each.text for each in changed if each.status is EntryStatus.PUBLISHED]
        lines = await self.run(line_texts, texts)
        found = await self._encoding.encoded(
            community, lines, memory.answers, memory.terms, progress, keep=keep
        )
        await self.run(memory.take, changed, found)

    async def _take_questions(self, memory: Memory, asked: Sequence[OpenQuestion]) -> None:
        """Bring changed open questions into a memory."""
        if asked:
            lines = line_texts(questions_to_join(asked).values())
            found = await self._encoding.passing(lines, memory.answers)
            await self.run(memory.take_questions, asked, found)

    async def _take_blocks(self, memory: Memory, pairs: Sequence[Pair]) -> None:
        """Make these the blocked wordings of a memory."""
        blocked = memory.blocked
        blocked.matcher.spell_like(memory.answers)
        gone, new = blocked.changes(pairs)
        texts = {pair.id: EntryText(pair.wording, answer="") for pair in new}
        wordings = [pair.wording for pair in new]
        found = await self._encoding.passing(wordings, memory.answers)
        if gone or new:
            await self.run(put, blocked.matcher, [*gone, *texts], texts, found)
        blocked.replace(gone, new, found)


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


def _give_back() -> None:
    """Return to the system what loading used for a while; glibc keeps it, 150 MB after 100,000 entries."""
    with suppress(OSError, AttributeError, TypeError):  # other systems have no such function
        ctypes.CDLL(None).malloc_trim(0)


def _share(progress: Progress | None, start: int, count: int, total: int) -> Progress | None:
    """Return who hears of the encoding of `count` of the `total` entries, those from `start` on."""
    if progress is None:
        return None

    def told(stage: str, done: int, of: int) -> None:
        progress(stage, start + count * done // of, total)

    return told
