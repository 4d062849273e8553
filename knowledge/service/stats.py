"""How a community fares: its weeks in figures."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING

from knowledge.figures import Rejected, Stats, Week
from knowledge.service.choosing import own_policy
from knowledge.store import counting, entries

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.policy import Policy

_REJECTED_SHOWN = 10
_HOUR = 3600.0  # seconds
_WEEK = timedelta(weeks=1)


async def count(session: AsyncSession, community: str, weeks: int, *, now: datetime, policy: Policy) -> Stats:
    """Return the figures of the last `weeks`, that under way included; `policy` is for what the community left open."""
    starts = _starts(now, max(1, weeks))
    own = await own_policy(session, community, policy)
    waits = await counting.waits(session, community, starts[0])
    return Stats(
        weeks=await _weeks(session, community, starts, waits),
        waiting=await counting.waiting(session, community),
        due=await counting.due(session, community, own.due_before(now)),
        median_hours=_median([each for _, each in waits]),
        rejected=await _rejected(session, community, starts[0]),
    )


def _starts(now: datetime, weeks: int) -> list[datetime]:
    """Return when the weeks begin, oldest first."""
    today = now.astimezone(UTC).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(), UTC)
    return [monday - timedelta(weeks=ago) for ago in reversed(range(weeks))]


async def _weeks(
    session: AsyncSession, community: str, starts: list[datetime], waits: list[tuple[datetime, float]]
) -> tuple[Week, ...]:
    ends = [*starts[1:], starts[-1] + _WEEK]
    asked = await counting.asked(session, community, starts)
    closed = await counting.closed(session, community, starts)
    waiting = await counting.waiting_at(session, community, ends)
    nothing = counting.Asked(0, 0, 0, 0)
    return tuple(
        Week(
            start.date(),
            *asked.get(place, nothing),
            closed.get(place, 0),
            waiting[place],
            _median([seconds for at, seconds in waits if start <= at < ends[place]]),
        )
        for place, start in enumerate(starts)
    )


def _median(seconds: list[float]) -> float | None:
    """Return the median in hours, None of nothing."""
    return median(seconds) / _HOUR if seconds else None


async def _rejected(session: AsyncSession, community: str, since: datetime) -> tuple[Rejected, ...]:
    counted = await counting.rejected(session, community, since, _REJECTED_SHOWN)
    found = await entries.get_many(session, community, [entry_id for entry_id, _ in counted])
    return tuple(Rejected(found[entry_id], times) for entry_id, times in counted)
