"""Interactions answered in time and once: defer first, then reply; what goes wrong is told with a reference."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.errors import EXPECTED, sentence
from bot.render.discord.colours import Colour

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)


async def think(interaction: discord.Interaction, *, private: bool = True) -> None:
    """Acknowledge an interaction at once, before anything that could take longer than its three seconds."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)


async def say(
    interaction: discord.Interaction,
    embeds: Sequence[discord.Embed],
    view: discord.ui.View | None = None,
    *,
    private: bool = True,
) -> None:
    """Reply to an interaction, acknowledged or not."""
    shown = view or discord.utils.MISSING
    if interaction.response.is_done():
        await interaction.followup.send(embeds=list(embeds), view=shown, ephemeral=private)
    else:
        await interaction.response.send_message(embeds=list(embeds), view=shown, ephemeral=private)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person what went wrong; a fault of ours goes to the log with a reference and without their words."""
    if isinstance(error, EXPECTED):
        told = sentence(error)
    else:
        reference = f"{interaction.id % 16**6:06x}"
        log.error("fault %s", reference, exc_info=error)
        told = f"Something went wrong on my side, sorry. If it happens again, tell a moderator: reference {reference}."
    try:
        await say(interaction, [discord.Embed(description=told, colour=Colour.NOTE)])
    except discord.HTTPException:
        log.warning("an error could not be told: the interaction is gone")
