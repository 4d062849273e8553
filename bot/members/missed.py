"""Questions that nobody answered while the bot was away: looked up when it is back.

Discord replays what a connection missed only while its session lasts. After a restart, a crash between hearing and
replying, an invalid session, or a reply that Discord would not take, the bot reads the last hour of the channels in
which somebody wrote, and answers what was asked of it and has no reply of its own yet. Private messages cannot be
looked up: Discord lists no DM channels.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.inbound import is_addressed
from bot.interactions import TROUBLE
from bot.members.replying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.client import Afterword
    from bot.members.hearing import Hearing

ATTEMPTS = 5  # to send one reply
AGAIN = 20.0  # seconds until a reply that could not be sent is tried again
Channel = discord.TextChannel | discord.Thread

_BACK = timedelta(hours=1)  # who asked longer ago has asked again, or somebody else
_MOST = 200  # messages read in a channel


async def catch_up(bot: Afterword, hearing: Hearing, after: float = 0.0) -> None:
    """Hear what was asked of the bot in the last hour and has no reply; trouble in one channel is none for the next."""
    await asyncio.sleep(after)
    since = discord.utils.time_snowflake(discord.utils.utcnow() - _BACK)
    found = 0
    for channel in [each for guild in bot.guilds for each in _lively(guild, since)]:
        try:
            messages = [each async for each in channel.history(limit=_MOST, after=discord.Object(since))]
            for message in owed(messages, bot.own_id):
                found += 1
                await hearing.hear(message)
        except TROUBLE as error:
            _log().warning("channel %s could not be caught up with: %s", channel.id, type(error).__name__)
    if found:
        _log().info("caught up with %s messages", found)


def owed(messages: Sequence[discord.Message], own_id: int) -> list[discord.Message]:
    """Return the messages that ask the bot, or open a post, and that it has not replied to, oldest first."""
    replied = {
        each.reference.message_id
        for each in messages
        if each.author.id == own_id and each.reference is not None
    }
    asked = (each for each in messages if is_addressed(each, own_id) or each.id == each.channel.id)
    return sorted((each for each in asked if each.id not in replied), key=lambda each: each.id)


def _lively(guild: discord.Guild, since: int) -> Iterator[Channel]:
    """Yield the channels and threads in which somebody wrote since, and in which the bot may reply."""
    channels: list[Channel] = [*guild.text_channels, *guild.threads]
    for channel in channels:
        if (channel.last_message_id or 0) < since:
            continue
        allowed = channel.permissions_for(guild.me)
        if not lacking(allowed, in_thread=isinstance(channel, discord.Thread)):
            yield channel


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
