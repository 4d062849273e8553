"""Private messages: asked in the one server that the person shares with the bot, or in the one they choose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord

from bot.controls import select, view
from bot.errors import InputRefused
from bot.inbound import question_of
from bot.interactions import change, hold
from bot.members.asking import answer
from bot.members.pressing import arguments, chosen, require_own
from bot.members.replying import reply
from bot.render.discord import answers
from bot.render.discord.colours import Colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import Handler, Press
    from bot.client import Afterword
    from bot.render.discord.answers import Shown

Hear = Callable[["Afterword", discord.Message], Awaitable[None]]

_MOST = 25  # choices of a select
NOWHERE = (
    "We are not in any server together, so there is nobody whose answers I could give you. Join a server that I am"
    " in, and write to me again."
)
_GONE = "That message was deleted. Please write your question again."


async def hear(bot: Afterword, message: discord.Message) -> None:
    """Answer a private message."""
    homes = await bot.homes.of(message.author.id)
    if len(homes) == 1:
        await reply(bot, message, await answer(bot, question_of(message, str(homes[0].id), bot.own_id)))
    elif homes:
        await reply(bot, message, which(homes, message))
    else:
        bot.homes.forget(message.author.id)  # they may join one and try again at once
        await reply(bot, message, answers.note(NOWHERE))


def which(homes: Sequence[discord.Guild], message: discord.Message) -> Shown:
    """Return the question in which server a private message is to be asked."""
    shown = answers.note("We share several servers. In which one shall I look?", Colour.SUGGEST)
    options = [(str(guild.id), guild.name) for guild in homes[:_MOST]]
    return shown._replace(
        controls=(select("Choose a server", options, "home", message.author.id, message.id),)
    )


async def choose(press: Press) -> None:
    """Ask a private message in the server that was chosen for it."""
    await hold(press.interaction)
    asker, message_id = arguments(press, 2)
    community = chosen(press)
    await require_own(press, asker, community)
    message = await _message(press, int(message_id))
    shown = await answer(press.bot, question_of(message, community, press.bot.own_id))
    await change(press.interaction, shown.embeds, view(shown.controls))


async def _message(press: Press, message_id: int) -> discord.Message:
    channel = press.interaction.channel
    try:
        if isinstance(channel, discord.abc.Messageable):
            return await channel.fetch_message(message_id)
    except discord.NotFound:
        pass
    raise InputRefused(_GONE)


HANDLERS: dict[str, Handler] = {"home": choose}
