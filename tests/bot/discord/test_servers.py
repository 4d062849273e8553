"""Being removed from a server and coming back, with the shipped bot on the other side."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from knowledge import KnowledgeBase, KnowledgeConfig

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
