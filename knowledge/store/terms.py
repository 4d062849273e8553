"""What a community calls things, besides the names that everybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from knowledge.domain import Term
from knowledge.errors import NotFound
from knowledge.store.tables import TermRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession


async def listed(session: AsyncSession, community: str) -> list[Term]:
    """Return the community's terms, oldest first."""
    rows = await session.execute(
        select(TermRow.id, TermRow.name, TermRow.names)
        .where(TermRow.community_id == community)
        .order_by(TermRow.id)
    )
    return [Term(row.id, row.name, tuple(row.names)) for row in rows]


async def get(session: AsyncSession, community: str, term_id: int) -> Term:
    """Return a term.

    Raises:
        NotFound: the community has no such term.
    """
    found = await session.execute(
        select(TermRow.id, TermRow.name, TermRow.names).where(
            TermRow.community_id == community, TermRow.id == term_id
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound("term", term_id)
    return Term(row.id, row.name, tuple(row.names))


async def add(session: AsyncSession, community: str, key: str, name: str, names: Sequence[str]) -> Term:
    """Keep a new term; no other of the community has its `key`."""
    term_id = await session.scalar(
        insert(TermRow)
        .values(community_id=community, key=key, name=name, names=list(names))
        .returning(TermRow.id)
    )
    assert term_id is not None  # noqa: S101  an insert returns what it inserted
    return Term(term_id, name, tuple(names))


async def replace(session: AsyncSession, community: str, term: Term) -> None:
    """Give the term with this id these names; its key stays."""
    await session.execute(
        update(TermRow)
        .where(TermRow.community_id == community, TermRow.id == term.id)
        .values(name=term.name, names=list(term.names))
    )


async def remove(session: AsyncSession, community: str, term_id: int) -> None:
    """Delete a term."""
    await session.execute(delete(TermRow).where(TermRow.community_id == community, TermRow.id == term_id))
