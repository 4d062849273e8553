"""What askers are owed, and whose id is kept for it: nobody's for longer than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from knowledge.domain import EntryStatus, Notice, QuestionStatus
from knowledge.store import entries
from knowledge.store.tables import ERASED, AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry

_CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)


async def owed(session: AsyncSession, community: str, asker: str) -> list[Notice]:
    """Return one notice for each question of `asker` that was closed since they were last told, oldest first.

    An answer that has been removed meanwhile is not told; it is when it is restored.
    """
    rows = (
        await session.execute(
            select(
                AskerRow.id, AskerRow.question_id, AskerRow.wording, QuestionRow.entry_id, QuestionRow.reason
            )
            .join(QuestionRow, QuestionRow.id == AskerRow.question_id)
            .where(
                AskerRow.community_id == community,
                AskerRow.asker == asker,
                AskerRow.waits,
                QuestionRow.community_id == community,
                QuestionRow.status.in_(_CLOSED),
            )
            .order_by(AskerRow.id)
        )
    ).all()
    first = {row.question_id: row for row in reversed(rows)}
    answers = await entries.get_many(session, community, {row.entry_id for row in rows if row.entry_id})
    return [
        Notice(row.id, row.wording, answers.get(row.entry_id), row.reason)
        for row in rows
        if row is first[row.question_id] and _can_be_told(row.entry_id, answers)
    ]


async def told(session: AsyncSession, community: str, notice_ids: Sequence[int], *, now: datetime) -> None:
    """Note that notices reached their asker, whose id is erased from those questions."""
    pairs = await session.execute(
        select(AskerRow.question_id, AskerRow.asker).where(
            AskerRow.community_id == community, AskerRow.id.in_(notice_ids), AskerRow.asker.is_not(None)
        )
    )
    for question_id, asker in pairs.all():
        await session.execute(
            update(AskerRow)
            .where(
                AskerRow.community_id == community,
                AskerRow.question_id == question_id,
                AskerRow.asker == asker,
            )
            .values(**ERASED, told_at=now)
        )


async def held(session: AsyncSession, community: str, asker: str) -> list[str]:
    """Return the wordings that are kept together with the asker's id, oldest first."""
    rows = await session.scalars(
        select(AskerRow.wording)
        .where(AskerRow.community_id == community, AskerRow.asker == asker)
        .order_by(AskerRow.id)
    )
    return list(rows)


async def forget(session: AsyncSession, community: str, asker: str) -> int:
    """Erase the asker's id everywhere and return from how many rows; nobody is told any more."""
    erased = await session.scalars(
        update(AskerRow)
        .where(AskerRow.community_id == community, AskerRow.asker == asker)
        .values(**ERASED)
        .returning(AskerRow.id)
    )
    return len(erased.all())


def _can_be_told(entry_id: int | None, answers: dict[int, Entry]) -> bool:
    return entry_id is None or answers[entry_id].status is EntryStatus.PUBLISHED
