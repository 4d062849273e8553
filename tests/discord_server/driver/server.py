"""The local Discord as a test holds it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from discord_server.driver.guilds import GuildHandle
from discord_server.driver.places import Place, visible_messages
from discord_server.driver.trouble import Trouble
from discord_server.faults import Faults
from discord_server.gateway.connection import serve_gateway
from discord_server.gateway.sessions import Sessions
from discord_server.journal import Journal
from discord_server.permissions import BOT, permissions_named
from discord_server.rest.application import PREFIX, serve_rest
from discord_server.service import Service
from discord_server.specification import specification
from discord_server.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from discord_server.driver.people import Person
    from discord_server.journal import Ping, Problem, Request
    from discord_server.model import Channel, Interaction, Message, User

TOKEN = "MTIz.local.token"  # noqa: S105 - of nothing but this server


class DiscordServer:
    """A Discord of one test: build its guilds, start it, let the bot log in, and speak as its people."""

    def __init__(self, *, message_content: bool = False, members: bool = False, shards: int = 1) -> None:
        world = World(message_content=message_content, members_intent=members)
        sessions = Sessions(world.bot.id)
        self.service = Service(world, sessions, Journal(), specification(), Faults(), TOKEN, shards)
        self.trouble = Trouble(self.service)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=32 * 1024 * 1024)
        application.router.add_get("/gateway", self._gateway)
        application.router.add_get("/gateway/", self._gateway)
        application.router.add_get("/attachments/{channel}/{number}/{name}", self._attachment)
        application.router.add_route("*", PREFIX + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.service.base = self.service.world.cdn = f"http://{host}:{port}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.service.sessions.drop(1001)
        if self._runner is not None:
            await self._runner.cleanup()
        if kind is None:
            self.check()

    def check(self) -> None:
        """Fail if something was refused or went wrong that the test did not expect."""
        wrong = [f"{problem.code}: {problem.detail}" for problem in self.service.journal.unexpected()]
        assert not wrong, "Discord had to refuse something:\n" + "\n".join(wrong)

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        return await serve_gateway(self.service, request)

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        return await serve_rest(self.service, request)

    async def _attachment(self, request: web.Request) -> web.Response:
        attachment = self.service.world.attachments.get(int(request.match_info["number"]))
        if attachment is None:
            return web.Response(status=404)
        return web.Response(body=attachment.content, content_type="application/octet-stream")

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead a bot here."""
        base = self.service.base
        return {
            "AFTERWORD_DISCORD_TOKEN": TOKEN,
            "AFTERWORD_DISCORD_API_URL": base + PREFIX,
            "AFTERWORD_DISCORD_GATEWAY_URL": self.service.gateway_url,
            "AFTERWORD_DISCORD_CDN_URL": base,
            "AFTERWORD_DISCORD_READY_TIMEOUT": "0.1",
        }

    @property
    def bot(self) -> User:
        return self.service.world.bot

    @property
    def requests(self) -> list[Request]:
        """Everything that the bot asked over REST, with the raw bodies."""
        return self.service.journal.requests

    @property
    def pings(self) -> list[Ping]:
        """Whose phones the bot made ring, in order."""
        return self.service.journal.pings

    @property
    def problems(self) -> list[Problem]:
        return self.service.journal.problems

    @property
    def unanswered(self) -> list[Interaction]:
        """The interactions without a first response: people saw that the application did not respond."""
        return [each for each in self.service.world.interactions.values() if each.response is None]

    def expect(self, *codes: int) -> None:
        """Say that refusals with these codes may happen; all others fail the test at its end."""
        self.service.journal.expected.update(codes)

    def guild(self, name: str, *, bot_permissions: Iterable[str] | None = None) -> GuildHandle:
        """Found a guild and put the bot into it, with the permissions that a forum bot needs unless told."""
        permissions = BOT if bot_permissions is None else permissions_named(bot_permissions)
        return GuildHandle.found(self.service, name, permissions)

    def dms_of(self, person: Person) -> Place:
        """Return the private channel of a person and the bot."""
        return Place(self.service, self.service.world.dm_with(person.user))

    def passes(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Move the server's clock forward."""
        self.service.world.clock.ahead += minutes * 60 + seconds

    async def until(self, condition: Callable[[], Any], what: str, timeout: float = 5.0) -> Any:
        """Wait until the condition gives something true, and return that."""
        return await self.service.journal.until(condition, what, timeout)

    async def ready(self, *, shards: int = 1, timeout: float = 15.0) -> None:
        """Wait until the bot has logged in on all its shards."""
        sessions = self.service.sessions

        def connected() -> bool:
            return len(list(sessions.connections())) >= shards

        await self.until(connected, "the bot to log in", timeout)

    async def registered(self, command: str, timeout: float = 5.0) -> None:
        """Wait until the bot has registered a command of this name, anywhere."""

        def there() -> bool:
            everywhere = self.service.world.commands.values()
            return any(each["name"] == command for commands in everywhere for each in commands)

        await self.until(there, f"the command {command} to be registered", timeout)

    async def quiet(self, seconds: float = 0.3, timeout: float = 10.0) -> None:
        """Wait until the bot has asked for nothing for a while."""
        start = time.monotonic()
        while (rest := max(start, self.service.journal.last_activity) + seconds - time.monotonic()) > 0:
            assert time.monotonic() < start + timeout, "the bot does not come to rest"
            await asyncio.sleep(rest)

    def visible_to(self, person: Person, place: Place | Channel) -> list[Message]:
        """Return the messages that somebody sees in a place, oldest first."""
        channel = place.channel if isinstance(place, Place) else place
        return visible_messages(channel, person.user.id)
