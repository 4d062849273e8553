"""Communities from which the bot was sent away: everything of theirs is deleted after a while, unless it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from knowledge.store.tables import CommunityRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


async def leave(session: AsyncSession, community: str, *, now: datetime) -> None:
    """Note when a community was left, unless it was before; nothing is noted of one that is not known."""
    await session.execute(
        update(CommunityRow)
        .where(CommunityRow.id == community, CommunityRow.left_at.is_(None))
        .values(left_at=now)
    )


async def come_back(session: AsyncSession, community: str) -> None:
    """Note that a community is in use; it may never have been left."""
    await session.execute(update(CommunityRow).where(CommunityRow.id == community).values(left_at=None))


async def in_use(session: AsyncSession) -> list[str]:
    """Return the communities of which something is kept and that were not left."""
    found = await session.scalars(
        select(CommunityRow.id).where(CommunityRow.left_at.is_(None)).order_by(CommunityRow.id)
    )
    return list(found)


async def left_by(session: AsyncSession, moment: datetime) -> list[str]:
    """Return the communities that were left at `moment` at the latest, and are still, longest ago first."""
    found = await session.scalars(
        select(CommunityRow.id)
        .where(CommunityRow.left_at <= moment)
        .order_by(CommunityRow.left_at, CommunityRow.id)
    )
    return list(found)


async def delete_all(session: AsyncSession, community: str) -> None:
    """Delete every row of a community."""
    for table in reversed(CommunityRow.metadata.sorted_tables):  # what hangs on a row goes before it
        column = CommunityRow.id if table is CommunityRow.__table__ else table.c.community_id
        await session.execute(delete(table).where(column == community))
