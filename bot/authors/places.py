"""Where a question was asked, as addresses that lead somewhere: what is known to be gone is no link."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.client import Afterword

_LINKS = 2  # on a card
_PATIENCE = 2.5  # seconds; a card does not wait for Discord's trouble to pass


class Places(NamedTuple):
    """The `addresses` of the newest places that are there, and whether all that were looked at are `gone`."""

    addresses: tuple[str, ...] = ()
    gone: bool = False


async def look_up(bot: Afterword, guild_id: int, places: Iterable[str]) -> Places:
    """Return where of these places, newest last, a card can lead; Discord is asked about those not in sight."""
    newest = [each for each in dict.fromkeys(reversed(tuple(places))) if _is_place(each)][:_LINKS]
    there = await asyncio.gather(*(_is_there(bot, guild_id, int(each.split("/")[0])) for each in newest))
    addresses = tuple(
        f"https://discord.com/channels/{guild_id}/{place}"
        for place, found in zip(newest, there, strict=True)
        if found
    )
    return Places(addresses, gone=bool(newest) and not addresses)


def _is_place(text: str) -> bool:
    parts = text.split("/")
    return len(parts) == 2 and all(part.isascii() and part.isdecimal() for part in parts)  # noqa: PLR2004


async def _is_there(bot: Afterword, guild_id: int, channel_id: int) -> bool:
    """Tell whether a channel or thread of this server is there, as far as is known: a closed thread is out of sight."""
    guild = bot.get_guild(guild_id)
    if guild is not None and guild.get_channel_or_thread(channel_id) is not None:
        return True
    try:
        found = await asyncio.wait_for(bot.fetch_channel(channel_id), _PATIENCE)
    except (discord.NotFound, discord.InvalidData):
        return False
    except (discord.HTTPException, OSError):
        return True  # it may well be there
    return getattr(getattr(found, "guild", None), "id", None) == guild_id
