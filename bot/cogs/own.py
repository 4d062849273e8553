"""What members can see and do about their own: /my, /forget me, /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.controls import view
from bot.interactions import say
from bot.members import own
from bot.render.discord.help import help_embed
from bot.render.discord.own import forget_shown

if TYPE_CHECKING:
    from bot.client import Afterword


class Own(commands.GroupCog, name="my", description="Your questions, and what I keep of you"):
    """A person's own questions and data."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
        bot.actions.add(own.HANDLERS)
        super().__init__()

    @app_commands.command(name="questions", description="What you asked, and what became of it")
    async def questions(self, interaction: discord.Interaction[Afterword]) -> None:
        """Show somebody their questions."""
        await own.questions(self.bot, interaction)

    @app_commands.command(name="data", description="Everything that I keep with your id, as a file")
    async def data(self, interaction: discord.Interaction[Afterword]) -> None:
        """Hand somebody their data."""
        await own.data(self.bot, interaction)


class About(commands.Cog):
    """Forgetting, and help."""

    forget = app_commands.Group(name="forget", description="Erase what I keep of you")

    @forget.command(name="me", description="Erase your id from everything that I keep")
    async def forget_me(self, interaction: discord.Interaction[Afterword]) -> None:
        """Ask whether to erase somebody's id."""
        shown = forget_shown(str(interaction.user.id))
        await say(interaction, shown.embeds, view(shown.controls))

    @app_commands.command(name="help", description="How to ask me, and what I keep")
    async def help(self, interaction: discord.Interaction[Afterword]) -> None:
        """Explain the bot to members."""
        listening = interaction.client.intents.message_content
        await say(interaction, [help_embed(listening=listening)])
