"""Questions as they are read: with the wordings of all who asked, and who wants to answer them."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from knowledge.domain import OpenQuestion
from knowledge.store.codec import nearest_from_json, source_from_json
from knowledge.store.tables import AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

CLAIM_KEPT = timedelta(days=7)  # who has not answered by then has forgotten it


async def selected(
    session: AsyncSession, community: str, *conditions: ColumnElement[bool], now: datetime | None = None
) -> list[OpenQuestion]:
    """Return the questions of which `conditions` hold, in the order of their ids; without `now` nobody claims any."""
    conditions = (QuestionRow.community_id == community, *conditions)
    statement = select(QuestionRow).where(*conditions).order_by(QuestionRow.id)
    # What this transaction has changed since it last read a row must be seen.
    rows = (await session.scalars(statement.execution_options(populate_existing=True))).all()
    if not rows:
        return []
    asked: dict[int, list[Any]] = defaultdict(list)
    for row in await session.execute(
        select(
            AskerRow.question_id,
            AskerRow.wording,
            AskerRow.counted,
            AskerRow.place,
            AskerRow.asker,
            AskerRow.waits,
        )
        .join(QuestionRow, QuestionRow.id == AskerRow.question_id)
        .where(AskerRow.community_id == community, *conditions)
        .order_by(AskerRow.id)
    ):
        asked[row.question_id].append(row)
    return [_question(row, asked[row.id], now) for row in rows]


def _question(row: QuestionRow, asked: Sequence[Any], now: datetime | None) -> OpenQuestion:
    others = dict.fromkeys(each.wording for each in asked if each.wording not in {"", row.text})
    newest_first = dict.fromkeys(each.place for each in reversed(asked) if each.place)
    return OpenQuestion(
        id=row.id,
        community=row.community_id,
        text=row.text,
        wordings=tuple(others),
        askers=sum(each.counted for each in asked),
        since=row.since,
        origin=row.origin,
        status=row.status,
        source=source_from_json(row.source) if row.source else None,
        nearest=tuple(nearest_from_json(near) for near in row.nearest),
        context=row.context,
        language=row.language,
        places=tuple(reversed(newest_first)),
        claimed_by=row.claimed_by if now and row.claimed_at and now - row.claimed_at <= CLAIM_KEPT else "",
        to_tell=len({each.asker for each in asked if each.waits and each.asker is not None}),
    )
