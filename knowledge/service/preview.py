"""A guard for curators: what would change if a text were published. Nothing is published, recorded or kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.domain import Decision, Entry, EntryStatus
from knowledge.errors import EmptyText, TextTooLong
from knowledge.guard import UNPUBLISHED, Change, Closing, Preview, Reply
from knowledge.language import find_focus
from knowledge.service.neighbours import clashes, compared, neighbours, new_wordings
from knowledge.service.revising import refuse_blocked
from knowledge.service.rules import checked
from knowledge.store import asked, entries, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from knowledge.domain import EntryText, OpenQuestion, Progress
    from knowledge.service.asking import Asking
    from knowledge.service.memories import Memories
    from knowledge.service.memory import Memory
    from knowledge.service.remembered import RememberedVectors
    from knowledge.store.asked import AskedWording
    from knowledge.store.database import Database

    Vectors = NDArray[np.float32]

_WORDINGS = 500  # of members, the latest, and as many open questions, that are asked again
_AT_ONCE = 8  # wordings encoded in one go, about 40 ms: a member's question must not wait for all of them
_SMALL = 300  # entries; among fewer of them, one more shifts how much every word and n-gram weighs
_NEAR = 0.5  # cosine from which an entry can answer a question, be suggested for it, or rival its answer


class _Worlds(NamedTuple):
    """A community as it is `today` and as it would be `then`, when `entry` is published.

    `said` are the vectors of the entry's words, old and new, and `encoded` those of open questions by their wording.
    """

    entry: Entry
    today: Memory
    then: Memory
    said: Vectors
    encoded: Mapping[str, Vectors]


class _Replies(NamedTuple):
    before: Reply
    after: Reply


class Previewing:
    """Says what publishing a text would change, by asking members' questions once more of a copy that has it."""

    def __init__(
        self,
        database: Database,
        memories: Memories,
        asking: Asking,
        vectors: RememberedVectors,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._memories = memories
        self._asking = asking
        self._vectors = vectors
        self._clock = clock

    async def preview(
        self, community: str, text: EntryText, entry_id: int | None = None, progress: Progress | None = None
    ) -> Preview:
        """Say what would change if `text` were published as a new entry, or as the new words of `entry_id`.

        Raises:
            EmptyText, TextTooLong: it cannot be published.
            WordingBlocked: a moderator said that it does not answer one of its new wordings.
            NotFound: there is no such entry.
        """
        text = checked(text)
        async with self._database.reader() as session:
            old = await entries.get(session, community, entry_id) if entry_id is not None else None
            if old is not None:
                await refuse_blocked(session, old, text)
            recorded = await asked.lately(session, community, _WORDINGS)
            waiting = (await questions.queue(session, community))[:_WORDINGS]
        entry = self._published(community, text, old)
        if entry.status is not EntryStatus.PUBLISHED:
            return Preview(entry)
        today = await self._memories.snapshot(community)
        then = await self._memories.supposing(today, entry)
        worlds = await self._memories.run(_worlds, entry, today, then, waiting)
        beside = await self._beside(worlds, old)
        wordings = _wordings(recorded, waiting)
        replies = await self._replies(worlds, wordings, progress)
        closes = _closings(entry, waiting, replies)
        return replace(
            beside,
            closes=closes,
            changed=_changes(recorded, replies, besides=closes),
            compared=len(wordings),
        )

    def _published(self, community: str, text: EntryText, old: Entry | None) -> Entry:
        now = self._clock()
        if old is None:
            return Entry(UNPUBLISHED, community, text, EntryStatus.PUBLISHED, 1, now, now, now)
        return replace(old, text=text, revision=old.revision + 1, updated_at=now, reviewed_at=now)

    async def _beside(self, worlds: _Worlds, old: Entry | None) -> Preview:
        """Compare the wordings that are new with the other entries."""
        entry, today, then = worlds.entry, worlds.today, worlds.then
        fresh = new_wordings(entry, old)
        taken = await self._memories.run(clashes, entry, then, fresh)
        found = []
        for wording in fresh:
            found += await self._memories.run(neighbours, entry, today, wording)
        return compared(entry, taken, found, today.policy.join_at)

    async def _replies(
        self, worlds: _Worlds, wordings: Sequence[str], progress: Progress | None
    ) -> dict[str, _Replies]:
        """Ask anew, today and then, every wording to which the change can make a difference."""
        found: dict[str, _Replies] = {}
        for start in range(0, len(wordings), _AT_ONCE):
            some = wordings[start : start + _AT_ONCE]
            for wording in await self._memories.run(self._touched, worlds, some):
                before, after = [await self._reply(world, wording) for world in (worlds.today, worlds.then)]
                if before is not None and after is not None:
                    found[wording] = _Replies(before, after)
            if progress is not None:
                progress("comparing", start + len(some), len(wordings))
        return found

    def _touched(self, worlds: _Worlds, wordings: Sequence[str]) -> list[str]:
        """Return the wordings that are near to the entry's old or new words, or would be read in another way; of a
        small community all.
        """
        if len(worlds.then) < _SMALL:
            return list(wordings)
        focused = [find_focus(wording).question for wording in wordings]
        before = [worlds.today.answers.normalise(text).text for text in focused]
        after = [worlds.then.answers.normalise(text).text for text in focused]
        for wording, text in zip(wordings, after, strict=True):
            if wording in worlds.encoded:
                self._vectors.learn(text, worlds.encoded[wording])
        near = (self._vectors(after) @ worlds.said.T).max(axis=1) >= _NEAR
        touched = near | (np.array(before) != np.array(after))
        return [wording for wording, one in zip(wordings, touched, strict=True) if one]

    async def _reply(self, memory: Memory, wording: str) -> Reply | None:
        try:
            return Reply.of(await self._asking.examined(memory, wording))
        except (EmptyText, TextTooLong):  # a question under a post may be longer than a member's
            return None


def _worlds(entry: Entry, today: Memory, then: Memory, waiting: Iterable[OpenQuestion]) -> _Worlds:
    said = [*today.answers.vectors_of(entry.id).values(), *then.answers.vectors_of(entry.id).values()]
    encoded = [today.waiting.vectors_of(question.id) for question in waiting]
    known = {wording: vector for each in encoded for wording, vector in each.items()}
    return _Worlds(entry, today, then, np.stack(said), known)


def _wordings(recorded: Iterable[AskedWording], waiting: Iterable[OpenQuestion]) -> list[str]:
    """Return what members asked, each wording once."""
    still_open = (wording for question in waiting for wording in _asked_as(question))
    return list(dict.fromkeys([*still_open, *(each.text for each in recorded)]))


def _asked_as(question: OpenQuestion) -> tuple[str, ...]:
    return (question.text, *question.wordings)


def _closings(
    entry: Entry, waiting: Iterable[OpenQuestion], replies: Mapping[str, _Replies]
) -> tuple[Closing, ...]:
    """Return the open questions that the entry answers, then those that it answers or is suggested for in part.

    A question is answered when it is in all its wordings: its askers are told of the answer, whichever they used.
    """
    answered, near = [], []
    for question in waiting:
        asked_as = _asked_as(question)
        found = [(wording, replies[wording]) for wording in asked_as if wording in replies]
        by_answer = [w for w, reply in found if reply.after.answer and reply.after.answer.id == entry.id]
        by_hint = [w for w, reply in found if reply.after.shows(entry.id) > reply.before.shows(entry.id)]
        if len(by_answer) == len(asked_as):
            answered.append(Closing(question, by_answer[0], Decision.ANSWER))
        elif by_answer or by_hint:
            near.append(Closing(question, (by_answer or by_hint)[0], Decision.SUGGEST))
    return (*answered, *near)


def _changes(
    recorded: Iterable[AskedWording], replies: Mapping[str, _Replies], besides: Iterable[Closing]
) -> tuple[Change, ...]:
    """Return the wordings that get another reply, without those of open questions that are told of already."""
    told = {wording for closing in besides for wording in _asked_as(closing.question)}
    return tuple(
        Change(text, times, *replies[text])
        for text, times in recorded
        if text in replies and text not in told and not replies[text].before.same_as(replies[text].after)
    )
