"""Wordings of members that may become phrasings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from knowledge.domain import EntryStatus, Proposal
from knowledge.errors import NotFound
from knowledge.store import entries
from knowledge.store.columns import digest_of
from knowledge.store.tables import ProposalRow, ProposalStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


class Reviewed(NamedTuple):
    """A proposal and where it is on its way."""

    proposal: Proposal
    status: ProposalStatus


async def propose(
    session: AsyncSession, community: str, entry_id: int, wording: str, *, now: datetime
) -> None:
    """Put a wording up for review, unless the entry has it or it was proposed for it before."""
    entry = await entries.get(session, community, entry_id)
    digest = _digest(wording)
    if digest in {_digest(known) for known in (entry.question, *entry.text.phrasings)}:
        return
    same = (
        ProposalRow.community_id == community,
        ProposalRow.entry_id == entry_id,
        ProposalRow.digest == digest,
    )
    if await session.scalar(select(ProposalRow.id).where(*same)) is None:
        await session.execute(
            insert(ProposalRow).values(
                community_id=community,
                entry_id=entry_id,
                text=wording,
                digest=digest,
                status=ProposalStatus.PENDING,
                proposed_at=now,
            )
        )


async def listed(session: AsyncSession, community: str) -> list[Proposal]:
    """Return the proposals that wait for review, oldest first; those for removed entries wait unseen."""
    rows = (
        await session.execute(
            select(ProposalRow.id, ProposalRow.entry_id, ProposalRow.text)
            .where(ProposalRow.community_id == community, ProposalRow.status == ProposalStatus.PENDING)
            .order_by(ProposalRow.id)
        )
    ).all()
    found = await entries.get_many(session, community, {row.entry_id for row in rows})
    return [
        Proposal(row.id, found[row.entry_id], row.text)
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
    return Reviewed(Proposal(row.id, entry, row.text), row.status)


async def settle(session: AsyncSession, community: str, proposal_id: int, status: ProposalStatus) -> None:
    """Note what became of a proposal."""
    await session.execute(
        update(ProposalRow)
        .where(ProposalRow.community_id == community, ProposalRow.id == proposal_id)
        .values(status=status)
    )


def _digest(wording: str) -> bytes:
    return digest_of(" ".join(wording.casefold().split()))
