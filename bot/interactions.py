"""Interactions answered in time and once: defer first, then reply; what goes wrong is told with a reference."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import aiohttp  # what discord.py speaks HTTP with
import discord

from bot.errors import EXPECTED, InputRefused, sentence
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What a request to Discord can end with: it refuses, or it cannot be reached."""


_ACKNOWLEDGED = 40060  # Discord's: already acknowledged
_TOO_LATE = frozenset({10062, _ACKNOWLEDGED})  # Discord's: unknown interaction
_FILLED = "filled"
_ASKED_AGAIN = 1.0  # seconds after which discord.py repeats what Discord answered with 5xx


async def think(interaction: discord.Interaction, *, private: bool = True) -> None:
    """Acknowledge an interaction at once, before anything that could take longer than its three seconds."""
    if not interaction.response.is_done():
        await _defer(interaction, private=private, thinking=True)


async def hold(interaction: discord.Interaction) -> None:
    """Acknowledge a press at once; the message that it stands on changes later, by `change`."""
    if not interaction.response.is_done():
        await _defer(interaction)


async def _defer(interaction: discord.Interaction, *, private: bool = False, thinking: bool = False) -> None:
    """Acknowledge an interaction; where Discord did so but could not say so, and was asked again, that is fine."""
    begun = time.monotonic()
    try:
        await interaction.response.defer(ephemeral=private, thinking=thinking)
    except discord.HTTPException as error:
        # At once it would mean that another process of this bot has acknowledged it, and answers.
        if error.code != _ACKNOWLEDGED or time.monotonic() - begun < _ASKED_AGAIN:
            raise
        kind = discord.InteractionResponseType
        done = kind.deferred_channel_message if thinking else kind.deferred_message_update
        interaction.response._response_type = done  # noqa: SLF001  what defer() does


async def say(
    interaction: discord.Interaction,
    embeds: Sequence[discord.Embed],
    view: discord.ui.View | None = None,
    *,
    files: Sequence[discord.File] = (),
    private: bool = True,
) -> None:
    """Reply to an interaction, acknowledged or not.

    The first reply after `think` fills in the message that says so: should it be sent twice, it is there once.
    """
    thinking = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    if thinking and not interaction.extras.get(_FILLED):
        interaction.extras[_FILLED] = True
        await replace(interaction, embeds, view, files)
        return
    send = interaction.followup.send if interaction.response.is_done() else interaction.response.send_message
    await send(embeds=list(embeds), view=view or discord.utils.MISSING, files=list(files), ephemeral=private)


async def change(
    interaction: discord.Interaction, embeds: Sequence[discord.Embed], view: discord.ui.View | None = None
) -> None:
    """Change the message whose component was pressed, after `hold`; one that was deleted meanwhile is let be."""
    try:
        await interaction.edit_original_response(embeds=list(embeds), view=view)
    except discord.NotFound:
        logging.getLogger(__name__).info("a message was deleted before it could be changed")


async def replace(
    interaction: discord.Interaction,
    embeds: Sequence[discord.Embed],
    view: discord.ui.View | None,
    files: Sequence[discord.File] | None = (),
) -> None:
    """Let the message of an acknowledged interaction show something else, with these files; None leaves its own.

    Where it is gone, for the person has closed it, a new private one is sent, so that nothing on it is lost.
    """
    attached = discord.utils.MISSING if files is None else list(files)
    try:
        await interaction.edit_original_response(embeds=list(embeds), view=view, attachments=attached)
    except discord.NotFound:
        for each in files or ():
            each.reset()
        await interaction.followup.send(
            embeds=list(embeds), view=view or discord.utils.MISSING, files=files or (), ephemeral=True
        )


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person what went wrong; a fault of ours goes to the log with a reference and without their words."""
    if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
        logging.getLogger(__name__).warning(
            "an interaction was over before it could be acknowledged (%s)", error.code
        )
        return
    told = explained(error, interaction.id)
    try:
        await say(interaction, [discord.Embed(description=told, colour=Colour.NOTE)])
    except discord.HTTPException:
        logging.getLogger(__name__).warning("an error could not be told: the interaction is gone")


def said_here(error: BaseException) -> str:
    """Say in one sentence what went wrong, with the commands that there are on Discord."""
    return sentence(error, lift="/faq blocks")


def explained(error: BaseException, event: int) -> str:
    """Return what to tell of an error that happened in an event; a fault of ours is logged under a reference."""
    if isinstance(error, InputRefused):
        return sentence(error)  # our own words, which may name a channel
    if isinstance(error, EXPECTED):
        return plain(said_here(error))  # somebody's words may be quoted in it
    reference = f"{(event >> 22) % 16**6:06x}"  # the time in a snowflake
    logging.getLogger(__name__).error("fault %s", reference, exc_info=error)
    return (
        "Something went wrong on my side, sorry. If it happens again, tell a moderator:"
        f" reference {reference}."
    )
