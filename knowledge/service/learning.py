"""What the bot learns from use, once a moderator has reviewed it: phrasings, and what must not be answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.domain import ProposalKind
from knowledge.errors import AlreadyDecided, NotFound
from knowledge.service.revising import revise
from knowledge.service.rules import PHRASING_LIMIT, in_words, one_line, without_repeats
from knowledge.store import audit, blocks, entries, proposals
from knowledge.store.audit import Deed
from knowledge.store.tables import ProposalStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Block, Entry, Proposal
    from knowledge.store.database import Database


class Learning:
    """Reviews what members said of answers, and keeps the blocks: pairs of a wording and an entry that never meet."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def proposals(self, community: str) -> list[Proposal]:
        """Return what members said that waits for review: wrong answers first, then what was said most often."""
        async with self._database.reader() as session:
            return await proposals.listed(session, community)

    async def accept(self, community: str, proposal_id: int, editor: str) -> Entry | Block:
        """Make a proposed wording a phrasing of its entry, or block it; return the entry, or the block.

        What members said to the contrary is declined with it.

        Raises:
            AlreadyDecided, NotFound: it was settled before, or there is no such proposal.
            WordingBlocked: it is blocked by now.
        """
        now = self._clock()
        async with self._database.writer() as session:
            proposal = await _pending(session, community, proposal_id)
            if proposal.kind is ProposalKind.BLOCK:
                return await _block(session, proposal.entry, proposal.wording, editor, now)
            return await _add_phrasing(session, proposal.entry, proposal.wording, editor, now)

    async def decline(self, community: str, proposal_id: int, editor: str) -> None:
        """Turn a proposal down; the same is not proposed again for a while.

        Raises:
            AlreadyDecided, NotFound: it was settled before, or there is no such proposal.
        """
        now = self._clock()
        async with self._database.writer() as session:
            proposal = await _pending(session, community, proposal_id)
            await _settle(session, proposal.entry, proposal.wording, {proposal.kind: ProposalStatus.DECLINED})
            deed = Deed(editor, "declined", "proposal", proposal_id, now)
            await audit.record(session, community, deed)

    async def reconsider(self, community: str, proposal_id: int, editor: str) -> Proposal:
        """Let a proposal that was turned down wait for review again.

        Raises:
            AlreadyDecided, NotFound: it was not turned down, or there is no such proposal any more.
        """
        now = self._clock()
        async with self._database.writer() as session:
            proposal, status = await proposals.get(session, community, proposal_id)
            if status is not ProposalStatus.DECLINED:
                raise AlreadyDecided("proposal", proposal_id, status.value)
            await _settle(session, proposal.entry, proposal.wording, {proposal.kind: ProposalStatus.PENDING})
            await audit.record(session, community, Deed(editor, "reconsidered", "proposal", proposal_id, now))
            return proposal

    async def blocks(self, community: str) -> list[Block]:
        """Return what must not be answered with what, oldest first."""
        async with self._database.reader() as session:
            return await blocks.listed(session, community)

    async def block(self, community: str, entry_id: int, wording: str, editor: str) -> Block:
        """Keep an entry from ever answering a wording again, the next question on; blocking twice changes nothing.

        Raises:
            EmptyText, TextTooLong, NotFound: nothing was blocked.
        """
        wording, now = in_words("wording", wording, PHRASING_LIMIT), self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            return await _block(session, entry, wording, editor, now)

    async def lift(self, community: str, block_id: int, editor: str) -> Block:
        """Let an entry answer a wording again, and return the block that it was.

        Raises:
            NotFound: there is no such block.
        """
        now = self._clock()
        async with self._database.writer() as session:
            block = await blocks.get(session, community, block_id)
            await blocks.remove(session, block)
            await _settle(session, block.entry, block.wording, {ProposalKind.BLOCK: ProposalStatus.DECLINED})
            await audit.record(session, community, _deed(block, "lifted", editor, now))
            return block

    async def block_again(self, community: str, block_id: int, editor: str) -> Block:
        """Block again what was blocked until block `block_id` was lifted.

        Raises:
            NotFound: no such block was lifted, or its entry is gone.
        """
        now = self._clock()
        async with self._database.writer() as session:
            deeds = await audit.of(session, community, "block", [block_id])
            lifted = next((deed.before for deed in reversed(deeds) if deed.action == "lifted"), None)
            if lifted is None:
                raise NotFound("block", block_id)
            entry = await entries.get(session, community, lifted["entry_id"])
            return await _block(session, entry, lifted["wording"], editor, now)


async def _pending(session: AsyncSession, community: str, proposal_id: int) -> Proposal:
    proposal, status = await proposals.get(session, community, proposal_id)
    if status is not ProposalStatus.PENDING:
        raise AlreadyDecided("proposal", proposal_id, status.value)
    return proposal


async def _settle(
    session: AsyncSession, entry: Entry, wording: str, became: dict[ProposalKind, ProposalStatus]
) -> None:
    for kind, status in became.items():
        await proposals.settle(session, entry.community, entry.id, wording, kind, status)


async def _block(session: AsyncSession, entry: Entry, wording: str, editor: str, now: datetime) -> Block:
    became = {ProposalKind.BLOCK: ProposalStatus.ACCEPTED, ProposalKind.PHRASING: ProposalStatus.DECLINED}
    await _settle(session, entry, wording, became)
    there = await blocks.find(session, entry.community, entry.id, [wording])
    if there:
        return there[0]
    block = await blocks.add(session, entry, wording, editor=editor, now=now)
    await audit.record(session, entry.community, _deed(block, "blocked", editor, now))
    return block


async def _add_phrasing(
    session: AsyncSession, entry: Entry, wording: str, editor: str, now: datetime
) -> Entry:
    became = {ProposalKind.PHRASING: ProposalStatus.ACCEPTED, ProposalKind.BLOCK: ProposalStatus.DECLINED}
    await _settle(session, entry, wording, became)
    known = entry.text.phrasings
    line = one_line("phrasing", wording, PHRASING_LIMIT)
    text = replace(entry.text, phrasings=known + without_repeats([line], besides=[entry.question, *known]))
    return await revise(session, entry, text, action="phrasing accepted", editor=editor, now=now)


def _deed(block: Block, action: str, editor: str, now: datetime) -> Deed:
    pair = {"entry_id": block.entry.id, "wording": block.wording}
    before, after = (None, pair) if action == "blocked" else (pair, None)
    return Deed(editor, action, "block", block.id, now, before, after)
