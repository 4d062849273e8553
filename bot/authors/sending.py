"""A digest on its way: to the author's channel, or in private where there is none, and never twice.

That it is being sent is noted first, that it was sent afterwards. Whoever finds the first note alone, after a crash or
trouble on Discord's side, looks at what stands there before sending again: a digest is known by the time that it bears.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

import discord

from bot.authors.digest import gather, is_due, may_read, period, under_way
from bot.boards import board
from bot.controls import Style, button
from bot.render.discord.digest import digest_embed

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.authors.digest import Digest
    from bot.choices import Choices
    from bot.client import Afterword

_EDITOR = "digest"
_LOOKED_AT = 100  # messages, in which a digest that was sent is looked for
_SAME = timedelta(seconds=1)  # Discord keeps milliseconds


class Went(Enum):
    """What became of one message."""

    OUT = auto()
    REFUSED = auto()
    DOWN = auto()


@dataclass(frozen=True, slots=True)
class Mail:
    """A digest and where it goes; `again` says that it may be there already."""

    guild: discord.Guild
    choices: Choices
    digest: Digest
    begun: datetime
    again: bool

    @property
    def nonce(self) -> str:
        """By this Discord knows for some minutes what was sent before."""
        return f"{self.guild.id:x}-{int(self.begun.timestamp()):x}"

    def embed(self, *, private: bool) -> discord.Embed:
        """Return what there is to read, with the time by which it is known again."""
        shown = digest_embed(self.digest, self.guild.name, private=private)
        shown.timestamp = self.begun
        return shown


async def send_due(bot: Afterword, guild: discord.Guild, now: datetime) -> None:
    """Send a server's digest if it is due and has something to tell. Where Discord is down, the next look goes on."""
    choices, here = await bot.choices(guild.id), str(guild.id)
    if not is_due(choices, now):
        return
    before = under_way(choices, now)
    begun = before or period(choices, now)
    digest = await gather(bot.kb, here, choices, now)
    if not digest.empty:
        await bot.kb.choices.put(here, {"digest_begun": begun.isoformat()}, _EDITOR)
        went = await _send(Mail(guild, choices, digest, begun, again=before is not None))
        if Went.DOWN in went:
            _log().warning("the digest of %s waits: Discord has trouble", guild.id)
            return
    await bot.kb.choices.put(here, {"digest_at": begun.isoformat(), "digest_begun": None}, _EDITOR)


async def _send(mail: Mail) -> list[Went]:
    """Send a digest to the author's channel; where there is none, or it does not take it, to those picked."""
    if mail.choices.author_channel:
        went = await _tried(_to_channel(mail, mail.choices.author_channel), mail.guild)
        if went is not Went.REFUSED:
            return [went]
    return [await _tried(_to_person(mail, each), mail.guild) for each in mail.choices.digest_people]


async def _tried(sending: Coroutine[None, None, bool], guild: discord.Guild) -> Went:
    try:
        return Went.OUT if await sending else Went.REFUSED
    except (discord.DiscordServerError, OSError):
        return Went.DOWN
    except discord.HTTPException as error:
        _log().warning("a digest of %s was refused: status %s, code %s", guild.id, error.status, error.code)
        return Went.REFUSED


async def _to_channel(mail: Mail, channel_id: int) -> bool:
    channel = mail.guild.get_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        _log().warning("the digest of %s has no channel any more", mail.guild.id)
        return False
    if mail.again:
        if not channel.permissions_for(mail.guild.me).read_message_history:
            _log().warning(
                "whether the digest of %s was sent cannot be seen: reading the channel's history is not allowed",
                mail.guild.id,
            )
            return True
        if await _is_there(channel, mail):
            return True
    await channel.send(embed=mail.embed(private=False), view=_view(mail.digest), nonce=mail.nonce)
    return True


async def _to_person(mail: Mail, person: int) -> bool:
    member = await mail.guild.fetch_member(person)
    if not may_read(member, mail.choices):
        return False
    if not (mail.again and await _is_there(await member.create_dm(), mail)):
        await member.send(embed=mail.embed(private=True), nonce=mail.nonce)
    return True


async def _is_there(channel: discord.TextChannel | discord.DMChannel, mail: Mail) -> bool:
    """Tell whether this digest stands among a channel's last messages."""
    async for message in channel.history(limit=_LOOKED_AT):
        if message.author.id == mail.guild.me.id and any(_is_of(each, mail.begun) for each in message.embeds):
            return True
    return False


def _is_of(embed: discord.Embed, begun: datetime) -> bool:
    return embed.timestamp is not None and abs(embed.timestamp - begun) < _SAME


def _view(digest: Digest) -> discord.ui.View:
    review = button("Review the queue", "queue-open", style=Style.primary)
    return board([[review, *([button("Answers due", "due-open")] if digest.due else [])]])


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
