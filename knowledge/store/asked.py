"""What members asked of late, by wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from knowledge.store.tables import OutcomeRow

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_LATEST = 2_000  # events looked at


class AskedWording(NamedTuple):
    """A wording and how many times it was asked of late."""

    text: str
    times: int


async def lately(session: AsyncSession, community: str, limit: int) -> list[AskedWording]:
    """Return at most `limit` different wordings of the latest questions, last asked first.

    What a member did with the suggestions is an event of its own, but the question was asked once.
    """
    rows = (
        await session.execute(
            select(OutcomeRow.key, OutcomeRow.text)
            .where(OutcomeRow.community_id == community, OutcomeRow.text != "")
            .order_by(OutcomeRow.at.desc(), OutcomeRow.id.desc())
            .limit(_LATEST)
        )
    ).all()
    events = {row.key for row in rows}
    found: dict[str, AskedWording] = {}
    for row in rows:
        if row.key.rpartition("#")[0] not in events:
            folded = " ".join(row.text.casefold().split())
            text, times = found.get(folded, (row.text, 0))
            found[folded] = AskedWording(text, times + 1)
    return list(found.values())[:limit]
