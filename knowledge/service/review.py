"""The author's work: the queue of open questions, and the word back to whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.domain import EntryStatus, QuestionStatus
from knowledge.errors import AlreadyDecided, NotFound
from knowledge.policy import Policy
from knowledge.service import stats
from knowledge.service.answering import entry_text, propose_unseen, publish_answer, with_wordings
from knowledge.service.choosing import expire
from knowledge.service.rules import REASON_LIMIT, checked, one_line
from knowledge.store import (
    audit,
    communities,
    entries,
    notices,
    questions,
    settling,
)
from knowledge.store.audit import Deed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, Notice, OpenQuestion, Published
    from knowledge.figures import Stats
    from knowledge.store.database import Database


class Review:
    """Walks the author through the open questions. A question is settled once: later attempts are refused."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], policy: Policy | None = None
    ) -> None:
        self._database = database
        self._clock = clock
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

    async def answer(
        self,
        community: str,
        question_id: int,
        answer: str,
        author: str,
        *,
        question: str | None = None,
        seen: Collection[str] = (),
        beside: int | None = None,
    ) -> Published:
        """Publish the author's words as a new entry, under the wording `question` if given.

        The askers' wordings that the author has `seen` become its phrasings, others go to review. Each asker is owed a
        notice. An entry that has this question and this answer is used instead; `beside` is one that may ask the same.

        Raises:
            SameQuestion: another entry asks the same and says something else; nothing was published.
            EmptyText, TextTooLong: nothing was published.
            AlreadyDecided, NotFound: the question is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id)
            text = checked(entry_text(asked, question or asked.text, answer, author, now, seen))
            done = await publish_answer(session, community, text, asked, seen, beside, author, now)
            await propose_unseen(session, done.entry, asked, seen, now)
            await _close(session, asked, QuestionStatus.ANSWERED, author, now, entry_id=done.entry.id)
        return done

    async def use_entry(
        self, community: str, question_id: int, entry_id: int, author: str, *, seen: Collection[str] = ()
    ) -> Entry:
        """Say that an existing entry answers the question.

        Its wording and those others that the author has `seen` become phrasings of the entry, the rest goes to review:
        it joined because a matcher took it for the same.

        Raises:
            WordingBlocked: a moderator said that the entry does not answer it.
            AlreadyDecided, NotFound: the question is not open, or question or published entry does not exist.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id)
            entry = await entries.get(session, community, entry_id)
            if entry.status is not EntryStatus.PUBLISHED:
                raise NotFound("entry", entry_id)
            entry = await with_wordings(session, entry, asked, author, now, seen)
            await propose_unseen(session, entry, asked, seen, now)
            await _close(session, asked, QuestionStatus.ANSWERED, author, now, entry_id=entry.id)
        return entry

    async def dismiss(self, community: str, question_id: int, reason: str, author: str) -> None:
        """Close a question without an answer; each asker is owed a notice with the reason.

        Raises:
            EmptyText, TextTooLong: the reason cannot be shown.
            AlreadyDecided, NotFound: the question is not open, or there is no such question.
        """
        reason, now = one_line("reason", reason, REASON_LIMIT), self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id)
            await _close(session, asked, QuestionStatus.DISMISSED, author, now, reason=reason)

    async def merge(self, community: str, question_id: int, into: int, author: str) -> OpenQuestion:
        """Move a question's askers to another open question that is the same, and return that one.

        Raises:
            AlreadyDecided, NotFound: one of them is not open or does not exist, or they are one and the same.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id)
            if into == question_id:
                raise NotFound("question", into)
            await _open_question(session, community, into)
            await settling.merge(session, community, question_id, into, now=now)
            await audit.record(session, community, _deed(asked, "merged", author, now, merged_into=into))
            return await questions.get(session, community, into, now)

    async def later(self, community: str, question_id: int, author: str) -> None:
        """Send a question to the end of the queue.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id)
            await settling.put_off(session, community, question_id, now=now)
            await audit.record(session, community, _deed(asked, "put off", author, now))

    async def claim(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Note that the author wants to answer a question, unless somebody else does, and return it: it says who.

        A claim ends with the question, when it is released, or after a week.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id, now)
            if asked.claimed_by not in {"", author}:
                return asked
            await settling.claim(session, community, question_id, author, now=now)
            if not asked.claimed_by:
                await audit.record(session, community, _deed(asked, "claimed", author, now))
            return await questions.get(session, community, question_id, now)

    async def release(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Take back whoever's claim of a question, which may have none, and return it; `author` is who does so.

        Raises:
            AlreadyDecided, NotFound: it is not open, or there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await _open_question(session, community, question_id, now)
            await settling.claim(session, community, question_id, "", now=now)
            if asked.claimed_by:
                deed = _deed(asked, "released", author, now, claimed_by=asked.claimed_by)
                await audit.record(session, community, deed)
            return await questions.get(session, community, question_id, now)

    async def stats(self, community: str, weeks: int = 8) -> Stats:
        """Return how the community fared in the last `weeks`, at least one, that under way included."""
        async with self._database.reader() as session:
            return await stats.count(session, community, weeks, now=self._clock(), policy=self._policy)

    async def notices(self, community: str, asker: str) -> list[Notice]:
        """Return what an asker is owed: one notice for each of their questions that was closed."""
        async with self._database.reader() as session:
            owed = await notices.owed(session, community=community, asker=asker)
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


async def _open_question(
    session: AsyncSession, community: str, question_id: int, now: datetime | None = None
) -> OpenQuestion:
    found = await questions.get(session, community, question_id, now)
    if found.status is not QuestionStatus.OPEN:
        raise AlreadyDecided("question", question_id, found.status.value)
    return found


async def _close(
    session: AsyncSession,
    asked: OpenQuestion,
    status: QuestionStatus,
    author: str,
    now: datetime,
    *,
    entry_id: int | None = None,
    reason: str | None = None,
) -> None:
    await settling.close(
        session, asked.community, asked.id, status, entry_id=entry_id, reason=reason, now=now
    )
    deed = _deed(asked, status.value, author, now, entry_id=entry_id, reason=reason)
    await audit.record(session, asked.community, deed)


def _deed(asked: OpenQuestion, action: str, author: str, now: datetime, **after: Any) -> Deed:  # noqa: ANN401
    # The question's words are left out: the audit is kept for good, unanswered words are not.
    return Deed(author, action, "question", asked.id, now, before={"status": asked.status.value}, after=after)
