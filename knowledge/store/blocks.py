"""Wordings that an entry must not answer, because a moderator said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select

from knowledge.domain import Block
from knowledge.errors import NotFound
from knowledge.language.tokens import fold
from knowledge.store import communities, entries
from knowledge.store.columns import digest_of
from knowledge.store.tables import BlockRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry


class Pair(NamedTuple):
    """A block as matching needs it."""

    id: int
    entry_id: int
    wording: str


async def pairs(session: AsyncSession, community: str) -> list[Pair]:
    """Return which wording is blocked for which entry, oldest first."""
    rows = await session.execute(
        select(BlockRow.id, BlockRow.entry_id, BlockRow.text)
        .where(BlockRow.community_id == community)
        .order_by(BlockRow.id)
    )
    return [Pair(*row) for row in rows]


async def listed(session: AsyncSession, community: str) -> list[Block]:
    """Return the blocks, oldest first; those for removed entries too, for they hold again when these are restored."""
    return await _select(session, community)


async def get(session: AsyncSession, community: str, block_id: int) -> Block:
    """Return a block.

    Raises:
        NotFound: the community has no such block.
    """
    found = await _select(session, community, BlockRow.id == block_id)
    if not found:
        raise NotFound("block", block_id)
    return found[0]


async def find(session: AsyncSession, community: str, entry_id: int, wordings: Iterable[str]) -> list[Block]:
    """Return the blocks for an entry that one of these wordings falls under, whatever its case and punctuation."""
    digests = {_digest(wording) for wording in wordings}
    if not digests:
        return []
    return await _select(session, community, BlockRow.entry_id == entry_id, BlockRow.digest.in_(digests))


async def add(session: AsyncSession, entry: Entry, wording: str, *, editor: str, now: datetime) -> Block:
    """Keep `entry` from answering a wording that `find` did not know in this transaction."""
    await communities.bump(session, entry.community)
    block_id = await session.scalar(
        insert(BlockRow)
        .values(
            community_id=entry.community,
            entry_id=entry.id,
            text=wording,
            digest=_digest(wording),
            editor=editor,
            at=now,
        )
        .returning(BlockRow.id)
    )
    assert block_id is not None  # noqa: S101  an insert returns what it inserted
    return Block(block_id, entry, wording, editor, now)


async def remove(session: AsyncSession, block: Block) -> None:
    """Delete a block."""
    community = block.entry.community
    await communities.bump(session, community)
    await session.execute(delete(BlockRow).where(BlockRow.community_id == community, BlockRow.id == block.id))


async def _select(session: AsyncSession, community: str, *conditions: ColumnElement[bool]) -> list[Block]:
    rows = (
        await session.execute(
            select(BlockRow.id, BlockRow.entry_id, BlockRow.text, BlockRow.editor, BlockRow.at)
            .where(BlockRow.community_id == community, *conditions)
            .order_by(BlockRow.id)
        )
    ).all()
    found = await entries.get_many(session, community, {row.entry_id for row in rows})
    return [Block(row.id, found[row.entry_id], row.text, row.editor, row.at) for row in rows]


def _digest(wording: str) -> bytes:
    return digest_of(fold(wording))
