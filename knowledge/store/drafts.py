"""Drafts: what documents yielded, on its way to becoming entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from knowledge.domain import Draft, DraftStatus, DraftText
from knowledge.errors import NotFound
from knowledge.store.codec import text_from_json, text_to_json
from knowledge.store.tables import DraftRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

_FEW = 500  # ids in one statement


async def get(session: AsyncSession, community: str, draft_id: int) -> Draft:
    """Return the draft, whatever its status.

    Raises:
        NotFound: the community has no such draft.
    """
    found = await _select(session, community, DraftRow.id == draft_id)
    if not found:
        raise NotFound("draft", draft_id)
    return found[0]


async def source_of(session: AsyncSession, community: str, draft_id: int) -> int:
    """Return the id of the document that yielded the draft."""
    return (
        await session.scalars(
            select(DraftRow.source_id).where(DraftRow.community_id == community, DraftRow.id == draft_id)
        )
    ).one()


async def listed(
    session: AsyncSession, community: str, status: DraftStatus | None = DraftStatus.PENDING
) -> list[Draft]:
    """Return the drafts of that status (None: of any), first imported first."""
    if status is None:
        return await _select(session, community)
    return await _select(session, community, DraftRow.status == status)


async def of_source(session: AsyncSession, community: str, source_id: int) -> dict[str, Draft]:
    """Return all drafts of a document by their keys."""
    found = await _select(session, community, DraftRow.source_id == source_id)
    return {draft.content.key: draft for draft in found}


async def touched_at(
    session: AsyncSession, community: str, draft_ids: Collection[int], at: datetime
) -> list[int]:
    """Return those of the drafts that were last stored at that very moment."""
    rows = await session.execute(
        select(DraftRow.id, DraftRow.updated_at).where(DraftRow.community_id == community)
    )
    wanted = set(draft_ids)
    return [row.id for row in rows if row.id in wanted and row.updated_at == at]


async def add_many(
    session: AsyncSession, community: str, source_id: int, contents: Sequence[DraftText], *, now: datetime
) -> list[Draft]:
    """Add pending drafts and return them in the order of `contents`."""
    if not contents:
        return []
    fixed = {
        "community_id": community,
        "source_id": source_id,
        "status": DraftStatus.PENDING,
        "conflict": False,
    }
    ids = await session.scalars(
        insert(DraftRow).returning(DraftRow.id, sort_by_parameter_order=True),
        [fixed | _content_columns(content) | {"updated_at": now} for content in contents],
    )
    return [
        Draft(draft_id, community, content, DraftStatus.PENDING)
        for draft_id, content in zip(ids, contents, strict=True)
    ]


async def save_many(session: AsyncSession, drafts: Sequence[Draft], *, now: datetime) -> None:
    """Store the new content, status, entry and conflict of drafts that exist."""
    if not drafts:
        return
    await session.execute(
        update(DraftRow),
        [
            {
                "id": draft.id,
                **_content_columns(draft.content),
                "status": draft.status,
                "entry_id": draft.entry_id,
                "conflict": draft.conflict,
                "updated_at": now,
            }
            for draft in drafts
        ],
    )


async def delete_many(session: AsyncSession, community: str, draft_ids: Collection[int]) -> None:
    """Delete drafts."""
    ids = list(draft_ids)
    for start in range(0, len(ids), _FEW):
        await session.execute(
            delete(DraftRow).where(
                DraftRow.community_id == community, DraftRow.id.in_(ids[start : start + _FEW])
            )
        )


async def _select(session: AsyncSession, community: str, *conditions: ColumnElement[bool]) -> list[Draft]:
    rows = await session.execute(
        select(
            DraftRow.id,
            DraftRow.community_id,
            DraftRow.key,
            DraftRow.text,
            DraftRow.authorship,
            DraftRow.hint,
            DraftRow.status,
            DraftRow.entry_id,
            DraftRow.conflict,
        )
        .where(DraftRow.community_id == community, *conditions)
        .order_by(DraftRow.id)
    )
    return [
        Draft(
            id=row.id,
            community=row.community_id,
            content=DraftText(row.key, text_from_json(row.text), row.authorship, row.hint),
            status=row.status,
            entry_id=row.entry_id,
            conflict=row.conflict,
        )
        for row in rows
    ]


def _content_columns(content: DraftText) -> dict[str, Any]:
    return {
        "key": content.key,
        "text": text_to_json(content.text),
        "authorship": content.authorship,
        "hint": content.hint,
    }
