"""Servers that the bot joins or leaves, and what is to be done for each of them every day."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from discord.ext import commands

from knowledge import Origin, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable

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
        started = time.monotonic()
        await self._note_missing()
        guilds = list(self.bot.guilds)
        for guild in guilds:
            await self.bot.kb.choices.came_back(str(guild.id))
            await self.bot.kb.warm(str(guild.id))
            await self._take_up(str(guild.id))
        logging.getLogger(__name__).info(
            "loaded what %s servers have, in %.1f s", len(guilds), time.monotonic() - started
        )
        gone = await self.bot.kb.choices.purge()
        if gone:
            logging.getLogger(__name__).info(
                "erased the data of %s servers that I was removed from", len(gone)
            )

    async def _take_up(self, community: str) -> None:
        """Put to the author what members were shown a "did you mean" for, and left there."""
        if taken := await self.bot.kb.take_up(community, Origin.DISCORD):
            logging.getLogger(__name__).info(
                "put what nobody settled to the author of server %s: %s questions", community, taken
            )

    async def _note_missing(self) -> None:
        """Start the clock of the servers that removed the bot while it was away; those in an outage are still there."""
        known = await self.bot.kb.choices.in_use()
        here = {guild.id for guild in self.bot.guilds}
        for guild_id in missing(known, here, self.bot.shards, self.bot.shard_count or 1):
            if self.bot.get_guild(guild_id) is None:  # it may have joined meanwhile
                await self.bot.kb.choices.left(str(guild_id))
                logging.getLogger(__name__).info("server %s removed me while I was away", guild_id)


def missing(
    known: Iterable[str], here: Collection[int], shards: Collection[int], shard_count: int
) -> list[int]:
    """Return the servers that are known and not here, of those that these shards would be told of.

    The terminal's community is no server. Which shard has a server: Discord's documentation, Gateway, Sharding.
    """
    ids = [int(community) for community in known if community.isdecimal()]
    ours = [guild_id for guild_id in ids if (guild_id >> 22) % shard_count in shards]
    return [guild_id for guild_id in ours if guild_id not in here]


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
