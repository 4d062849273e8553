"""How questions leave the author's queue, or move in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from knowledge.domain import QuestionStatus
from knowledge.store import communities
from knowledge.store.questions import touch
from knowledge.store.tables import ERASED, AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


async def close(
    session: AsyncSession,
    community: str,
    question_id: int,
    status: QuestionStatus,
    *,
    now: datetime,
    entry_id: int | None = None,
    reason: str | None = None,
    merged_into: int | None = None,
) -> None:
    """Close an open question: answered by `entry_id`, dismissed for `reason`, or `merged_into` another.

    The ids of those who do not wait for a reply have done their work, to count each once, and are erased.
    """
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(
            status=status,
            entry_id=entry_id,
            reason=reason,
            merged_into=merged_into,
            closed_at=now,
            claimed_by="",
            claimed_at=None,
            version=await communities.bump(session, community),
        )
    )
    await session.execute(
        update(AskerRow)
        .where(
            AskerRow.community_id == community, AskerRow.question_id == question_id, AskerRow.waits.is_(False)
        )
        .values(**ERASED)
    )


async def erase_words(
    session: AsyncSession, community: str, question_ids: Sequence[int], version: int
) -> None:
    """Erase the words of closed questions, as asked by all their askers, and stamp them with `version`."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id.in_(question_ids))
        .values(text="", context="", digest=b"", nearest=[], version=version)
    )
    await session.execute(
        update(AskerRow)
        .where(AskerRow.community_id == community, AskerRow.question_id.in_(question_ids))
        .values(wording="")
    )


async def merge(session: AsyncSession, community: str, question_id: int, into: int, *, now: datetime) -> None:
    """Move a question's askers to question `into`, each counted once there, and close it as merged."""
    there = set(
        await session.scalars(
            select(AskerRow.asker).where(
                AskerRow.community_id == community, AskerRow.question_id == into, AskerRow.asker.is_not(None)
            )
        )
    )
    moved = (AskerRow.community_id == community, AskerRow.question_id == question_id)
    if there:
        await session.execute(update(AskerRow).where(*moved, AskerRow.asker.in_(there)).values(counted=False))
    await session.execute(update(AskerRow).where(*moved).values(question_id=into))
    await close(session, community, question_id, QuestionStatus.MERGED, now=now, merged_into=into)
    await touch(session, community, into)


async def claim(
    session: AsyncSession, community: str, question_id: int, author: str, *, now: datetime
) -> None:
    """Note who wants to answer a question, "" for nobody."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(claimed_by=author, claimed_at=now if author else None)
    )


async def put_off(session: AsyncSession, community: str, question_id: int, *, now: datetime) -> None:
    """Send a question to the end of the queue."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(put_off_at=now)
    )
