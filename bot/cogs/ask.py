"""Members ask: a slash command for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import Afterword


class Ask(commands.Cog):
    """What members do."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
