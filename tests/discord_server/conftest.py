"""What the tests of the local Discord share: a guild, its people, and the sample bot as a process."""

from __future__ import annotations

import sys
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from discord_server import BotProcess, DiscordServer, GuildHandle, Person, Place, Reply, bot_process

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
        quick = {"AFTERWORD_DISCORD_READY_TIMEOUT": "0.02", "SAMPLE_CONTENT": "1"}
        environment = {**scene.discord.environment, **quick, **environment}
        async with bot_process([sys.executable, SCRIPT], environment) as bot:
            await bot.writes("ready [")
            yield bot

    return started


@dataclass
class Api:
    """Plain requests as any client could send them; what is refused is expected here."""

    scene: Scene
    session: aiohttp.ClientSession

    async def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        """Send a request and return the status and the JSON of the answer."""
        environment = self.scene.discord.environment
        headers = {
            "Authorization": f"Bot {environment['AFTERWORD_DISCORD_TOKEN']}",
            **more.pop("headers", {}),
        }
        url = environment["AFTERWORD_DISCORD_API_URL"] + path
        given = {"json": body} if body is not None else {}
        async with self.session.request(method, url, headers=headers, **given, **more) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def say(self, **body: Any) -> tuple[int, Any]:
        """Send a message into the general channel."""
        return await self("POST", f"/channels/{self.scene.general.id}/messages", body)

    async def register(self, *commands: dict[str, Any]) -> tuple[int, Any]:
        """Register global commands."""
        return await self("PUT", f"/applications/{self.scene.discord.bot.id}/commands", list(commands))

    async def respond(self, reply: Reply, kind: int, **data: Any) -> tuple[int, Any]:
        """Send the first response to an interaction."""
        interaction = reply.interaction
        body = {"type": kind, "data": data} if data else {"type": kind}
        return await self(
            "POST", f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1", body
        )

    async def follow(self, method: str, reply: Reply, path: str = "", body: Any = None) -> tuple[int, Any]:
        """Send a request with the token of an interaction."""
        return await self(
            method, f"/webhooks/{self.scene.discord.bot.id}/{reply.interaction.token}{path}", body, headers={}
        )


@pytest.fixture
async def api(scene: Scene) -> AsyncIterator[Api]:
    """Give a way to send requests without a bot."""
    async with aiohttp.ClientSession() as session:
        yield Api(scene, session)
