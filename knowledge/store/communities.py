"""Communities: their version counters, and how strict they want the bot to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from knowledge.policy import Strictness
from knowledge.store.tables import CommunityRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.policy import Chosen


class Standing(NamedTuple):
    """A community's version, 0 while nothing of it is stored, the strictness that it chose, if any, and when it began.

    One that was deleted counts its versions anew: it is `since` that tells it from the one before.
    """

    version: int
    chosen: Chosen
    since: datetime | None


async def ensure(session: AsyncSession, community: str, now: datetime) -> None:
    """Create the community unless it exists."""
    known = await session.scalar(select(CommunityRow.id).where(CommunityRow.id == community))
    if known is None:
        await session.execute(insert(CommunityRow).values(id=community, version=0, created_at=now))


async def standing(session: AsyncSession, community: str) -> Standing:
    """Return what is to be known of a community before every question."""
    found = await session.execute(
        select(
            CommunityRow.version, CommunityRow.strictness, CommunityRow.answer_at, CommunityRow.created_at
        ).where(CommunityRow.id == community)
    )
    row = found.one_or_none()
    if row is None:
        return Standing(0, None, None)
    return Standing(row.version, row.strictness or row.answer_at, row.created_at)


async def version(session: AsyncSession, community: str) -> int:
    """Return the community's version, 0 while nothing of it is stored."""
    return (await standing(session, community)).version


async def bump(session: AsyncSession, community: str) -> int:
    """Count a change and return the version to stamp it with; the community must exist.

    One version stamps rows of one table. Rows stamped by a transaction become visible together with the version
    they carry.
    """
    return (
        await session.execute(
            update(CommunityRow)
            .where(CommunityRow.id == community)
            .values(version=CommunityRow.version + 1)
            .returning(CommunityRow.version)
        )
    ).scalar_one()


async def chosen(session: AsyncSession, community: str) -> Chosen:
    """Return what the community chose as its strictness, None while it has chosen nothing."""
    return (await standing(session, community)).chosen


async def choose(session: AsyncSession, community: str, choice: Chosen) -> None:
    """Keep what the community chose instead of what it had; the community must exist."""
    strictness, answer_at = (choice, None) if isinstance(choice, Strictness) else (None, choice)
    await session.execute(
        update(CommunityRow)
        .where(CommunityRow.id == community)
        .values(strictness=strictness, answer_at=answer_at)
    )
