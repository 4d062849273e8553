"""The author's digest, sent once a period to the author's channel and to those who want it in private."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from bot.authors.digest import gather, is_due, may_read, period
from bot.boards import board
from bot.controls import Style, button
from bot.render.discord.digest import digest_embed

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.authors.digest import Digest
    from bot.choices import Choices
    from bot.client import Afterword

_EVERY = 300.0  # seconds between two looks at whether a digest is due
_EDITOR = "digest"


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


async def send_due(bot: Afterword, guild: discord.Guild, now: datetime) -> None:
    """Send a server's digest if it is due and has something to tell.

    The period is noted first: after a restart in between a digest is missed rather than sent twice. Where Discord
    itself is down, the note is taken back, and the next look tries again.
    """
    choices = await bot.choices(guild.id)
    if not is_due(choices, now):
        return
    digest, begun = await gather(bot.kb, str(guild.id), choices, now), period(choices, now)
    await bot.kb.choices.put(str(guild.id), {"digest_at": begun.isoformat()}, _EDITOR)
    if digest.empty:
        return
    went = await _send(guild, choices, digest, f"{guild.id:x}-{int(begun.timestamp()):x}")
    if Went.DOWN in went and Went.OUT not in went:
        await bot.kb.choices.put(str(guild.id), {"digest_at": choices.digest_at or None}, _EDITOR)
        _log().warning("the digest of %s waits: Discord has trouble", guild.id)


class Went(Enum):
    """What became of one message."""

    OUT = auto()
    REFUSED = auto()
    DOWN = auto()


async def _send(guild: discord.Guild, choices: Choices, digest: Digest, nonce: str) -> list[Went]:
    """Send a digest to the channel, then to those who want it in private; `nonce` keeps Discord from doubling it."""
    sends = [_to_person(guild, person, choices, digest, nonce) for person in choices.digest_people]
    if choices.author_channel:
        sends.insert(0, _to_channel(guild, choices.author_channel, digest, nonce))
    return [await _tried(each, guild) for each in sends]


async def _tried(sending: Coroutine[None, None, bool], guild: discord.Guild) -> Went:
    try:
        return Went.OUT if await sending else Went.REFUSED
    except discord.DiscordServerError:
        return Went.DOWN
    except discord.HTTPException as error:
        _log().warning("a digest of %s was refused: status %s, code %s", guild.id, error.status, error.code)
        return Went.REFUSED


async def _to_channel(guild: discord.Guild, channel_id: int, digest: Digest, nonce: str) -> bool:
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        _log().warning("the digest of %s has no channel any more", guild.id)
        return False
    view = board([[button("Review the queue", "queue-open", style=Style.primary)]])
    await channel.send(embed=digest_embed(digest, guild.name, private=False), view=view, nonce=nonce)
    return True


async def _to_person(guild: discord.Guild, person: int, choices: Choices, digest: Digest, nonce: str) -> bool:
    member = await guild.fetch_member(person)
    if not may_read(member, choices):
        return False
    await member.send(embed=digest_embed(digest, guild.name, private=True), nonce=nonce)
    return True


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
