"""A community on the local Discord, with the shipped bot as a process of its own."""

from __future__ import annotations

import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from discord_server import DiscordServer, GuildHandle, Person, Place, bot_process

from discord_look.faq import AUTHOR, FAQ
from discord_look.past import Clock
from knowledge import KnowledgeConfig, open_knowledge_base

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge import KnowledgeBase


@dataclass
class Community:
    """Members, an author and a moderator, a channel, and what the bot knows."""

    discord: DiscordServer
    guild: GuildHandle
    general: Place
    members: list[Person]
    author: Person
    moderator: Person
    kb: KnowledgeBase
    clock: Clock

    @property
    def id(self) -> str:
        return str(self.guild.id)

    @property
    def names(self) -> dict[int, str]:
        """The names of people, channels and roles by their ids."""
        world = self.discord.service.world
        people = {number: user.name for number, user in world.users.items()}
        channels = {number: channel.name for number, channel in world.channels.items()}
        return people | channels | {number: role.name for number, role in self.guild.guild.roles.items()}


@asynccontextmanager
async def community() -> AsyncIterator[Community]:
    """Found the community, write its FAQ, start the bot, and wait until it is ready."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.sqlite3"
        clock = Clock()
        opening = open_knowledge_base(KnowledgeConfig(url, clock=clock.now))
        async with await opening as kb, DiscordServer() as discord:
            town = await founded(discord, kb, clock)
            await written(town)
            environment = {**discord.environment, "AFTERWORD_DATABASE_URL": url, "XDG_DATA_HOME": folder}
            async with bot_process([sys.executable, "-m", "bot", "run"], environment, Path(folder)) as bot:
                await bot.writes("ready in", timeout=60)
                yield town


async def founded(discord: DiscordServer, kb: KnowledgeBase, clock: Clock) -> Community:
    """Return a community with its roles chosen."""
    guild = discord.guild("MS Harbour")
    general = guild.text_channel("general")
    members = [guild.member(name) for name in ("Ana", "Tomasz", "Lindiwe")]
    authors = guild.role("Neurologists")
    moderators = guild.role("Helpers", "manage_messages")
    author, moderator = guild.member(AUTHOR, roles=[authors]), guild.member("Priya", roles=[moderators])
    chosen = {"author_roles": [authors.id], "moderator_roles": [moderators.id]}
    await kb.choices.put(str(guild.id), chosen, editor="picture")
    return Community(discord, guild, general, members, author, moderator, kb, clock)


async def written(town: Community) -> None:
    """Write the FAQ, a month ago."""
    town.clock.behind = timedelta(days=30)
    for text in FAQ:
        await town.kb.curation.add(town.id, text, editor="picture")
    town.clock.behind = timedelta()
