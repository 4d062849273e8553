"""One websocket: HELLO, IDENTIFY or RESUME, heartbeats, member chunks."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from discord_server.gateway.compression import PACKERS
from discord_server.gateway.intents import MEMBERS, MESSAGE_CONTENT, PRESENCES
from discord_server.gateway.sessions import Session
from discord_server.shapes import guild_create_json, member_json, user_json

if TYPE_CHECKING:
    from discord_server.model import Guild, Member
    from discord_server.service import Service

HEARTBEAT_MILLISECONDS = 41_250
ABRUPT = 1006


class Connection:
    """What one shard is connected through, from HELLO until it closes."""

    def __init__(self, service: Service, socket: web.WebSocketResponse, compression: str) -> None:
        self._service = service
        self._socket = socket
        self._packer = PACKERS[compression]()
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()
        self.session: Session | None = None

    def put(self, text: str) -> None:
        self._outgoing.put_nowait(text)

    def close(self, code: int) -> None:
        """Close once everything before has been sent; code 1006 cuts the line at once."""
        if self.session is not None and self.session.connection is self:
            self.session.connection = None
        if code == ABRUPT:
            self._cut()
        else:
            self._outgoing.put_nowait(code)

    def _cut(self) -> None:
        transport = self._socket._req.transport if self._socket._req else None
        if transport is not None:
            transport.abort()

    async def run(self) -> None:
        """Serve the connection to its end."""
        self._say(10, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        finally:
            writer.cancel()
            if self.session is not None and self.session.connection is self:
                self.session.connection = None
            self._service.journal.stir()

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                item = await self._outgoing.get()
                if isinstance(item, int):
                    await self._socket.close(code=item)
                    return
                packed = self._packer.pack(item)
                send = self._socket.send_str if isinstance(packed, str) else self._socket.send_bytes
                await send(packed)

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type is not WSMsgType.TEXT:
                return
            message = json.loads(frame.data)
            self._service.journal.stir()
            await self._receive(message["op"], message.get("d"))

    async def _receive(self, operation: int, data: Any) -> None:
        if operation == 1:
            self._say(11, None)
        elif operation == 2:
            self._identify(data)
        elif operation == 6:
            self._resume(data)
        elif operation == 8:
            self._send_members(data)
        elif operation != 3:
            self._service.journal.problem(0, f"the gateway does not know op {operation}")
            self.close(4001)

    def _say(self, operation: int, data: Any) -> None:
        self.put(json.dumps({"op": operation, "d": data}))

    def _identify(self, data: dict[str, Any]) -> None:
        service = self._service
        if data["token"] != service.token:
            self.close(4004)
            return
        if data["intents"] & self._forbidden():
            service.journal.problem(4014, "IDENTIFY asks for a privileged intent that is not switched on")
            self.close(4014)
            return
        shard, shards = data.get("shard", (0, 1))
        self._start(Session(shard, shards, data["intents"]))

    def _forbidden(self) -> int:
        world = self._service.world
        content = 0 if world.message_content else MESSAGE_CONTENT
        return PRESENCES | content | (0 if world.members_intent else MEMBERS)

    def _start(self, session: Session) -> None:
        sessions, world = self._service.sessions, self._service.world
        for old in [old for old in sessions.live.values() if old.shard == session.shard]:
            del sessions.live[old.id]
        sessions.live[session.id] = session
        sessions.identified += 1
        self.session, session.connection = session, self
        guilds = [guild for guild in world.guilds.values() if session.covers(guild.id)]
        session.send("READY", self._ready(session, guilds))
        for guild in guilds:
            if guild.available:
                shape = guild_json_for(self._service, guild, session.intents)
                session.send("GUILD_CREATE", {**shape, "unavailable": False})

    def _ready(self, session: Session, guilds: list[Guild]) -> dict[str, Any]:
        world = self._service.world
        return {
            "v": 10,
            "user": {**user_json(world.bot), "verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._service.gateway_url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(world.bot.id), "flags": self._service.application_flags()},
            "private_channels": [],
        }

    def _resume(self, data: dict[str, Any]) -> None:
        sessions = self._service.sessions
        session = sessions.live.get(data["session_id"])
        if session is None or sessions.refused_resumes:
            sessions.refused_resumes = max(0, sessions.refused_resumes - 1)
            sessions.live.pop(data["session_id"], None)
            self._say(9, data=False)
            return
        sessions.resumed += 1
        self.session, session.connection = session, self
        session.replay(after=max(0, data["seq"] - sessions.overlap))
        sessions.overlap = 0
        session.send("RESUMED", {})

    def _send_members(self, data: dict[str, Any]) -> None:
        guild = self._service.world.guilds[int(data["guild_id"])]
        found = _members_asked_for(guild, data)
        everybody = data.get("query") == "" and not data.get("limit")
        if everybody and self.session and not self.session.intents & MEMBERS:
            self._service.journal.problem(0, "all members were asked for without the members intent")
            self.close(4014)
            return
        chunk = {"guild_id": str(guild.id), "members": [member_json(member) for member in found]}
        more: dict[str, Any] = {
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
            "nonce": data.get("nonce"),
        }
        if self.session is not None:
            self.session.send("GUILD_MEMBERS_CHUNK", {**chunk, **more})


def _members_asked_for(guild: Guild, data: dict[str, Any]) -> list[Member]:
    if "user_ids" in data:
        asked = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
        return [guild.members[int(user)] for user in asked if int(user) in guild.members]
    start = data["query"].lower()
    found = [each for each in guild.members.values() if each.user.name.lower().startswith(start)]
    return found[: data["limit"] or None]


def guild_json_for(service: Service, guild: Guild, intents: int) -> dict[str, Any]:
    """Return GUILD_CREATE as a session with these intents gets it: without the members intent, only the bot."""
    bot = guild.members[service.world.bot.id]
    members = list(guild.members.values()) if intents & MEMBERS else [bot]
    return guild_create_json(guild, members, bot.joined_at)


async def serve_gateway(service: Service, request: web.Request) -> web.StreamResponse:
    """Answer a websocket request."""
    if not service.sessions.online:
        return web.Response(status=503)
    if (request.query.get("v"), request.query.get("encoding")) != ("10", "json"):
        service.journal.problem(0, f"the gateway was asked for {request.query_string}")
        return web.Response(status=400)
    socket = web.WebSocketResponse(max_msg_size=4096, compress=False)
    await socket.prepare(request)
    compression = request.query.get("compress", "")
    service.sessions.compressions.add(compression)
    try:
        await Connection(service, socket, compression).run()
    except Exception as broken:
        service.journal.problem(0, f"the gateway of the local Discord broke: {broken!r}")
        raise
    return socket
