"""Messages: which of them are questions to the bot, and what becomes of each. Each is heard once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import discord

from bot.inbound import is_addressed, question_of, words_of
from bot.members import private, watching
from bot.members.asking import answer
from bot.members.cooldown import Cooldown
from bot.members.replying import complain, reply
from bot.render.discord import answers
from bot.render.discord.help import called
from knowledge import EmptyText

if TYPE_CHECKING:
    from bot.client import Afterword

_PAUSE = 300.0  # seconds between two answers that a person did not ask for in a channel
_HEARD = (discord.MessageType.default, discord.MessageType.reply)


class Hearing:
    """Hears every message that the bot is told of."""

    def __init__(self, bot: Afterword) -> None:
        self._bot = bot
        self._pause = Cooldown(_PAUSE)

    async def hear(self, message: discord.Message) -> None:
        """Do with a message what is to be done; what goes wrong is told to who wrote it, if they spoke to the bot."""
        if message.author.bot or message.webhook_id or message.type not in _HEARD:
            return
        if not self._bot.recent.is_new(message.id):
            return
        if message.guild is None:
            await self._guarded(message, private.hear)
        elif is_addressed(message, self._bot.own_id):
            await self._guarded(message, hear_called)
        elif (
            message.content or message.id == message.channel.id
        ):  # of a post the title can be read in any case
            await watching.overhear(self._bot, message, self._pause, time.monotonic())

    async def _guarded(self, message: discord.Message, hear: private.Hear) -> None:
        try:
            if words_of(message.content, self._bot.own_id):
                await hear(self._bot, message)
            else:
                await _greet(self._bot, message)
        except EmptyText:  # pictures made of emojis, or nothing but an address
            await _greet(self._bot, message)
        except Exception as error:  # noqa: BLE001  the error edge of messages
            await complain(self._bot, message, error)


async def hear_called(bot: Afterword, message: discord.Message) -> None:
    """Answer a message in a server that calls the bot."""
    assert message.guild is not None  # noqa: S101  private messages go another way
    place = message.channel
    title = place.name if isinstance(place, discord.Thread) and place.id == message.id else ""
    question = question_of(message, str(message.guild.id), bot.own_id, title)
    await reply(bot, message, await answer(bot, question))


async def _greet(bot: Afterword, message: discord.Message) -> None:
    """Say how to ask to whoever called the bot without words."""
    await reply(bot, message, answers.note(called(files=bool(message.attachments))))
