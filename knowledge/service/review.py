"""The author's work: the queue of open questions, the answers that are due, and the word back to whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import EntryStatus
from knowledge.errors import NotFound, StaleRevision
from knowledge.policy import Policy
from knowledge.service import stats
from knowledge.service.choosing import expire, own_policy
from knowledge.service.closing import Closing, deed, open_question
from knowledge.service.revising import revise
from knowledge.store import audit, communities, entries, notices, questions, settling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from knowledge.domain import Entry, Notice, OpenQuestion
    from knowledge.figures import Stats
    from knowledge.store.database import Database


class Review(Closing):
    """Walks the author through the open questions. A question is settled once: later attempts are refused."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], policy: Policy | None = None
    ) -> None:
        super().__init__(database, clock)
        self._policy = policy or Policy()

    async def queue(self, community: str) -> list[OpenQuestion]:
        """Return the open questions, most asked first, then oldest; those put off come last."""
        async with self._database.reader() as session:
            return await questions.queue(session, community, self._clock())

    async def get(self, community: str, question_id: int) -> OpenQuestion:
        """Return a question, whatever its status.

        Raises:
            NotFound: there is no such question.
        """
        async with self._database.reader() as session:
            return await questions.get(session, community, question_id, self._clock())

    async def later(self, community: str, question_id: int, author: str) -> None:
        """Send a question to the end of the queue.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await open_question(session, community, question_id)
            await settling.put_off(session, community, question_id, now=now)
            await audit.record(session, community, deed(asked, "put off", author, now))

    async def claim(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Note that the author wants to answer a question, unless somebody else does, and return it: it says who.

        A claim ends with the question, when it is released, or after a week.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await open_question(session, community, question_id, now)
            if asked.claimed_by not in {"", author}:
                return asked
            await settling.claim(session, community, question_id, author, now=now)
            if not asked.claimed_by:
                await audit.record(session, community, deed(asked, "claimed", author, now))
            return await questions.get(session, community, question_id, now)

    async def release(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Take back whoever's claim of a question, which may have none, and return it; `author` is who does so.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await open_question(session, community, question_id, now)
            await settling.claim(session, community, question_id, "", now=now)
            if asked.claimed_by:
                released = deed(asked, "released", author, now, claimed_by=asked.claimed_by)
                await audit.record(session, community, released)
            return await questions.get(session, community, question_id, now)

    async def due(self, community: str) -> list[Entry]:
        """Return the published entries that are past their review date by now, the longest first."""
        now = self._clock()
        async with self._database.reader() as session:
            before = (await own_policy(session, community, self._policy)).due_before(now)
            found = await entries.listed(session, community)
        return sorted(
            (each for each in found if each.reviewed_at < before), key=lambda each: each.reviewed_at
        )

    async def confirm(self, community: str, entry_id: int, author: str, *, seen: int) -> Entry:
        """Say that an entry's words, as they stand at revision `seen`, are still right: they count as reviewed now.

        Raises:
            StaleRevision: somebody has changed it meanwhile.
            NotFound: no such entry is published.
        """
        now = self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            if entry.status is not EntryStatus.PUBLISHED:
                raise NotFound("entry", entry_id)
            if entry.revision != seen:
                raise StaleRevision(seen, entry)
            return await revise(session, entry, entry.text, action="confirmed", editor=author, now=now)

    async def stats(self, community: str, weeks: int = 8) -> Stats:
        """Return how the community fared in the last `weeks`, at least one, that under way included."""
        async with self._database.reader() as session:
            return await stats.count(session, community, weeks, now=self._clock(), policy=self._policy)

    async def notices(self, community: str, asker: str) -> list[Notice]:
        """Return what an asker is owed: one notice for each of their questions that was closed."""
        async with self._database.reader() as session:
            owed = await notices.owed(session, now=self._clock(), community=community, asker=asker)
        return [each.notice for each in owed]

    async def told(self, community: str, notice_ids: Sequence[int]) -> None:
        """Note that these notices reached their asker, whose id is erased from the questions."""
        if notice_ids:
            async with self._database.writer() as session:
                await notices.told(session, notice_ids, community=community, now=self._clock())

    async def forget(self, community: str, asker: str) -> int:
        """Erase an asker's id and return from how many questions; they are not told any more."""
        async with self._database.writer() as session:
            forgotten = await notices.forget(session, asker, community)
        await self._database.scrub()
        return forgotten

    async def held(self, community: str, asker: str) -> list[str]:
        """Return the wordings that are kept together with an asker's id, oldest first."""
        async with self._database.reader() as session:
            return await notices.held(session, community, asker)

    async def expire(self, community: str) -> None:
        """Erase what is kept of members for no longer than `store.retention` says; to be called daily."""
        async with self._database.writer() as session:
            await communities.ensure(session, community, self._clock())
            await expire(session, community, now=self._clock())
        await self._database.scrub()
