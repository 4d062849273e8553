"""The Discord client: intents, nobody pinged unless named, cogs, buttons that outlive a restart."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands
from yarl import URL

from bot.actions import Actions
from bot.checks import Right, require
from bot.choices import Choices
from bot.cogs.admin import Admin
from bot.cogs.ask import Ask
from bot.cogs.digest import Digests
from bot.cogs.faq import Faq
from bot.cogs.own import About, Own
from bot.cogs.queue import Queue
from bot.cogs.servers import Servers
from bot.errors import InputRefused
from bot.interactions import tell
from bot.members.hearing import Hearing
from bot.members.homes import Homes
from bot.members.missed import AGAIN, ATTEMPTS, catch_up
from bot.members.news import News
from bot.members.offering import Offers
from bot.recent import Recent
from bot.registering import register

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge import KnowledgeBase


class Tree(app_commands.CommandTree["Afterword"]):
    """The slash commands; what goes wrong in one becomes a sentence for the person who used it."""

    async def interaction_check(self, interaction: discord.Interaction[Afterword], /) -> bool:
        """Let a command through once, however often Discord tells of it."""
        return interaction.client.recent.is_new(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction[Afterword], error: app_commands.AppCommandError
    ) -> None:
        """Tell the person what went wrong."""
        known: BaseException = getattr(error, "original", error)
        if isinstance(error, app_commands.CommandNotFound):
            known = InputRefused("That command is from another version of me and no longer does anything.")
        await tell(interaction, known)


class Afterword(commands.AutoShardedBot):
    """The bot. `kb` is the knowledge base; every guild is a community of its own, named by its id."""

    def __init__(self, kb: KnowledgeBase, settings: Settings) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=intents(message_content=settings.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=settings.discord_ready_timeout,
        )
        self.kb = kb
        self.settings = settings
        self.actions = Actions()
        self.recent = Recent()
        self.homes = Homes(self)
        self.offers = Offers(kb)
        self.news = News(self)
        self.hearing = Hearing(self)
        self._running: list[asyncio.Task[None]] = []
        self._attempts: Counter[int] = Counter()
        self._catching_up: set[asyncio.Task[None]] = set()

    @property
    def own_id(self) -> int:
        """The bot's own user id, once it has logged in."""
        assert self.user is not None  # noqa: S101  no event comes before the login
        return self.user.id

    async def setup_hook(self) -> None:
        """Register what the bot reacts to, before the first event comes."""
        servers = Servers(self)
        cogs = (Ask(self), Own(self), About(), servers, Admin(self), Faq(self), Queue(self), Digests(self))
        for cog in cogs:
            await self.add_cog(cog)
        await register(self)
        self._running = [asyncio.create_task(self.news.run()), asyncio.create_task(servers.keep_up())]

    async def on_ready(self) -> None:
        """Look for what was asked meanwhile; it may happen more than once, after an invalid session."""
        logging.getLogger(__name__).info("ready in %s servers", len(self.guilds))
        self._catch_up()

    def owe(self, message: discord.Message) -> None:
        """Hear a message again later, since its reply could not be sent; not for ever."""
        self._attempts[message.id] += 1
        if self._attempts[message.id] == ATTEMPTS:
            del self._attempts[message.id]
            return
        self.recent.forget(message.id)
        self._catch_up(AGAIN)

    def _catch_up(self, after: float = 0.0) -> None:
        task = asyncio.create_task(catch_up(self, self.hearing, after))
        self._catching_up.add(task)
        task.add_done_callback(self._catching_up.discard)

    def is_connected(self) -> bool:
        """Tell whether events arrive from all shards; discord.py stays ready while it tries to connect anew."""
        return self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())

    async def finish(self) -> None:
        """Wait until what people have sent is dealt with and the notice that is being told is told."""
        self.news.stop()
        # What is left to catch up with is found at the next start.
        upkeep = (*self._running[1:], *self._catching_up)
        for task in upkeep:
            task.cancel()
        while tasks := in_flight() | {task for task in self._running if self.is_ready() and not task.done()}:
            await asyncio.wait(tasks)

    async def on_interaction(self, interaction: discord.Interaction[Afterword]) -> None:
        """Do what a button, a select or a modal says; commands go their own way."""
        pressed = {discord.InteractionType.component, discord.InteractionType.modal_submit}
        if interaction.type in pressed and self.recent.is_new(interaction.id):
            await self.actions.dispatch(self, interaction)

    async def choices(self, guild_id: int) -> Choices:
        """Return what a server chose in /setup."""
        return Choices.of(await self.kb.choices.get(str(guild_id)))

    async def member_with(self, right: Right, interaction: discord.Interaction) -> discord.Member:
        """Return the member behind an interaction, who has a right in its server.

        Raises:
            InputRefused: they have not, or this is no server.
        """
        guild_id = interaction.guild_id
        return require(right, interaction, await self.choices(guild_id) if guild_id else Choices())


def in_flight() -> set[asyncio.Task[object]]:
    """Return the events and commands that are being dealt with: discord.py gives their tasks these names."""
    named = (
        "discord.py: on_message",
        "discord.py: on_interaction",
        "discord.py: on_guild",
        "CommandTree-invoker",
    )
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(named)}


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
