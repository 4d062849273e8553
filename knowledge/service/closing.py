"""How an author settles open questions, once each, and what of that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.domain import EntryStatus, QuestionStatus
from knowledge.errors import AlreadyDecided, NotFound
from knowledge.policy import UNDO_FOR
from knowledge.service.answering import entry_text, propose_unseen, publish_answer, with_wordings
from knowledge.service.rules import REASON_LIMIT, checked, one_line
from knowledge.store import audit, entries, questions, settling
from knowledge.store.audit import Deed
from knowledge.store.settling import Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, OpenQuestion, Published
    from knowledge.store.database import Database

_MERGED = "merged"


class Closing:
    """Settles open questions: later attempts are refused."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

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
            asked = await open_question(session, community, question_id)
            text = checked(entry_text(asked, question or asked.text, answer, author, now, seen))
            done = await publish_answer(session, community, text, asked, seen, beside, author, now)
            await propose_unseen(session, done.entry, asked, seen, now)
            await _answered(session, asked, done.entry, author, now)
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
            asked = await open_question(session, community, question_id)
            entry = await entries.get(session, community, entry_id)
            if entry.status is not EntryStatus.PUBLISHED:
                raise NotFound("entry", entry_id)
            entry = await with_wordings(session, entry, asked, author, now, seen)
            await propose_unseen(session, entry, asked, seen, now)
            await _answered(session, asked, entry, author, now)
        return entry

    async def dismiss(self, community: str, question_id: int, reason: str, author: str) -> None:
        """Close a question without an answer; each asker is owed a notice with the reason, but not before `UNDO_FOR`.

        Raises:
            EmptyText, TextTooLong: the reason cannot be shown.
            AlreadyDecided, NotFound: the question is not open, or there is no such question.
        """
        reason, now = one_line("reason", reason, REASON_LIMIT), self._clock()
        async with self._database.writer() as session:
            asked = await open_question(session, community, question_id)
            await settling.dismiss(session, community, question_id, reason, now=now)
            done = deed(asked, QuestionStatus.DISMISSED.value, author, now, reason=reason)
            await audit.record(session, community, done)

    async def reopen(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Take back that a question was dismissed, within `UNDO_FOR` of it: nobody was told, and nobody will be.

        It is returned, or the same question that was opened meanwhile, which its askers join.

        Raises:
            AlreadyDecided, NotFound: that is too long ago, it was not dismissed, or there is no such question.
        """
        async with self._database.writer() as session:
            now = self._clock()  # as late as can be: once told, it cannot be taken back
            asked = await questions.get(session, community, question_id)
            if not await settling.dismissed_since(session, community, question_id, now - UNDO_FOR):
                raise AlreadyDecided("question", question_id, asked.status.value)
            opened = await settling.reopen(session, community, question_id, now=now)
            await audit.record(session, community, deed(asked, "reopened", author, now, question=opened))
            return await questions.get(session, community, opened, now)

    async def merge(self, community: str, question_id: int, into: int, author: str) -> OpenQuestion:
        """Move a question's askers to another open question that is the same, and return that one.

        Raises:
            AlreadyDecided, NotFound: one of them is not open or does not exist, or they are one and the same.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await open_question(session, community, question_id)
            if into == question_id:
                raise NotFound("question", into)
            await open_question(session, community, into)
            moved = await settling.merge(session, community, question_id, into, now=now)
            done = deed(asked, _MERGED, author, now, merged_into=into, **moved._asdict())
            await audit.record(session, community, done)
            return await questions.get(session, community, into, now)

    async def part(self, community: str, question_id: int, author: str) -> OpenQuestion:
        """Take back that a question was merged, while that into which it was is open, and return it with its askers.

        Raises:
            AlreadyDecided, NotFound: that one is settled, this one was not merged or its words are no longer kept, or
                there is no such question.
        """
        now = self._clock()
        async with self._database.writer() as session:
            asked = await questions.get(session, community, question_id)
            done = await _merge_of(session, asked)
            if done is None:
                raise AlreadyDecided("question", question_id, asked.status.value)
            into, moved = done
            await open_question(session, community, into)
            opened = await settling.part(session, community, question_id, into, moved, now=now)
            if opened is None:
                raise AlreadyDecided("question", question_id, asked.status.value)
            await audit.record(session, community, deed(asked, "parted", author, now, merged_into=into))
            return await questions.get(session, community, opened, now)


async def open_question(
    session: AsyncSession, community: str, question_id: int, now: datetime | None = None
) -> OpenQuestion:
    """Return an open question, with who claims it `now`.

    Raises:
        AlreadyDecided, NotFound: it is not open, or there is no such question.
    """
    found = await questions.get(session, community, question_id, now)
    if found.status is not QuestionStatus.OPEN:
        raise AlreadyDecided("question", question_id, found.status.value)
    return found


def deed(asked: OpenQuestion, action: str, author: str, now: datetime, **after: Any) -> Deed:  # noqa: ANN401
    """Return the audit's record of what was done to a question, without its words: they are not kept for good."""
    return Deed(author, action, "question", asked.id, now, before={"status": asked.status.value}, after=after)


async def _answered(
    session: AsyncSession, asked: OpenQuestion, entry: Entry, author: str, now: datetime
) -> None:
    status = QuestionStatus.ANSWERED
    await settling.close(session, asked.community, asked.id, status, entry_id=entry.id, now=now)
    done = deed(asked, status.value, author, now, entry_id=entry.id)
    await audit.record(session, asked.community, done)


async def _merge_of(session: AsyncSession, asked: OpenQuestion) -> tuple[int, Moved] | None:
    """Return into which question one was merged, and what went there with it; None where that is not known."""
    if asked.status is not QuestionStatus.MERGED:
        return None
    done = [
        each.after
        for each in await audit.of(session, asked.community, "question", [asked.id])
        if each.action == _MERGED and each.after
    ]
    if not done or "askers" not in done[-1]:
        return None
    return done[-1]["merged_into"], Moved(done[-1]["askers"], done[-1]["uncounted"])
