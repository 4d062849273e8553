"""Who asked what, as far as their id is kept, and how they take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, delete, literal, select, update

from knowledge.domain import Asking, Origin, QuestionStatus
from knowledge.language.tokens import fold
from knowledge.policy import UNDO_FOR
from knowledge.store import communities, outcomes
from knowledge.store.columns import digest_of
from knowledge.store.questions import touch
from knowledge.store.settling import close, erase_words
from knowledge.store.tables import ERASED, AskerRow, QuestionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession


class Share(NamedTuple):
    """One time a question was asked, by whom where their id is kept, and where the question is on its way."""

    id: int
    question_id: int
    asker: str | None
    status: QuestionStatus


class Held(NamedTuple):
    """What is kept together with an asker's id of one time that they asked."""

    asking: Asking
    place: str
    reason: str | None


def seen_status(now: datetime) -> ColumnElement[QuestionStatus]:
    """Return a question's status as its askers see it: what an author may still take back has not happened yet."""
    may_come_back = and_(
        QuestionRow.status == QuestionStatus.DISMISSED,
        QuestionRow.reason.is_not(None),
        QuestionRow.closed_at > now - UNDO_FOR,
    )
    return case(
        (may_come_back, literal(QuestionStatus.OPEN, QuestionRow.status.type)), else_=QuestionRow.status
    )


async def of_event(session: AsyncSession, community: str, key: str, now: datetime) -> Share | None:
    """Return the asking that came of the event `key`, or of turning down its suggestions; None where none did."""
    found = await session.execute(
        select(AskerRow.id, AskerRow.question_id, AskerRow.asker, seen_status(now))
        .join(QuestionRow, QuestionRow.id == AskerRow.question_id)
        .where(AskerRow.community_id == community, AskerRow.key.in_([key, outcomes.declined(key)]))
        .order_by(AskerRow.id.desc())
    )
    row = found.first()
    return Share(*row) if row is not None else None


async def let_wait(session: AsyncSession, share: Share, place: str) -> None:
    """Note that who asked wants to be told, in `place` if one is given."""
    values = {"waits": True, "place": place} if place else {"waits": True}
    await session.execute(update(AskerRow).where(AskerRow.id == share.id).values(values))


async def take_back(
    session: AsyncSession, community: str, share: Share, *, now: datetime, keep: str = ""
) -> None:
    """Erase an asker's id and words from an open question, which leaves the queue when nobody else asked it.

    What was asked by the event `keep` keeps its words, for its asker goes on with it.
    """
    question_id = share.question_id
    keys = await session.scalars(
        update(AskerRow)
        .where(
            AskerRow.community_id == community,
            AskerRow.question_id == question_id,
            AskerRow.asker == share.asker,
        )
        .values(**ERASED, wording="", counted=False, waits=False)
        .returning(AskerRow.key)
    )
    await outcomes.unsay(session, community, [key for key in keys.all() if outcomes.asked_by(key) != keep])
    wordings = await _wordings(session, community, question_id)
    if wordings:
        await _reword(session, community, question_id, wordings)
        return
    await close(session, community, question_id, QuestionStatus.DISMISSED, now=now)
    await erase_words(session, community, [question_id], await communities.bump(session, community))


async def undo_declined(
    session: AsyncSession, community: str, share: Share, key: str, *, now: datetime
) -> None:
    """Take a question out of the queue that came there as its asker turned down what the event `key` offered."""
    await take_back(session, community, share, now=now, keep=key)
    await outcomes.undo_declined(session, community, key)
    of_it = (AskerRow.community_id == community, AskerRow.key == outcomes.declined(key))
    await session.execute(delete(AskerRow).where(*of_it))


async def held(
    session: AsyncSession, asker: str, community: str | None = None, *, now: datetime | None = None
) -> list[Held]:
    """Return what is kept together with an asker's id, oldest first; of all communities unless one is named.

    The status is the one that is kept, or that which the asker sees `now`.
    """
    statement = (
        select(
            AskerRow.community_id,
            AskerRow.question_id,
            AskerRow.wording,
            QuestionRow.status if now is None else seen_status(now),
            AskerRow.asked_at,
            AskerRow.waits,
            QuestionRow.entry_id,
            AskerRow.key,
            AskerRow.place,
            QuestionRow.reason,
        )
        .join(QuestionRow, QuestionRow.id == AskerRow.question_id)
        .where(AskerRow.asker == asker)
        .order_by(AskerRow.id)
    )
    if community is not None:
        statement = statement.where(AskerRow.community_id == community)
    return [
        Held(Asking(*asking), place, reason) for *asking, place, reason in await session.execute(statement)
    ]


async def _wordings(session: AsyncSession, community: str, question_id: int) -> list[str]:
    rows = await session.scalars(
        select(AskerRow.wording)
        .where(
            AskerRow.community_id == community, AskerRow.question_id == question_id, AskerRow.wording != ""
        )
        .order_by(AskerRow.id)
    )
    return list(rows)


async def _reword(session: AsyncSession, community: str, question_id: int, wordings: list[str]) -> None:
    """Let an open question have the first of these wordings, unless it has one; a post's words are public and stay."""
    mine = (QuestionRow.community_id == community, QuestionRow.id == question_id)
    row = (await session.execute(select(QuestionRow.text, QuestionRow.origin).where(*mine))).one()
    if row.text not in wordings and row.origin is not Origin.POST:
        text, digest = wordings[0], digest_of(fold(wordings[0]))
        others = select(QuestionRow.id).where(
            QuestionRow.community_id == community,
            QuestionRow.digest == digest,
            QuestionRow.status == QuestionStatus.OPEN,
        )
        if await session.scalar(others) is not None:
            digest = digest_of(
                f"{question_id}\0{text}"
            )  # the same words belong to another: this is found by meaning
        await session.execute(update(QuestionRow).where(*mine).values(text=text, digest=digest))
    await touch(session, community, question_id)
