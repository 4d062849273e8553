"""Finding entries as curators do: by words, by the beginning of a number, by the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, select

from knowledge.domain import EntryStatus
from knowledge.store.entries import get_many
from knowledge.store.tables import EntryRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry


async def search(
    session: AsyncSession, community: str, text: str, limit: int = 10, status: EntryStatus | None = None
) -> list[Entry]:
    """Return entries that hold every word of `text`, those first whose question does; removed ones as well.

    With a `status` those alone that have it.
    """
    words = text.casefold().split()
    if not words:
        return []
    asked = func.substr(EntryRow.folded, 1, func.length(EntryRow.question), type_=String())
    asks = and_(*(asked.contains(word, autoescape=True) for word in words))
    holds = and_(*(EntryRow.folded.contains(word, autoescape=True) for word in words))
    return await _first(session, community, status, limit, holds, case((asks, 0), else_=1))


async def numbered(
    session: AsyncSession, community: str, digits: str, limit: int, status: EntryStatus | None = None
) -> list[Entry]:
    """Return entries whose id begins with `digits`, those that were made first; removed ones as well.

    With a `status` those alone that have it.
    """
    begins = cast(EntryRow.id, String).startswith(digits, autoescape=True)
    return await _first(session, community, status, limit, begins)


async def questions(
    session: AsyncSession, community: str, last: int, limit: int, holding: Iterable[str] = ()
) -> list[tuple[int, str]]:
    """Return the ids and questions of the published entries with an id behind `last`, at most `limit`, in their order.

    Of those alone in whose words, in small letters, each of `holding` stands.
    """
    conditions = [EntryRow.folded.contains(word, autoescape=True) for word in holding]
    published = (EntryRow.community_id == community, EntryRow.status == EntryStatus.PUBLISHED)
    rows = await session.execute(
        select(EntryRow.id, EntryRow.question)
        .where(*published, EntryRow.id > last, *conditions)
        .order_by(EntryRow.id)
        .limit(limit)
    )
    return [(row.id, row.question) for row in rows]


async def _first(
    session: AsyncSession,
    community: str,
    status: EntryStatus | None,
    limit: int,
    condition: ColumnElement[bool],
    *order: ColumnElement[Any],
) -> list[Entry]:
    """Return the first entries in an order; only these are read as a whole."""
    wanted = [condition] if status is None else [condition, EntryRow.status == status]
    ids = select(EntryRow.id).where(EntryRow.community_id == community, *wanted)
    first = (await session.scalars(ids.order_by(*order, EntryRow.id).limit(limit))).all()
    found = await get_many(session, community, first)
    return [found[entry_id] for entry_id in first]
