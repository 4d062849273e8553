"""Little is kept of members, and not for long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select, update

from knowledge.domain import Origin, QuestionStatus
from knowledge.store import communities
from knowledge.store.settling import close, erase_words
from knowledge.store.tables import ERASED, AskerRow, OutcomeRow, ProposalRow, ProposalStatus, QuestionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

ASKER_KEPT = timedelta(days=30)  # a reply that comes later finds nobody to tell
WORDS_KEPT = timedelta(days=90)  # unless they became an entry's


async def expire(session: AsyncSession, community: str, *, now: datetime) -> None:
    """Erase what members asked, and who they are, when it may be kept no longer.

    A question that has waited too long leaves the queue as dismissed, without its words. What stands under an
    imported post is public and stays. The community must exist.
    """
    await _forget_askers(session, community, now - ASKER_KEPT)
    await session.execute(
        update(OutcomeRow)
        .where(OutcomeRow.community_id == community, OutcomeRow.at < now - WORDS_KEPT, OutcomeRow.text != "")
        .values(text="")
    )
    await session.execute(
        delete(ProposalRow).where(
            ProposalRow.community_id == community,
            ProposalRow.proposed_at < now - WORDS_KEPT,
            ProposalRow.status != ProposalStatus.ACCEPTED,
        )
    )
    await _erase_questions(session, community, now)


async def _forget_askers(session: AsyncSession, community: str, before: datetime) -> None:
    await session.execute(
        update(AskerRow)
        .where(AskerRow.community_id == community, AskerRow.asked_at < before, AskerRow.asker.is_not(None))
        .values(**ERASED)
    )


async def _erase_questions(session: AsyncSession, community: str, now: datetime) -> None:
    asked_lately = exists().where(
        AskerRow.community_id == community,
        AskerRow.question_id == QuestionRow.id,
        AskerRow.wording != "",
        AskerRow.asked_at >= now - WORDS_KEPT,
    )
    rows = await session.execute(
        select(QuestionRow.id, QuestionRow.status).where(
            QuestionRow.community_id == community,
            QuestionRow.origin != Origin.POST,
            QuestionRow.status != QuestionStatus.ANSWERED,
            QuestionRow.since < now - WORDS_KEPT,
            QuestionRow.text != "",
            ~asked_lately,
        )
    )
    expired = rows.all()
    if not expired:
        return
    for question_id, status in expired:
        if status is QuestionStatus.OPEN:
            await close(session, community, question_id, QuestionStatus.DISMISSED, now=now)
    version = await communities.bump(session, community)
    await erase_words(session, community, [each.id for each in expired], version)
