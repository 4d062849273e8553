"""What askers are owed, and whose id is kept for it: nobody's for longer than that."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import aliased

from knowledge.domain import EntryStatus, Notice, Owed, QuestionStatus
from knowledge.policy import UNDO_FOR
from knowledge.store import entries
from knowledge.store.tables import ERASED, AskerRow, CommunityRow, EntryRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncSession

_MARGIN = timedelta(seconds=10)  # what is taken back at the last moment is committed by then
_CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)


async def owed(
    session: AsyncSession,
    *,
    now: datetime,
    community: str | None = None,
    asker: str | None = None,
    limit: int | None = None,
) -> list[Owed]:
    """Return one notice for each asker of a closed question who waits and was not told since, oldest first.

    They are those of a community, of an asker, or of all; at most `limit`. An answer that has been removed meanwhile
    is not told; it is when it is restored. Nor is anybody told of a community that was left, until it is back, or of
    what was dismissed as long as the author may take that back.
    """
    statement = _owed_rows(now)
    if community is not None:
        statement = statement.where(AskerRow.community_id == community)
    if asker is not None:
        statement = statement.where(AskerRow.asker == asker)
    rows = (await session.execute(statement.limit(limit))).all()
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.entry_id is not None:
            wanted[row.community_id].add(row.entry_id)
    answers = {
        entry_id: entry
        for each, ids in wanted.items()
        for entry_id, entry in (await entries.get_many(session, each, ids)).items()
    }
    return [
        Owed(
            row.id,
            row.community_id,
            row.asker,
            row.place,
            Notice(row.id, row.wording, answers.get(row.entry_id), row.reason),
        )
        for row in rows
    ]


def _owed_rows(now: datetime) -> Select[*tuple[Any, ...]]:
    """Return the askers' first rows of closed questions, those closed first in front."""
    earlier = aliased(AskerRow)
    is_first = ~exists().where(
        earlier.community_id == AskerRow.community_id,
        earlier.question_id == AskerRow.question_id,
        earlier.asker == AskerRow.asker,
        earlier.waits,
        earlier.id < AskerRow.id,
    )
    can_be_told = or_(QuestionRow.entry_id.is_(None), EntryRow.status == EntryStatus.PUBLISHED)
    stands = or_(
        QuestionRow.status != QuestionStatus.DISMISSED, QuestionRow.closed_at <= now - UNDO_FOR - _MARGIN
    )
    return (
        select(
            AskerRow.id,
            AskerRow.community_id,
            AskerRow.asker,
            AskerRow.place,
            AskerRow.wording,
            QuestionRow.entry_id,
            QuestionRow.reason,
        )
        .join(QuestionRow, QuestionRow.id == AskerRow.question_id)
        .join(CommunityRow, CommunityRow.id == AskerRow.community_id)
        .outerjoin(EntryRow, EntryRow.id == QuestionRow.entry_id)
        .where(
            AskerRow.asker.is_not(None),
            AskerRow.waits,
            is_first,
            QuestionRow.status.in_(_CLOSED),
            CommunityRow.left_at.is_(None),
            can_be_told,
            stands,
        )
        .order_by(QuestionRow.closed_at, AskerRow.id)
    )


async def told(
    session: AsyncSession, notice_ids: Sequence[int], *, now: datetime, community: str | None = None
) -> None:
    """Note that notices reached their asker, whose id is erased from those questions; of one community if named."""
    statement = select(AskerRow.community_id, AskerRow.question_id, AskerRow.asker).where(
        AskerRow.id.in_(notice_ids), AskerRow.asker.is_not(None)
    )
    if community is not None:
        statement = statement.where(AskerRow.community_id == community)
    for of_community, question_id, asker in (await session.execute(statement)).all():
        await session.execute(
            update(AskerRow)
            .where(
                AskerRow.community_id == of_community,
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


async def forget(session: AsyncSession, asker: str, community: str | None = None) -> int:
    """Erase the asker's id, in all communities unless one is named, and return from how many rows.

    They are not told any more.
    """
    statement = update(AskerRow).where(AskerRow.asker == asker).values(**ERASED).returning(AskerRow.id)
    if community is not None:
        statement = statement.where(AskerRow.community_id == community)
    return len((await session.scalars(statement)).all())
