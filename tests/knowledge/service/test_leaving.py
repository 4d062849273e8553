"""A community that the bot was sent away from: nothing is deleted at once, and everything in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from knowledge import (
    Answered,
    Authorship,
    DraftText,
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    NotFound,
    Queued,
)
from knowledge.service.choices import Choices
from knowledge.service.curation import Curation
from knowledge.service.learning import Learning
from knowledge.service.notices import Notices
from knowledge.service.review import Review
from knowledge.store import drafts, proposals, sources, vectors
from knowledge.store.tables import CommunityRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from knowledge import Question
    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database
    from tests.knowledge.service.conftest import Members

    Ask = Callable[..., Question]

TABLES = CommunityRow.metadata.sorted_tables


class House:
    """Two communities with something in every table."""

    def __init__(self, database: Database, members: Members, clock: list[datetime]) -> None:
        self.database, self.members, self.clock = database, members, clock
        self.deleted: list[str] = []
        self.choices = Choices(database, lambda: clock[0], self.deleted.append)
        self.review = Review(database, lambda: clock[0])
        self.notices = Notices(database, lambda: clock[0])

    async def fill(self, community: str) -> None:
        curation = Curation(self.database, lambda: self.clock[0])
        entry = (await curation.add(community, EntryText("Why?", "So.", ("What for?",)), "mo")).entry
        await curation.set_term(community, "kettle", ["boiler"], "mo")
        await Learning(self.database, lambda: self.clock[0]).block(community, entry.id, "Not so?", "mo")
        await self.choices.put(community, {"a": 1}, "mo")
        into = await self.members.ask("ann", "When?", "1/1", community=community)
        merged = await self.members.ask("ann", "At what time?", community=community)
        await self.review.merge(community, merged.question_id, into.question_id, "Ada")
        await self.review.answer(community, into.question_id, "Then.", "Ada")
        now = self.clock[0]
        async with self.database.writer() as session:
            source_id = await sources.keep(
                session, community, sources.Document("post", "1", "A post"), now=now
            )
            text = DraftText("1", EntryText("Where?", "There."), Authorship.STATED, "")
            await drafts.add_many(session, community, source_id, [text], now=now)
            await proposals.propose(session, community, entry.id, "How come?", now=now)
            await vectors.save(session, community, "m", {b"1": b"2"})

    async def rows(self, community: str) -> dict[str, int]:
        """Return how many rows a community has, by table."""
        found = {}
        async with self.database.reader() as session:
            for table in TABLES:
                column = table.c.get("community_id", table.c.get("id"))
                counted = select(func.count()).select_from(table).where(column == community)
                found[table.name] = (await session.execute(counted)).scalar_one()
        return found


@pytest.fixture
async def house(database: Database, members: Members, clock: list[datetime]) -> House:
    house = House(database, members, clock)
    for community in ("ms", "migraine"):
        await house.fill(community)
    return house


async def test_everything_of_a_community_left_long_ago_is_deleted_and_nothing_else(
    house: House, clock: list[datetime]
) -> None:
    other = await house.rows("migraine")
    assert set(other) == {table.name for table in TABLES}
    assert min(other.values()) > 0, "every table has something to lose"
    await house.choices.left("ms")
    clock[0] += timedelta(days=30)
    assert await house.choices.purge() == ["ms"]
    assert set((await house.rows("ms")).values()) == {0}
    assert await house.rows("migraine") == other
    assert house.deleted == ["ms"]
    assert await house.choices.purge() == []


async def test_nothing_is_deleted_before(house: House, clock: list[datetime]) -> None:
    before = await house.rows("ms")
    assert await house.choices.purge(0) == []
    await house.choices.left("ms")
    clock[0] += timedelta(days=30) - timedelta(seconds=1)
    await house.choices.left("ms")
    assert await house.choices.purge() == []
    assert await house.rows("ms") == before
    clock[0] += timedelta(seconds=1)
    assert await house.choices.purge(31) == []
    assert await house.choices.purge() == ["ms"], "it counts from when it was first left"


async def test_a_community_that_took_the_bot_back_keeps_everything(
    house: House, clock: list[datetime]
) -> None:
    before = await house.rows("ms")
    await house.choices.came_back("ms")
    await house.choices.left("ms")
    clock[0] += timedelta(days=20)
    await house.choices.came_back("ms")
    clock[0] += timedelta(days=20)
    assert await house.choices.purge() == []
    await house.choices.left("ms")
    clock[0] += timedelta(days=20)
    assert await house.choices.purge() == []
    assert await house.rows("ms") == before


async def test_nobody_is_told_in_a_community_that_is_left_until_it_is_back(house: House) -> None:
    await house.choices.left("ms")
    assert [each.community for each in await house.notices.owed()] == ["migraine"]
    await house.choices.came_back("ms")
    assert sorted(each.community for each in await house.notices.owed()) == ["migraine", "ms"]


async def test_of_a_community_that_never_used_the_bot_nothing_is_noted(house: House) -> None:
    await house.choices.left("nowhere")
    await house.choices.came_back("nowhere")
    assert await house.choices.purge(0) == []
    assert set((await house.rows("nowhere")).values()) == {0}


async def test_members_of_a_community_that_is_left_are_forgotten_in_time_all_the_same(
    house: House, members: Members, clock: list[datetime]
) -> None:
    await members.ask("bob", "Where?", "1/9")
    clock[0] += timedelta(days=20)
    await house.choices.left("ms")
    clock[0] += timedelta(days=10)
    assert await house.choices.purge() == []
    assert (await members.kept())[-1] == ("bob", "1/9")
    clock[0] += timedelta(days=1)
    assert await house.choices.purge() == []
    assert (await members.kept())[-1] == (None, "")


@pytest.fixture
async def kb(database_url: str, parts: Parts, clock: list[datetime]) -> AsyncIterator[KnowledgeBase]:
    config = KnowledgeConfig(database_url, clock=lambda: clock[0])
    async with await KnowledgeBase.open(config, parts) as opened:
        yield opened


TEXT = "How do I descale a kettle?"


async def test_a_community_that_begins_anew_knows_nothing_of_before(
    kb: KnowledgeBase, asks: Ask, database_url: str, parts: Parts, clock: list[datetime]
) -> None:
    config = KnowledgeConfig(database_url, clock=lambda: clock[0])
    async with await KnowledgeBase.open(config, parts) as other:
        entry = (await kb.curation.add("guild-1", EntryText(TEXT, "Like so."), "mo")).entry
        for each in (kb, other):
            assert isinstance(await each.ask(asks(TEXT)), Answered)
        await kb.choices.left("guild-1")
        clock[0] += timedelta(days=31)
        assert await kb.choices.purge() == ["guild-1"]
        # As many changes as there had been: the number of the version alone would not tell.
        await kb.curation.add("guild-1", EntryText("How steep should a ladder stand?", "So steep."), "mo")
        for each in (kb, other):
            assert isinstance(await each.ask(asks(TEXT)), Queued)
        with pytest.raises(NotFound):
            await kb.curation.get("guild-1", entry.id)


async def test_communities_are_in_use_from_their_first_word_until_they_are_left(house: House) -> None:
    assert await house.choices.in_use() == ["migraine", "ms"]
    await house.choices.left("ms")
    assert await house.choices.in_use() == ["migraine"]
    await house.choices.came_back("ms")
    assert await house.choices.in_use() == ["migraine", "ms"]
