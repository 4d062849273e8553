"""How questions leave the author's queue, or move in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select, update

from knowledge.domain import QuestionStatus
from knowledge.store import communities
from knowledge.store.questions import open_with_digest, touch
from knowledge.store.tables import ERASED, AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


async def close(
    session: AsyncSession,
    community: str,
    question_id: int,
    status: QuestionStatus,
    *,
    now: datetime,
    entry_id: int | None = None,
    merged_into: int | None = None,
) -> None:
    """Close an open question for good: answered by `entry_id`, `merged_into` another, or given up.

    The ids of those who do not wait for a reply have done their work, to count each once, and are erased.
    """
    values = {"status": status, "entry_id": entry_id, "merged_into": merged_into, "closed_at": now}
    await _settle(session, community, question_id, **values)
    await session.execute(
        update(AskerRow)
        .where(
            AskerRow.community_id == community, AskerRow.question_id == question_id, AskerRow.waits.is_(False)
        )
        .values(**ERASED)
    )


async def dismiss(
    session: AsyncSession, community: str, question_id: int, reason: str, *, now: datetime
) -> None:
    """Close an open question for a `reason`, so that it can be taken back for a while.

    No id is erased before that is over: it would be missing where the question is reopened.
    """
    values = {"status": QuestionStatus.DISMISSED, "reason": reason, "closed_at": now}
    await _settle(session, community, question_id, **values)


async def dismissed_since(session: AsyncSession, community: str, question_id: int, moment: datetime) -> bool:
    """Tell whether a question was dismissed after a `moment`, was not reopened, and its words are still kept."""
    found = await session.scalar(
        select(QuestionRow.id).where(
            QuestionRow.community_id == community,
            QuestionRow.id == question_id,
            QuestionRow.status == QuestionStatus.DISMISSED,
            QuestionRow.reason.is_not(None),
            QuestionRow.text != "",
            QuestionRow.closed_at > moment,
        )
    )
    return found is not None


async def reopen(session: AsyncSession, community: str, question_id: int, *, now: datetime) -> int:
    """Put a closed question back into the queue, and return its id.

    Where the same was asked anew meanwhile, its askers join that question, whose id is returned.
    """
    digest = await session.scalar(
        select(QuestionRow.digest).where(QuestionRow.community_id == community, QuestionRow.id == question_id)
    )
    same = await open_with_digest(session, community, digest or b"")
    if same is not None:
        await merge(session, community, question_id, same, now=now)
        return same
    nothing = {"reason": None, "merged_into": None, "closed_at": None}
    await _settle(session, community, question_id, status=QuestionStatus.OPEN, **nothing)
    return question_id


async def _settle(session: AsyncSession, community: str, question_id: int, **values: Any) -> None:  # noqa: ANN401
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(**values, claimed_by="", claimed_at=None, version=await communities.bump(session, community))
    )


async def erase_words(
    session: AsyncSession, community: str, question_ids: Sequence[int], version: int
) -> None:
    """Erase the words of closed questions, as asked by all their askers, and stamp them with `version`."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id.in_(question_ids))
        .values(text="", context="", digest=b"", nearest=[], version=version)
    )
    await session.execute(
        update(AskerRow)
        .where(AskerRow.community_id == community, AskerRow.question_id.in_(question_ids))
        .values(wording="")
    )


class Moved(NamedTuple):
    """Which rows of askers a merge moved, and which of them count no longer; by these it can be taken back."""

    askers: list[int]
    uncounted: list[int]


async def merge(
    session: AsyncSession, community: str, question_id: int, into: int, *, now: datetime
) -> Moved:
    """Move a question's askers to question `into`, each counted once there, and close it as merged."""
    there = set(
        await session.scalars(
            select(AskerRow.asker).where(
                AskerRow.community_id == community, AskerRow.question_id == into, AskerRow.asker.is_not(None)
            )
        )
    )
    rows = await session.execute(
        select(AskerRow.id, AskerRow.asker, AskerRow.counted)
        .where(AskerRow.community_id == community, AskerRow.question_id == question_id)
        .order_by(AskerRow.id)
    )
    found = rows.all()
    moved = Moved([row.id for row in found], [row.id for row in found if row.counted and row.asker in there])
    await _move(session, community, moved.askers, into)
    await _count(session, community, moved.uncounted, counted=False)
    await close(session, community, question_id, QuestionStatus.MERGED, now=now, merged_into=into)
    await touch(session, community, into)
    return moved


async def part(
    session: AsyncSession, community: str, question_id: int, into: int, moved: Moved, *, now: datetime
) -> int | None:
    """Take a merge back: the askers return to their question, which is open again, and its id is returned.

    None where its words are no longer kept, for whoever asked it first took them back, or they were kept long enough.
    """
    text = await session.scalar(
        select(QuestionRow.text).where(QuestionRow.community_id == community, QuestionRow.id == question_id)
    )
    rows = await session.execute(
        select(AskerRow.id, AskerRow.wording).where(
            AskerRow.community_id == community, AskerRow.question_id == into, AskerRow.id.in_(moved.askers)
        )
    )
    wordings: dict[int, str] = {row.id: row.wording for row in rows}
    if not text or not all(wordings.get(first) for first in moved.askers[:1]):
        return None
    await _move(session, community, list(wordings), question_id)
    again = [each for each in moved.uncounted if wordings.get(each)]
    await _count(session, community, again, counted=True)
    await touch(session, community, into)
    return await reopen(session, community, question_id, now=now)


async def _move(session: AsyncSession, community: str, askers: Sequence[int], question_id: int) -> None:
    of = (AskerRow.community_id == community, AskerRow.id.in_(askers))
    await session.execute(update(AskerRow).where(*of).values(question_id=question_id))


async def _count(session: AsyncSession, community: str, askers: Sequence[int], *, counted: bool) -> None:
    of = (AskerRow.community_id == community, AskerRow.id.in_(askers))
    await session.execute(update(AskerRow).where(*of).values(counted=counted))


async def claim(
    session: AsyncSession, community: str, question_id: int, author: str, *, now: datetime
) -> None:
    """Note who wants to answer a question, "" for nobody."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(claimed_by=author, claimed_at=now if author else None)
    )


async def put_off(session: AsyncSession, community: str, question_id: int, *, now: datetime) -> None:
    """Send a question to the end of the queue."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(put_off_at=now)
    )
