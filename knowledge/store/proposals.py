"""Wordings of members that may become phrasings of an entry, or be blocked for it, once somebody has reviewed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from knowledge.domain import EntryStatus, Proposal, ProposalKind
from knowledge.errors import NotFound
from knowledge.language.tokens import fold
from knowledge.store import blocks, entries
from knowledge.store.columns import digest_of
from knowledge.store.tables import ProposalRow, ProposalStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession


class Reviewed(NamedTuple):
    """A proposal and where it is on its way."""

    proposal: Proposal
    status: ProposalStatus


async def propose(
    session: AsyncSession,
    community: str,
    entry_id: int,
    wording: str,
    kind: ProposalKind = ProposalKind.PHRASING,
    *,
    now: datetime,
) -> None:
    """Put up for review what a member said of a wording, or count it with those who said so before.

    Nothing is put up that the entry has already, that is blocked already, or that was decided lately.
    """
    if await _is_so_already(session, community, entry_id, wording, kind):
        return
    those = _same(community, entry_id, wording, kind)
    if await session.scalar(select(ProposalRow.id).where(*those)) is not None:
        await _count(session, those, 1)
        return
    await session.execute(
        insert(ProposalRow).values(
            community_id=community,
            entry_id=entry_id,
            text=wording,
            digest=_digest(wording, kind),
            status=ProposalStatus.PENDING,
            proposed_at=now,
            kind=kind,
            times=1,
        )
    )


async def withdraw(
    session: AsyncSession, community: str, entry_id: int, wording: str, kind: ProposalKind
) -> None:
    """Take back what one member had said, with the proposal when nobody else said so."""
    those = _same(community, entry_id, wording, kind)
    await _count(session, those, -1)
    await session.execute(
        delete(ProposalRow).where(*those, ProposalRow.status == ProposalStatus.PENDING, ProposalRow.times < 1)
    )


async def listed(session: AsyncSession, community: str) -> list[Proposal]:
    """Return the proposals that wait for review: what was answered wrongly first, then what most members said, then
    the oldest. Those for removed entries wait unseen.
    """
    rows = (
        await session.execute(
            select(
                ProposalRow.id, ProposalRow.entry_id, ProposalRow.text, ProposalRow.kind, ProposalRow.times
            )
            .where(ProposalRow.community_id == community, ProposalRow.status == ProposalStatus.PENDING)
            .order_by(ProposalRow.kind, ProposalRow.times.desc(), ProposalRow.id)
        )
    ).all()
    found = await entries.get_many(session, community, {row.entry_id for row in rows})
    return [
        Proposal(row.id, found[row.entry_id], row.text, row.kind, row.times)
        for row in rows
        if found[row.entry_id].status is EntryStatus.PUBLISHED
    ]


async def get(session: AsyncSession, community: str, proposal_id: int) -> Reviewed:
    """Return the proposal with its status.

    Raises:
        NotFound: the community has no such proposal.
    """
    row = await session.scalar(
        select(ProposalRow).where(ProposalRow.community_id == community, ProposalRow.id == proposal_id)
    )
    if row is None:
        raise NotFound("proposal", proposal_id)
    entry = await entries.get(session, community, row.entry_id)
    return Reviewed(Proposal(row.id, entry, row.text, row.kind, row.times), row.status)


async def settle(
    session: AsyncSession,
    community: str,
    entry_id: int,
    wording: str,
    kind: ProposalKind,
    status: ProposalStatus,
) -> None:
    """Note what became of a wording that was, or was not, proposed."""
    await session.execute(
        update(ProposalRow).where(*_same(community, entry_id, wording, kind)).values(status=status)
    )


async def _is_so_already(
    session: AsyncSession, community: str, entry_id: int, wording: str, kind: ProposalKind
) -> bool:
    if await blocks.find(session, community, entry_id, [wording]):
        return True
    if kind is ProposalKind.BLOCK:
        return False
    entry = await entries.get(session, community, entry_id)
    known = {fold(each) for each in (entry.question, *entry.text.phrasings)}
    return fold(wording) in known


async def _count(session: AsyncSession, those: tuple[ColumnElement[bool], ...], more: int) -> None:
    await session.execute(
        update(ProposalRow)
        .where(*those, ProposalRow.status == ProposalStatus.PENDING)
        .values(times=ProposalRow.times + more)
    )


def _same(community: str, entry_id: int, wording: str, kind: ProposalKind) -> tuple[ColumnElement[bool], ...]:
    return (
        ProposalRow.community_id == community,
        ProposalRow.entry_id == entry_id,
        ProposalRow.digest == _digest(wording, kind),
    )


def _digest(wording: str, kind: ProposalKind) -> bytes:
    return digest_of(f"{kind}\0{fold(wording)}")
