"""How often things happened, counted in the database; times are grouped by the weeks whose `starts` are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from knowledge.domain import Decision, EntryStatus, Origin, QuestionStatus
from knowledge.store import outcomes
from knowledge.store.tables import AuditRow, EntryRow, Judgement, OutcomeRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

_CLOSED = (QuestionStatus.ANSWERED.value, QuestionStatus.DISMISSED.value)  # as the audit calls it


class Asked(NamedTuple):
    """What became of the questions of a week; `queued` are also those whose suggestions were turned down."""

    asked: int
    answered: int
    suggested: int
    queued: int


async def asked(session: AsyncSession, community: str, starts: Sequence[datetime]) -> dict[int, Asked]:
    """Return what became of what was asked since the first of `starts`, by the place of the week among them."""
    events = (
        select(
            _week(OutcomeRow.at, starts),
            OutcomeRow.decision,
            case((outcomes.follows_up(), 0), else_=1).label("first"),
        )
        .where(OutcomeRow.community_id == community, OutcomeRow.at >= starts[0])
        .subquery()
    )

    def first(decision: Decision) -> ColumnElement[int]:
        return _times(and_(events.c.first == 1, events.c.decision == decision))

    rows = await session.execute(
        select(
            events.c.week,
            _times(events.c.first == 1),
            first(Decision.ANSWER),
            first(Decision.SUGGEST),
            _times(events.c.decision == Decision.QUEUE),
        ).group_by(events.c.week)
    )
    return {week: Asked(*counts) for week, *counts in rows}


async def closed(session: AsyncSession, community: str, starts: Sequence[datetime]) -> dict[int, int]:
    """Return how many questions the author answered or dismissed, by the place of the week in `starts`."""
    deeds = (
        select(_week(AuditRow.at, starts), AuditRow.target_id)
        .join(
            QuestionRow,
            and_(QuestionRow.community_id == AuditRow.community_id, QuestionRow.id == AuditRow.target_id),
        )
        .where(
            AuditRow.community_id == community,
            AuditRow.kind == "question",
            AuditRow.action.in_(_CLOSED),
            AuditRow.at >= starts[0],
            QuestionRow.status != QuestionStatus.OPEN,  # that was taken back
        )
        .distinct()
        .subquery()
    )
    rows = await session.execute(select(deeds.c.week, func.count()).group_by(deeds.c.week))
    return {week: count for week, count in rows}  # noqa: C416  a row is not a pair to the type checker


async def waits(session: AsyncSession, community: str, since: datetime) -> list[tuple[datetime, float]]:
    """Return when the author answered members' questions, `since` then, and for how many seconds they had waited."""
    rows = await session.execute(
        select(QuestionRow.since, AuditRow.at)
        .join(
            AuditRow,
            and_(AuditRow.community_id == QuestionRow.community_id, AuditRow.target_id == QuestionRow.id),
        )
        .where(
            QuestionRow.community_id == community,
            QuestionRow.origin != Origin.POST,
            AuditRow.kind == "question",
            AuditRow.action == QuestionStatus.ANSWERED.value,
            AuditRow.at >= since,
        )
    )
    return [(at, (at - asked_at).total_seconds()) for asked_at, at in rows]


async def waiting(session: AsyncSession, community: str) -> int:
    """Return how many questions are open."""
    return await _count(
        session, QuestionRow.community_id == community, QuestionRow.status == QuestionStatus.OPEN
    )


async def waiting_at(session: AsyncSession, community: str, moments: Sequence[datetime]) -> list[int]:
    """Return how many questions were open at each of these moments; one to come counts as now."""
    were_open = (
        _times(
            and_(
                QuestionRow.since < moment,
                or_(QuestionRow.closed_at.is_(None), QuestionRow.closed_at >= moment),
            )
        )
        for moment in moments
    )
    row = await session.execute(select(*were_open).where(QuestionRow.community_id == community))
    return list(row.one())


async def due(session: AsyncSession, community: str, before: datetime) -> int:
    """Return how many published entries were last reviewed `before` then."""
    return await _count(
        session,
        EntryRow.community_id == community,
        EntryRow.status == EntryStatus.PUBLISHED,
        EntryRow.reviewed_at < before,
    )


async def rejected(
    session: AsyncSession, community: str, since: datetime, limit: int
) -> list[tuple[int, int]]:
    """Return the published entries, at most `limit`, that were said not to answer what was asked `since` then.

    With each comes how often that was said; the most often are first.
    """
    times = func.count()
    rows = await session.execute(
        select(EntryRow.id, times)
        .join(OutcomeRow, OutcomeRow.entry_id == EntryRow.id)
        .where(
            OutcomeRow.community_id == community,
            OutcomeRow.judged == Judgement.REJECTED,
            OutcomeRow.at >= since,
            EntryRow.status == EntryStatus.PUBLISHED,
        )
        .group_by(EntryRow.id)
        .order_by(times.desc(), EntryRow.id)
        .limit(limit)
    )
    return [(entry_id, count) for entry_id, count in rows]


def _week(moment: Any, starts: Sequence[datetime]) -> Any:  # noqa: ANN401  columns
    ends = [(moment < start, place) for place, start in enumerate(starts[1:])]
    return (case(*ends, else_=len(starts) - 1) if ends else case((moment >= starts[0], 0))).label("week")


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


async def _count(session: AsyncSession, *conditions: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).where(*conditions)) or 0
