"""Imported documents."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from knowledge.store.tables import SourceRow

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Document:
    """A document as imported: `key` stays the same in later versions, `fingerprint` is that of its bytes."""

    key: str
    fingerprint: str
    title: str
    url: str | None = None
    author: str | None = None
    date: date | None = None


async def keep(session: AsyncSession, community: str, document: Document, *, now: datetime) -> int:
    """Add the document, or note its new state, and return its id; the community must exist."""
    known = (SourceRow.community_id == community, SourceRow.key == document.key)
    row = (await session.execute(select(SourceRow.id, SourceRow.fingerprint).where(*known))).one_or_none()
    if row is None:
        values = {"community_id": community, "imported_at": now, **asdict(document)}
        return (await session.scalars(insert(SourceRow).values(values).returning(SourceRow.id))).one()
    source_id: int = row.id
    if row.fingerprint != document.fingerprint:
        await session.execute(update(SourceRow).where(*known).values(imported_at=now, **asdict(document)))
    return source_id


async def listed(session: AsyncSession, community: str) -> list[Document]:
    """Return the imported documents, first imported first."""
    rows = await session.scalars(
        select(SourceRow).where(SourceRow.community_id == community).order_by(SourceRow.id)
    )
    return [Document(row.key, row.fingerprint, row.title, row.url, row.author, row.date) for row in rows]
