"""Who curates where, and how their screen is answered or changed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.checks import Right
from bot.controls import view
from bot.interactions import replace, think
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import Press
    from bot.client import Afterword
    from bot.controls import Control
    from knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Curator:
    """A moderator at work: the knowledge base, the community they work on, and the id they are recorded by."""

    kb: KnowledgeBase
    community: str
    editor: str
    name: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What a moderator sees: embeds, what can be pressed, and a file by its name and content.

    With `keeps_file` the file that was there stays.
    """

    embeds: Sequence[discord.Embed]
    controls: Sequence[Control] = ()
    file: tuple[str, bytes] | None = None
    keeps_file: bool = False


async def curator(bot: Afterword, interaction: discord.Interaction) -> Curator:
    """Return who works here.

    Raises:
        InputRefused: they are no moderator of this server, or it is none.
    """
    member = await bot.member_with(Right.MODERATE, interaction)
    return Curator(bot.kb, str(interaction.guild_id), str(member.id), member.display_name)


async def at_command(bot: Afterword, interaction: discord.Interaction) -> Curator:
    """Acknowledge a command in private, then return who works here.

    Raises:
        InputRefused: they are no moderator.
    """
    await think(interaction)
    return await curator(bot, interaction)


async def at_press(press: Press) -> Curator:
    """Acknowledge a press on one's own screen, which will be changed, then return who works here.

    A press that comes from elsewhere gets a screen of its own, so that nobody else's message changes.

    Raises:
        InputRefused: they are no moderator.
    """
    if _own_screen(press.interaction):
        await press.interaction.response.defer()
    else:
        await think(press.interaction)
    return await curator(press.bot, press.interaction)


async def show(interaction: discord.Interaction, screen: Screen) -> None:
    """Put a screen where the interaction was acknowledged: a new private message, or the one that was pressed.

    Where that was dismissed meanwhile, a new one says what became of it.
    """
    files = None if screen.keeps_file else _files(screen)
    await replace(interaction, screen.embeds, view(screen.controls), files)


def _files(screen: Screen) -> list[discord.File]:
    return [discord.File(io.BytesIO(screen.file[1]), screen.file[0])] if screen.file else []


def note(text: str, colour: Colour = Colour.NOTE) -> discord.Embed:
    """Return a line to a moderator in words of ours."""
    return discord.Embed(description=plain(text), colour=colour)


def _own_screen(interaction: discord.Interaction) -> bool:
    """Tell whether this came from a private message of ours, which only the one who presses can see."""
    return interaction.message is not None and interaction.message.flags.ephemeral
