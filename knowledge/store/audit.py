"""What moderators and authors did: who, when, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from knowledge.store.tables import AuditRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

_DEED = (
    AuditRow.actor,
    AuditRow.action,
    AuditRow.kind,
    AuditRow.target_id,
    AuditRow.at,
    AuditRow.before,
    AuditRow.after,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on the row `target_id` of a `kind` ("entry", "draft", "question", "proposal", "source", "term",
    "strictness", "choice").
    """

    actor: str
    action: str
    kind: str
    target_id: int
    at: datetime
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


async def record(session: AsyncSession, community: str, *deeds: Deed) -> None:
    """Keep `deeds`, in their order."""
    if deeds:
        await session.execute(insert(AuditRow), [_row(community, deed) for deed in deeds])


async def of(session: AsyncSession, community: str, kind: str, target_ids: Iterable[int]) -> list[Deed]:
    """Return what was done to these rows, oldest first."""
    rows = await session.execute(
        select(*_DEED)
        .where(
            AuditRow.community_id == community,
            AuditRow.kind == kind,
            AuditRow.target_id.in_(list(target_ids)),
        )
        .order_by(AuditRow.id)
    )
    return [Deed(*row) for row in rows]


async def by(session: AsyncSession, actor: str) -> list[tuple[str, Deed]]:
    """Return what somebody did, with the community in which they did it, oldest first."""
    rows = await session.execute(
        select(AuditRow.community_id, *_DEED).where(AuditRow.actor == actor).order_by(AuditRow.id)
    )
    return [(community, Deed(*deed)) for community, *deed in rows]


def _row(community: str, deed: Deed) -> dict[str, Any]:
    return {
        "community_id": community,
        "at": deed.at,
        "actor": deed.actor,
        "action": deed.action,
        "kind": deed.kind,
        "target_id": deed.target_id,
        "before": deed.before,
        "after": deed.after,
    }
