"""The author's digest: from time to time it is looked whether one is due."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.authors.sending import send_due

if TYPE_CHECKING:
    from bot.client import Afterword

_EVERY = 300.0  # seconds between two looks at whether a digest is due


class Digests(commands.Cog):
    """Looks from time to time whether a server's digest is due."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.look.start()

    async def cog_unload(self) -> None:
        self.look.cancel()

    @tasks.loop(seconds=_EVERY)
    async def look(self) -> None:
        """Send the digests that are due; trouble with one server is no trouble for the next."""
        for guild in list(self.bot.guilds):
            try:
                if not guild.unavailable:
                    await send_due(self.bot, guild, datetime.now(UTC))
            except Exception:  # noqa: BLE001  the loop's top
                _log().exception("the digest of %s failed", guild.id)

    @look.before_loop
    async def _ready(self) -> None:
        await self.bot.wait_until_ready()


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
