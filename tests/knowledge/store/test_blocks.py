from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from knowledge.domain import EntryText, ProposalKind
from knowledge.store import blocks, communities, entries, proposals
from knowledge.store.blocks import Pair
from knowledge.store.tables import EntryRow

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.domain import Entry
    from knowledge.store.database import Database


@pytest.fixture
async def entry(database: Database, now: datetime) -> Entry:
    async with database.writer() as session:
        for community in ("ms", "migraine"):
            await communities.ensure(session, community, now)
        return await entries.add(session, "ms", EntryText("Why?", "So."), editor="mo", now=now)


async def test_a_block_reads_back_and_goes(database: Database, entry: Entry, now: datetime) -> None:
    async with database.writer() as session:
        block = await blocks.add(session, entry, "How come?", editor="mo", now=now)
    async with database.reader() as session:
        assert await blocks.listed(session, "ms") == [block]
        assert await blocks.get(session, "ms", block.id) == block
        assert await blocks.pairs(session, "ms") == [Pair(block.id, entry.id, "How come?")]
        assert await blocks.pairs(session, "migraine") == []
    async with database.writer() as session:
        await blocks.remove(session, block)
        assert await blocks.listed(session, "ms") == []


async def test_a_wording_is_found_whatever_its_case_and_punctuation(
    database: Database, entry: Entry, now: datetime
) -> None:
    async with database.writer() as session:
        block = await blocks.add(session, entry, "How come?", editor="mo", now=now)
        assert await blocks.find(session, "ms", entry.id, ["Why?", " how  COME!"]) == [block]
        assert await blocks.find(session, "ms", entry.id, ["Why?"]) == []
        assert await blocks.find(session, "ms", entry.id, []) == []
        assert await blocks.find(session, "ms", entry.id + 1, ["How come?"]) == []


async def test_the_number_of_a_block_is_never_given_again(
    database: Database, entry: Entry, now: datetime
) -> None:
    async with database.writer() as session:
        first = await blocks.add(session, entry, "How come?", editor="mo", now=now)
        await blocks.remove(session, first)
        second = await blocks.add(session, entry, "How come?", editor="mo", now=now)
    assert second.id > first.id


async def test_a_block_cannot_point_into_another_community_and_goes_with_its_entry(
    database: Database, entry: Entry, now: datetime
) -> None:
    foreign = replace(entry, community="migraine")
    with pytest.raises(IntegrityError):
        async with database.writer() as session:
            await blocks.add(session, foreign, "How come?", editor="mo", now=now)
    async with database.writer() as session:
        await blocks.add(session, entry, "How come?", editor="mo", now=now)
        await session.execute(delete(EntryRow).where(EntryRow.id == entry.id))
        assert await blocks.listed(session, "ms") == []


async def test_two_members_who_say_the_same_at_once_are_both_counted(
    database: Database, entry: Entry, now: datetime
) -> None:
    async def say() -> None:
        async with database.writer() as session:
            await proposals.propose(session, "ms", entry.id, "How come?", ProposalKind.BLOCK, now=now)

    await asyncio.gather(*(say() for _ in range(10)))
    async with database.reader() as session:
        [proposal] = await proposals.listed(session, "ms")
    assert proposal.times == 10


async def test_taking_back_what_one_said_leaves_what_others_said(
    database: Database, entry: Entry, now: datetime
) -> None:
    async with database.writer() as session:
        for _ in range(2):
            await proposals.propose(session, "ms", entry.id, "How come?", now=now)
        await proposals.withdraw(session, "ms", entry.id, "how come", ProposalKind.PHRASING)
        [proposal] = await proposals.listed(session, "ms")
        assert proposal.times == 1
        await proposals.withdraw(session, "ms", entry.id, "how come", ProposalKind.PHRASING)
        assert await proposals.listed(session, "ms") == []
