"""A reply to a message: once, to that message, and pinging nobody; what goes wrong is told as well."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.controls import view
from bot.interactions import TROUBLE, explained
from bot.render.discord import answers

if TYPE_CHECKING:
    from bot.client import Afterword
    from bot.render.discord.answers import Shown


_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


async def reply(bot: Afterword, message: discord.Message, shown: Shown) -> None:
    """Reply to a message in its place; the nonce keeps a repeated request from becoming a second reply."""
    try:
        await message.channel.send(
            embeds=list(shown.embeds),
            view=view(shown.controls) or discord.utils.MISSING,
            reference=message.to_reference(),
            nonce=message.id,
            mention_author=False,
        )
    except discord.Forbidden:
        await _say_what_is_lacking(bot, message)
    except discord.NotFound:
        logging.getLogger(__name__).info("the channel of a question was deleted before the reply")
    except discord.HTTPException as error:
        if not _was_deleted(error):
            raise
        logging.getLogger(__name__).info("a question was deleted before the reply")


async def complain(bot: Afterword, message: discord.Message, error: BaseException) -> None:
    """Tell in place what went wrong with a message."""
    told = explained(error, message.id)
    try:
        await reply(bot, message, answers.note(told))
    except TROUBLE as failure:
        logging.getLogger(__name__).warning("a reply is owed: %s", type(failure).__name__)
        bot.owe(message)


def lacking(allowed: discord.Permissions, *, in_thread: bool) -> list[str]:
    """Name the permissions that a reply needs and the bot does not have; those that go with another are not named."""
    speak = "send_messages_in_threads" if in_thread else "send_messages"
    for name in ("view_channel", speak):
        if not getattr(allowed, name):
            return [_NEEDED[name]]
    return [_NEEDED[name] for name in ("embed_links", "read_message_history") if not getattr(allowed, name)]


async def _say_what_is_lacking(bot: Afterword, message: discord.Message) -> None:
    """Tell the asker in private why there is no answer in the channel; they may pass it on."""
    guild, channel = message.guild, message.channel
    if guild is None or isinstance(
        channel, discord.PartialMessageable | discord.DMChannel | discord.GroupChannel
    ):
        return
    missing = lacking(channel.permissions_for(guild.me), in_thread=isinstance(channel, discord.Thread))
    logging.getLogger(__name__).warning(
        "no reply in channel %s of server %s: missing %s", channel.id, guild.id, missing
    )
    named = ", ".join(missing) or "something that I cannot name"
    told = (
        f"I cannot answer you in {channel.mention}: I need these permissions there: {named}. Please tell a"
        " moderator. Until then, /ask works everywhere."
    )
    try:
        private = await bot.create_dm(discord.Object(message.author.id))
        await private.send(embeds=list(answers.note(told).embeds), nonce=message.id)
    except discord.HTTPException:
        logging.getLogger(__name__).info("the asker takes no private messages either")


def _was_deleted(error: discord.HTTPException) -> bool:
    return error.code == 50035 and "message_reference" in error.text  # noqa: PLR2004  Discord's: invalid form
