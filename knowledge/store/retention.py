"""Little is kept of members, and not for long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, select, update

from knowledge.domain import Origin, QuestionStatus
from knowledge.policy import UNDO_FOR
from knowledge.store import communities
from knowledge.store.settling import close, erase_words
from knowledge.store.tables import ERASED, AskerRow, OutcomeRow, ProposalRow, ProposalStatus, QuestionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

ASKER_KEPT = timedelta(days=30)  # a reply that comes later finds nobody to tell
WORDS_KEPT = timedelta(days=90)  # unless they became an entry's


async def expire(
    session: AsyncSession, community: str, *, now: datetime, words_kept: timedelta = WORDS_KEPT
) -> None:
    """Erase what members asked, and who they are, when it may be kept no longer; `words_kept` is for their words.

    A question that has waited too long leaves the queue as dismissed, without its words. What stands under an
    imported post is public and stays. The community must exist.
    """
    before = now - words_kept
    await _forget_askers(session, community, AskerRow.asked_at < now - ASKER_KEPT)
    await _forget_askers(session, community, and_(AskerRow.waits.is_(False), _dismissed(now - UNDO_FOR)))
    await session.execute(
        update(OutcomeRow)
        .where(OutcomeRow.community_id == community, OutcomeRow.at < before, OutcomeRow.text != "")
        .values(text="")
    )
    await session.execute(
        delete(ProposalRow).where(
            ProposalRow.community_id == community,
            ProposalRow.proposed_at < before,
            ProposalRow.status != ProposalStatus.ACCEPTED,
        )
    )
    await _erase_questions(session, community, before, now)


async def _forget_askers(session: AsyncSession, community: str, these: ColumnElement[bool]) -> None:
    await session.execute(
        update(AskerRow)
        .where(AskerRow.community_id == community, AskerRow.asker.is_not(None), these)
        .values(**ERASED)
    )


def _dismissed(before: datetime) -> ColumnElement[bool]:
    """Say of an asker's row that its question was dismissed so long ago that this cannot be taken back."""
    return exists().where(
        QuestionRow.id == AskerRow.question_id,
        QuestionRow.status == QuestionStatus.DISMISSED,
        QuestionRow.closed_at < before,
    )


async def _erase_questions(session: AsyncSession, community: str, before: datetime, now: datetime) -> None:
    asked_lately = exists().where(
        AskerRow.community_id == community,
        AskerRow.question_id == QuestionRow.id,
        AskerRow.wording != "",
        AskerRow.asked_at >= before,
    )
    rows = await session.execute(
        select(QuestionRow.id, QuestionRow.status).where(
            QuestionRow.community_id == community,
            QuestionRow.origin != Origin.POST,
            QuestionRow.status != QuestionStatus.ANSWERED,
            QuestionRow.since < before,
            QuestionRow.text != "",
            ~asked_lately,
        )
    )
    expired = rows.all()
    if not expired:
        return
    unanswered = [each.id for each in expired if each.status is QuestionStatus.OPEN]
    for question_id in unanswered:
        await close(session, community, question_id, QuestionStatus.DISMISSED, now=now)
    await _forget_askers(
        session, community, AskerRow.question_id.in_(unanswered)
    )  # there is nothing to tell them
    version = await communities.bump(session, community)
    await erase_words(session, community, [each.id for each in expired], version)
