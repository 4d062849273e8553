"""The servers that a person shares with the bot: where a private message can be asked."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import Afterword

_FRESH = 300.0  # seconds for which an answer of Discord's is believed
_KEPT = 10_000  # people


class Homes:
    """Asks Discord in which servers a person is, and remembers it for a few minutes."""

    def __init__(self, bot: Afterword, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[int, tuple[float, list[discord.Guild]]] = {}

    async def of(self, user_id: int) -> list[discord.Guild]:
        """Return the servers that a person shares with the bot, by name."""
        until, known = self._known.get(user_id, (0.0, []))
        here = {guild.id for guild in self._bot.guilds}
        if self._clock() < until:
            return [guild for guild in known if guild.id in here]
        shared = await asyncio.gather(*(_is_in(guild, user_id) for guild in self._bot.guilds))
        found = [guild for guild, is_in in zip(self._bot.guilds, shared, strict=True) if is_in]
        found.sort(key=lambda guild: guild.name.casefold())
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[user_id] = (self._clock() + _FRESH, found)
        return found

    def forget(self, user_id: int) -> None:
        """Ask anew the next time."""
        self._known.pop(user_id, None)


async def _is_in(guild: discord.Guild, user_id: int) -> bool:
    try:
        await guild.fetch_member(user_id)
    except (discord.NotFound, discord.Forbidden):
        return False
    return True
