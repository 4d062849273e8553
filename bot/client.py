"""The Discord client: intents, nobody pinged unless named, cogs, buttons that outlive a restart."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands
from yarl import URL

from bot.actions import Actions
from bot.choices import Choices
from bot.cogs.ask import Ask
from bot.cogs.faq import Faq
from bot.interactions import tell

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge import KnowledgeBase

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["Afterword"]):
    """The slash commands; what goes wrong in one becomes a sentence for the person who used it."""

    async def on_error(
        self, interaction: discord.Interaction[Afterword], error: app_commands.AppCommandError
    ) -> None:
        await tell(interaction, getattr(error, "original", error))


class Afterword(commands.AutoShardedBot):
    """The bot. `kb` is the knowledge base; every guild is a community of its own, named by its id."""

    def __init__(self, kb: KnowledgeBase, settings: Settings) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=intents(message_content=settings.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=settings.discord_ready_timeout,
        )
        self.kb = kb
        self.settings = settings
        self.actions = Actions()

    async def setup_hook(self) -> None:
        """Register what the bot reacts to, before the first event comes."""
        await self.add_cog(Ask(self))
        await self.add_cog(Faq(self))
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Afterword]) -> None:
        """Do what a button, a select or a modal says; commands go their own way."""
        if interaction.type in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
            await self.actions.dispatch(self, interaction)

    async def choices(self, guild_id: int) -> Choices:
        """Return what a server chose in /setup."""
        return Choices.of(await self.kb.choices.get(str(guild_id)))


def intents(*, message_content: bool) -> discord.Intents:
    """Return what the bot listens to: guilds, messages that concern it, and all messages only where asked for."""
    wanted = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    wanted.message_content = message_content
    return wanted


def point_at(settings: Settings) -> None:
    """Make discord.py talk to the addresses in the settings; they differ from Discord's in tests alone."""
    discord.http.Route.BASE = settings.discord_api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.discord_gateway_url)
    discord.Asset.BASE = settings.discord_cdn_url
