"""What the tests of the local Discord share: a guild, its people, and the sample bot as a process."""

from __future__ import annotations

import sys
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from discord_server import BotProcess, DiscordServer, GuildHandle, Person, Place, bot_process

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SCRIPT = Path(__file__).with_name("sample_bot.py")
Start = "Callable[..., AbstractAsyncContextManager[BotProcess]]"


@dataclass
class Scene:
    """One guild with two channels, a member and a moderator."""

    discord: DiscordServer
    guild: GuildHandle
    general: Place
    forum: Place
    ana: Person
    mod: Person


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Give a running local Discord with a small community; nothing may be refused unless expected."""
    async with DiscordServer(message_content=True) as discord:
        guild = discord.guild("Sclerosis Chat")
        general, forum = guild.text_channel("general"), guild.forum("help", tags=["open", "solved"])
        moderators = guild.role("Moderators", "manage_messages")
        ana, mod = guild.member("Ana"), guild.member("Mo", roles=[moderators])
        yield Scene(discord, guild, general, forum, ana, mod)


@pytest.fixture
def start(scene: Scene) -> Callable[..., AbstractAsyncContextManager[BotProcess]]:
    """Give a function that starts the sample bot and waits until it is ready."""

    @asynccontextmanager
    async def started(**environment: str) -> AsyncIterator[BotProcess]:
        environment = {**scene.discord.environment, "SAMPLE_CONTENT": "1", **environment}
        async with bot_process([sys.executable, SCRIPT], environment) as bot:
            await bot.writes("ready [")
            yield bot

    return started
