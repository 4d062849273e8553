"""What was asked and what became of it, once for each event."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, or_, select, update

from knowledge.domain import Decision
from knowledge.store.tables import Judgement, OutcomeRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession


_PICKED = "#picked-"
_DECLINED = "#none"
_LEFT = "#left"


def picked(key: str, entry_id: int) -> str:
    """Return the event of picking an entry from what the event `key` was given to choose from."""
    return f"{key}{_PICKED}{entry_id}"


def declined(key: str) -> str:
    """Return the event of turning down all that the event `key` was given to choose from."""
    return key + _DECLINED


def left(key: str) -> str:
    """Return the event of doing nothing with what the event `key` was given to choose from."""
    return key + _LEFT


def asked_by(key: str) -> str:
    """Return the event of the question that the event `key`, one of the above, goes back to."""
    return key.partition(_PICKED)[0].removesuffix(_DECLINED).removesuffix(_LEFT)


def follows_up() -> ColumnElement[bool]:
    """Return what holds of the events that came of what askers did, or did not do, with what they were shown."""
    return or_(
        OutcomeRow.key.endswith(_DECLINED), OutcomeRow.key.endswith(_LEFT), OutcomeRow.key.contains(_PICKED)
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """An outcome as kept: enough to say the same again when the event is repeated.

    `text` is the member's question, empty for a signpost: the words of a person in crisis are not kept. `judged` is
    what they said of the answer.
    """

    key: str
    text: str
    decision: Decision
    confidence: float
    at: datetime
    entry_id: int | None = None
    entry_revision: int | None = None
    question_id: int | None = None
    joined: bool = False
    suggestions: tuple[int, ...] = ()
    judged: Judgement | None = None


async def find(session: AsyncSession, community: str, key: str) -> Recorded | None:
    """Return what became of the event `key`, None when it is new."""
    row = await session.scalar(
        select(OutcomeRow).where(OutcomeRow.community_id == community, OutcomeRow.key == key)
    )
    return _recorded(row) if row is not None else None


async def of_events(session: AsyncSession, events: Iterable[tuple[str, str]]) -> list[tuple[str, Recorded]]:
    """Return what became of events, each a community and a key, and of those whose suggestions they turned down."""
    found = []
    wanted = {(community, each) for community, key in events for each in (key, key.removesuffix(_DECLINED))}
    for community, key in sorted(wanted):
        recorded = await find(session, community, key)
        if recorded is not None:
            found.append((community, recorded))
    return found


async def unsettled(
    session: AsyncSession, community: str, since: datetime, until: datetime
) -> list[Recorded]:
    """Return the events between two moments that were given something to choose from of which nothing came."""
    of_community = OutcomeRow.community_id == community
    followed = await session.scalars(
        select(OutcomeRow.key).where(of_community, OutcomeRow.at >= since, follows_up())
    )
    settled = {asked_by(key) for key in followed}
    rows = await session.scalars(
        select(OutcomeRow)
        .where(
            of_community,
            OutcomeRow.at >= since,
            OutcomeRow.at < until,
            OutcomeRow.decision == Decision.SUGGEST,
            OutcomeRow.text != "",
            ~follows_up(),
        )
        .order_by(OutcomeRow.at, OutcomeRow.id)
    )
    return [_recorded(row) for row in rows if row.key not in settled]


async def record(session: AsyncSession, community: str, outcome: Recorded) -> Recorded:
    """Keep `outcome` unless its event has one already, and return the one kept; the community must exist."""
    kept = await find(session, community, outcome.key)
    if kept is not None:
        return kept
    await add(session, community, outcome)
    return outcome


async def add(session: AsyncSession, community: str, outcome: Recorded) -> None:
    """Keep the outcome of an event that `find` did not know in this transaction."""
    await session.execute(insert(OutcomeRow).values(community_id=community, **asdict(outcome)))


def _recorded(row: OutcomeRow) -> Recorded:
    return Recorded(
        key=row.key,
        text=row.text,
        decision=row.decision,
        confidence=row.confidence,
        at=row.at,
        entry_id=row.entry_id,
        entry_revision=row.entry_revision,
        question_id=row.question_id,
        joined=row.joined,
        suggestions=tuple(row.suggestions),
        judged=row.judged,
    )


async def judge(session: AsyncSession, community: str, key: str, judged: Judgement | None) -> None:
    """Note what the asker said of the answer that the event `key` got; None takes it back."""
    await session.execute(
        update(OutcomeRow)
        .where(OutcomeRow.community_id == community, OutcomeRow.key == key)
        .values(judged=judged)
    )


async def undo_declined(session: AsyncSession, community: str, key: str) -> None:
    """Let it be as if nobody had turned down what the event `key` was given to choose from."""
    await session.execute(
        delete(OutcomeRow).where(OutcomeRow.community_id == community, OutcomeRow.key == declined(key))
    )


async def unsay(session: AsyncSession, community: str, keys: Iterable[str]) -> None:
    """Erase the words of these events, and of what their askers did with what they were shown."""
    roots = {key.removesuffix(_DECLINED) for key in keys}
    of_them = (
        OutcomeRow.key.in_([*roots, *map(declined, roots), *map(left, roots)]),
        *(OutcomeRow.key.startswith(root + _PICKED, autoescape=True) for root in sorted(roots)),
    )
    await session.execute(
        update(OutcomeRow).where(OutcomeRow.community_id == community, or_(*of_them)).values(text="")
    )


async def turned_down(session: AsyncSession, community: str, keys: Iterable[str]) -> set[int]:
    """Return the entries of which the askers of these events said that they were not their question."""
    found = await session.scalars(
        select(OutcomeRow.entry_id).where(
            OutcomeRow.community_id == community,
            OutcomeRow.key.in_(list(keys)),
            OutcomeRow.judged == Judgement.REJECTED,
        )
    )
    return {entry_id for entry_id in found if entry_id is not None}
