"""Being removed from a server and coming back, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.cogs.servers import missing
from knowledge import KnowledgeBase, KnowledgeConfig, Origin, Policy, Question, Suggested

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts
    from tests.bot.discord.conftest import Town


async def purged_in_a_year(town: Town, parts: Parts) -> list[str]:
    """Say which servers' data would be erased a year from now, and erase it."""
    later = datetime.now(UTC) + timedelta(days=365)
    config = KnowledgeConfig(town.environment["AFTERWORD_DATABASE_URL"], clock=lambda: later)
    async with await KnowledgeBase.open(config, parts) as kb:
        return await kb.choices.purge()


async def test_removing_the_bot_starts_the_clock(town: Town, parts: Parts) -> None:
    async with town.bot():
        town.guild.removes_bot()
        await asyncio.sleep(1)
    assert await purged_in_a_year(town, parts) == [town.community]


async def test_coming_back_stops_the_clock(town: Town, parts: Parts) -> None:
    async with town.bot():
        town.guild.removes_bot()
        await asyncio.sleep(0.5)
        town.guild.invites_bot()
        await asyncio.sleep(1)
    assert await purged_in_a_year(town, parts) == []


async def test_an_outage_is_no_removal(town: Town, parts: Parts) -> None:
    async with town.bot():
        town.guild.goes_dark()
        await asyncio.sleep(0.5)
        town.guild.comes_back()
        await asyncio.sleep(0.5)
    assert await purged_in_a_year(town, parts) == []


async def test_removing_the_bot_while_it_is_away_starts_the_clock_at_its_next_start(
    town: Town, parts: Parts
) -> None:
    async with town.bot():
        pass
    town.guild.removes_bot()
    assert await purged_in_a_year(town, parts) == []
    async with town.bot() as bot:
        await bot.writes("loaded what")
    assert await purged_in_a_year(town, parts) == [town.community]


async def test_coming_back_while_the_bot_is_away_stops_the_clock_at_its_next_start(
    town: Town, parts: Parts
) -> None:
    await town.kb.choices.left(town.community)
    async with town.bot() as bot:
        await bot.writes("loaded what")
    assert await purged_in_a_year(town, parts) == []


async def test_a_start_during_an_outage_takes_nobody_for_gone(town: Town, parts: Parts) -> None:
    town.guild.goes_dark()
    async with town.bot() as bot:
        await bot.writes("loaded what")
    assert await purged_in_a_year(town, parts) == []


async def test_the_terminal_is_no_server_that_could_be_left(town: Town, parts: Parts) -> None:
    await town.kb.choices.put("terminal", {"disclaimer": "Ask your doctor."}, "owner")
    async with town.bot() as bot:
        await bot.writes("loaded what")
    assert await purged_in_a_year(town, parts) == []


async def test_a_bot_on_two_shards_misses_only_the_server_that_is_gone(town: Town, parts: Parts) -> None:
    others = [town.discord.guild(name) for name in ("Another Chat", "A Third Chat")]
    for other in others:
        await town.kb.choices.put(str(other.id), {"disclaimer": "Ask your doctor."}, "owner")
    others[0].removes_bot()
    town.discord.service.shards = 2
    assert {town.guild.shard(2), others[0].shard(2)} == {0, 1}
    async with town.bot() as bot:
        await bot.writes("loaded what")
    assert await purged_in_a_year(town, parts) == [str(others[0].id)]


@pytest.mark.parametrize(
    ("shards", "gone"), [({0, 1}, [2 << 22, 3 << 22]), ({0}, [2 << 22]), ({1}, [3 << 22])]
)
def test_a_shard_misses_only_what_it_would_be_told_of(shards: set[int], gone: list[int]) -> None:
    known = [str(number << 22) for number in (0, 1, 2, 3)]
    assert missing(known, {0 << 22, 1 << 22}, shards, 2) == gone


async def test_what_was_suggested_and_left_there_is_on_the_authors_list_after_a_day(
    town: Town, parts: Parts
) -> None:
    begun = datetime.now(UTC) - timedelta(days=2)
    config = KnowledgeConfig(
        town.environment["AFTERWORD_DATABASE_URL"], policy=Policy(suggest_at=0.0, related_at=0.0),
        clock=lambda: begun,
    )  # fmt: skip
    asked = "does being cold make my symptoms worse?"
    async with await KnowledgeBase.open(config, parts) as kb:
        question = Question(town.community, str(town.ana.id), asked, "message 1", Origin.DISCORD)
        assert isinstance(await kb.ask(question), Suggested)
    async with town.bot() as bot:
        await bot.writes("put what nobody settled to the author")
    [waiting] = await town.kb.review.queue(town.community)
    assert waiting.text == asked
