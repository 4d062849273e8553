"""Servers that the bot joins or leaves, and what is to be done for each of them every day."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from discord.ext import commands

from knowledge import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.client import Afterword


_DAY = 24 * 3600.0
_AGAIN = 60.0  # seconds until a step that failed is tried again
_ATTEMPTS = 5


class Servers(commands.Cog):
    """Being removed from a server starts the clock after which its data goes; coming back stops it."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Start the clock."""
        await _surely(self.bot.kb.choices.left, guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Stop the clock."""
        await _surely(self.bot.kb.choices.came_back, guild)

    async def keep_up(self) -> None:
        """At the start and every day: load what each server has, erase what was kept long enough."""
        await self.bot.wait_until_ready()
        while True:
            try:
                await self._keep_up_once()
                pause = _DAY
            except Exception:  # a loop's top: tomorrow's work is not lost for today's fault
                logging.getLogger(__name__).exception("the daily work waits")
                pause = _AGAIN
            await asyncio.sleep(pause)

    async def _keep_up_once(self) -> None:
        for guild in list(self.bot.guilds):
            await self.bot.kb.choices.came_back(str(guild.id))
            await self.bot.kb.warm(str(guild.id))
        gone = await self.bot.kb.choices.purge()
        if gone:
            logging.getLogger(__name__).info(
                "erased the data of %s servers that I was removed from", len(gone)
            )


async def _surely(note: Callable[[str], Awaitable[None]], guild: discord.Guild) -> None:
    """Note something about a server; while the database is busy, try again."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            await note(str(guild.id))
        except StoreError:
            if attempt == _ATTEMPTS:
                raise
            await asyncio.sleep(attempt)
        else:
            return
