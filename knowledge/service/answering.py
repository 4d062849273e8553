"""What becomes of the askers' wordings when their question is answered: the entry has those the author has seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.domain import Done, EntryText, Published, Source, SourceKind
from knowledge.service.publishing import adds_nothing, publish, twins
from knowledge.service.revising import revise
from knowledge.service.rules import PHRASING_LIMIT, without_repeats
from knowledge.store import proposals

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, OpenQuestion


def entry_text(
    asked: OpenQuestion, question: str, answer: str, author: str, now: datetime, seen: Collection[str]
) -> EntryText:
    """Return the author's answer to what was asked, as an entry that has the wordings they have `seen`."""
    title = asked.source.title if asked.source else ""
    url = asked.source.url if asked.source else None
    return EntryText(
        question=question,
        answer=answer,
        phrasings=_wordings(asked, seen),
        context=asked.context,
        source=Source(title=title, url=url, author=author, date=now.date(), kind=SourceKind.REVIEW),
    )


async def publish_answer(
    session: AsyncSession,
    community: str,
    text: EntryText,
    asked: OpenQuestion,
    seen: Collection[str],
    beside: int | None,
    author: str,
    now: datetime,
) -> Published:
    """Publish an author's answer; an entry that gives it to this question already gets the wordings instead.

    Raises:
        SameQuestion: an entry but `beside` asks the same and says something else.
        WordingBlocked: a moderator said that the entry does not answer what was asked.
    """
    words = EntryText(question=text.question, answer=text.answer)
    for twin in await twins(session, community, text.question):
        if adds_nothing(words, twin.text):
            entry = await with_wordings(session, twin, asked, author, now, seen)
            return Published(entry, Done.CHANGED if entry.revision > twin.revision else Done.UNCHANGED)
    return await publish(session, community, text, beside=beside, action="answered", editor=author, now=now)


def _wordings(asked: OpenQuestion, seen: Collection[str]) -> tuple[str, ...]:
    read = (asked.text, *(wording for wording in asked.wordings if wording in seen))
    return tuple(wording for wording in read if len(wording) <= PHRASING_LIMIT)


async def with_wordings(
    session: AsyncSession,
    entry: Entry,
    asked: OpenQuestion,
    author: str,
    now: datetime,
    seen: Collection[str],
) -> Entry:
    """Let an entry have what was asked as phrasings too, as far as the author has `seen` it.

    Raises:
        WordingBlocked: a moderator said that the entry does not answer it.
    """
    known = entry.text.phrasings
    added = without_repeats(_wordings(asked, seen), besides=[entry.question, *known])
    if not added:
        return entry
    text = replace(entry.text, phrasings=known + added)
    return await revise(session, entry, text, action="wordings added", editor=author, now=now)


async def propose_unseen(
    session: AsyncSession, entry: Entry, asked: OpenQuestion, seen: Collection[str], now: datetime
) -> None:
    """Put up for review the wordings that the author has not `seen`."""
    for wording in asked.wordings:
        if wording not in seen:
            await proposals.propose(session, entry.community, entry.id, wording, now=now)
