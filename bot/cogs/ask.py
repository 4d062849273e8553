"""Members ask: by command, by message, from the Apps menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.members import asking, judging, private, reading, waiting

if TYPE_CHECKING:
    from bot.client import Afterword

_LONGEST = 1_000  # characters; more is no question but a story
_EVERYONE, _ONLY_ME = "everyone", "private"


class Ask(commands.Cog):
    """Everything that is a question."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
        for each in (judging, waiting, reading, private):
            bot.actions.add(each.HANDLERS)
        for name, callback in (("Find an answer", self.find), ("Send to the author's queue", self.send)):
            menu = app_commands.ContextMenu(name=name, callback=callback)
            bot.tree.add_command(app_commands.guild_only(menu))

    @app_commands.command(
        name="ask", description="Ask a question; only you see the answer unless you choose otherwise"
    )
    @app_commands.describe(
        question="Your question, in a sentence", show="Who sees the answer: only you, or everyone"
    )
    @app_commands.choices(
        show=[
            app_commands.Choice(name="Only me", value=_ONLY_ME),
            app_commands.Choice(name="Everyone", value=_EVERYONE),
        ]
    )
    @app_commands.guild_only()
    async def ask(
        self,
        interaction: discord.Interaction[Afterword],
        question: app_commands.Range[str, 1, _LONGEST],
        show: str = _ONLY_ME,
    ) -> None:
        """Answer a question."""
        await asking.ask(self.bot, interaction, question, private=show != _EVERYONE)

    @ask.autocomplete("question")
    async def offer(
        self, interaction: discord.Interaction[Afterword], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the FAQ's own questions."""
        offered = await self.bot.offers.of(str(interaction.guild_id), typed)
        return [app_commands.Choice(name=each, value=each) for each in offered]

    async def find(self, interaction: discord.Interaction[Afterword], message: discord.Message) -> None:
        """Find an answer to a message."""
        await asking.find(self.bot, interaction, message)

    async def send(self, interaction: discord.Interaction[Afterword], message: discord.Message) -> None:
        """Send a message to the author's queue."""
        await asking.send_to_author(self.bot, interaction, message)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Hear a message."""
        await self.bot.hearing.hear(message)
