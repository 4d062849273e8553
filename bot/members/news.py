"""Word back to those who wait: a private message, or a mention of just that person where they asked.

A notice is told first and noted then. Should the bot end in between, the nonce keeps Discord from showing it twice.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

import discord

from bot.controls import view
from bot.interactions import TROUBLE
from bot.members.asking import disclaimer, read
from bot.render.discord.news import news_shown
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from bot.client import Afterword
    from bot.render.discord.answers import Shown
    from knowledge import Owed


_ROUND = 5.0  # seconds between two looks at what is owed
_BATCH = 50
_AGAIN = 60.0  # seconds after trouble on Discord's side
_UNREACHED = 6 * 3600.0  # seconds after finding that somebody cannot be reached


class News:
    """Tells what is owed, for as long as the bot runs. What cannot be told now is tried again later."""

    def __init__(self, bot: Afterword) -> None:
        self._bot = bot
        self._later: dict[int, float] = {}
        self._wanted = asyncio.Event()
        self._stopping = False

    def soon(self) -> None:
        """Look at once at what is owed: something was answered just now."""
        self._wanted.set()

    def stop(self) -> None:
        """End after the notice that is being told."""
        self._stopping = True
        self._wanted.set()

    async def run(self) -> None:
        """Look again and again, until stopped."""
        await self._bot.wait_until_ready()
        while not self._stopping:
            try:
                await self.tell_owed()
            except (KnowledgeError, *TROUBLE) as error:
                logging.getLogger(__name__).warning("notices wait: %s", type(error).__name__)
            except Exception:
                logging.getLogger(__name__).exception("notices wait")
            try:
                await asyncio.wait_for(self._wanted.wait(), _ROUND)
            except TimeoutError:
                continue
            self._wanted.clear()

    async def tell_owed(self) -> None:
        """Tell every notice that is due."""
        now = time.monotonic()
        self._later = {number: at for number, at in self._later.items() if at > now}
        for owed in await self._bot.kb.notices.owed(limit=_BATCH + len(self._later)):
            if self._stopping:
                return
            if owed.id not in self._later:
                await self._tell(owed)

    async def _tell(self, owed: Owed) -> None:
        """Tell one notice, or put it off."""
        if not (owed.community.isdecimal() and owed.asker.isdecimal()):  # asked in a terminal
            self._postpone(owed, _UNREACHED)
            return
        guild = self._bot.get_guild(int(owed.community))
        if guild is None or guild.unavailable:
            self._postpone(owed, _AGAIN)
            return
        try:
            own_note, entry = await disclaimer(self._bot, owed.community), owed.notice.entry
            answered = await read(self._bot, entry) if entry is not None else None
            shown = news_shown(owed.notice, answered, owed.asker, guild.name, own_note)
            told = await self._privately(owed, shown) or await self._in_place(owed, shown)
        except TROUBLE as error:
            logging.getLogger(__name__).warning(
                "notice %s could not be told: %s", owed.id, type(error).__name__
            )
            self._postpone(owed, _AGAIN)
            return
        if told:
            await self._bot.kb.notices.told([owed.id])
        else:
            self._postpone(owed, _UNREACHED)

    def _postpone(self, owed: Owed, seconds: float) -> None:
        self._later[owed.id] = time.monotonic() + seconds

    async def _privately(self, owed: Owed, shown: Shown) -> bool:
        try:
            channel = await self._bot.create_dm(discord.Object(int(owed.asker)))
            await channel.send(
                embeds=list(shown.embeds),
                view=view(shown.controls) or discord.utils.MISSING,
                nonce=f"n{owed.id}",
            )
        except (discord.Forbidden, discord.NotFound):
            return False
        return True

    async def _in_place(self, owed: Owed, shown: Shown) -> bool:
        """Mention the asker, and nobody else, where they asked; False where that is not possible."""
        channel_id, _, message_id = owed.place.partition("/")
        if not channel_id.isdecimal() or not message_id.isdecimal():
            return False
        asker = discord.Object(int(owed.asker))
        channel = self._bot.get_partial_messageable(int(channel_id), guild_id=int(owed.community))
        try:
            message = await channel.fetch_message(int(message_id))
            if message.author.id not in {asker.id, self._bot.own_id}:  # sent from the Apps menu, in private
                return False
            await channel.send(
                f"<@{owed.asker}>",
                embeds=list(shown.embeds),
                view=view(shown.controls) or discord.utils.MISSING,
                reference=message.to_reference(fail_if_not_exists=False),
                mention_author=False,
                allowed_mentions=discord.AllowedMentions(users=[asker], everyone=False, roles=False),
                nonce=f"p{owed.id}",
            )
        except (discord.Forbidden, discord.NotFound):
            return False
        return True
