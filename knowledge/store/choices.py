"""What communities chose for themselves, by name; the values are JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from knowledge.store.tables import ChoiceRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncSession


async def kept(session: AsyncSession, community: str) -> dict[str, Any]:
    """Return what a community chose, by name."""
    rows = await session.execute(
        select(ChoiceRow.name, ChoiceRow.value)
        .where(ChoiceRow.community_id == community)
        .order_by(ChoiceRow.name)
    )
    return {name: value for name, value in rows}  # noqa: C416  a row is not a pair to the type checker


async def keep(session: AsyncSession, community: str, changes: Mapping[str, Any]) -> None:
    """Keep choices instead of those of the same names; None takes one back. The community must exist."""
    await session.execute(
        delete(ChoiceRow).where(ChoiceRow.community_id == community, ChoiceRow.name.in_(list(changes)))
    )
    rows = [
        {"community_id": community, "name": name, "value": value}
        for name, value in changes.items()
        if value is not None
    ]
    if rows:
        await session.execute(insert(ChoiceRow), rows)
