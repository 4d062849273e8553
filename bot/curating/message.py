"""Save what an author wrote in a channel as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.checks import Right, has
from bot.curating.desk import curator
from bot.curating.form import ANSWER, ROOM, SOURCE, source_lines, to_fields
from bot.curating.goals import NEW, Goal, form_for
from bot.errors import InputRefused
from bot.render.discord.text import plain
from knowledge import Source

if TYPE_CHECKING:
    from bot.choices import Choices
    from bot.client import Afterword

_NOT_AUTHORS = (
    "Only what an author wrote can be saved as an answer, and {name} is none here (/setup has the roles)."
)


async def captured(
    bot: Afterword, interaction: discord.Interaction, message: discord.Message
) -> discord.ui.Modal:
    """Return the form for a new answer with a message's words, and the message as its source.

    Raises:
        InputRefused: whoever asks is no moderator, the message is not an author's, or it has no words.
    """
    await curator(bot, interaction)
    assert interaction.guild_id is not None  # noqa: S101  there is no curator outside a server
    writer = await _author(interaction, message, await bot.choices(interaction.guild_id))
    if not message.content.strip():
        raise InputRefused("That message has no text that could be an answer.")
    if len(message.content) > ROOM[ANSWER]:
        raise InputRefused(
            "That message is longer than Discord's forms are, so it cannot be saved from here;"
            " please save it in parts with /faq add, or import the post it is from."
        )
    source = Source(
        title=_place(interaction),
        url=f"https://discord.com/channels/{interaction.guild_id}/{message.channel.id}/{message.id}",
        author=writer.display_name,
        date=message.created_at.date(),
    )
    return form_for(Goal(), {**to_fields(NEW), ANSWER: message.content, SOURCE: source_lines(source)})


def _place(interaction: discord.Interaction) -> str:
    channel = f"#{getattr(interaction.channel, 'name', '')}"
    return f"{channel} on {interaction.guild.name}" if interaction.guild else channel


async def _author(
    interaction: discord.Interaction, message: discord.Message, choices: Choices
) -> discord.Member | discord.User:
    """Return who wrote a message; where the server named its authors, only if they are one of them."""
    writer = await _member(interaction, message.author)
    if not choices.author_roles:
        if message.author.bot:
            raise InputRefused(_NOT_AUTHORS.format(name="a bot"))
        return writer
    allowed = isinstance(writer, discord.Member) and has(
        Right.AUTHOR,
        permissions=writer.guild_permissions,
        roles=(role.id for role in writer.roles),
        choices=choices,
    )
    if not allowed or message.author.bot:
        raise InputRefused(_NOT_AUTHORS.format(name=plain(writer.display_name)))
    return writer


async def _member(
    interaction: discord.Interaction, user: discord.Member | discord.User
) -> discord.Member | discord.User:
    if interaction.guild is None:
        return user
    try:
        return await interaction.guild.fetch_member(user.id)
    except discord.NotFound:
        return user
