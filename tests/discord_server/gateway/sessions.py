"""Sessions of the gateway: what each has been sent, so that RESUME can replay it, and the faults of delivery."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from discord_server.gateway.intents import intent_of, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord_server.gateway.connection import Connection


@dataclass(eq=False)
class Session:
    """One IDENTIFY of one shard; it outlives its connections."""

    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=lambda: uuid4().hex)
    sent: list[str] = field(default_factory=list)
    connection: Connection | None = None

    def covers(self, guild_id: int | None) -> bool:
        return (((guild_id or 0) >> 22) % self.shards if guild_id else 0) == self.shard

    def send(self, event: str, data: Any) -> None:
        """Number an event, keep it for a RESUME, and send it if somebody listens."""
        number = len(self.sent) + 1
        text = json.dumps({"op": 0, "s": number, "t": event, "d": data})
        self.sent.append(text)
        if self.connection is not None:
            self.connection.put(text)

    def replay(self, after: int) -> None:
        """Send again what was numbered above `after`."""
        for text in self.sent[after:]:
            if self.connection is not None:
                self.connection.put(text)


@dataclass
class Sessions:
    """All sessions, and what a test does to the delivery of events."""

    bot_id: int
    live: dict[str, Session] = field(default_factory=dict)
    identified: int = 0
    resumed: int = 0
    online: bool = True
    refused_resumes: int = 0
    overlap: int = 0
    compressions: set[str] = field(default_factory=set)
    _doubled: dict[str, int] = field(default_factory=dict)
    _held: dict[str, list[tuple[Any, int | None]]] = field(default_factory=dict)

    def dispatch(self, event: str, data: Any, guild_id: int | None = None) -> None:
        """Send an event to the sessions that cover its guild (DMs: shard 0) and asked for it."""
        if event in self._held:
            self._held[event].append((data, guild_id))
            return
        for _ in range(1 + self._doubled.pop(event, 0)):
            self._deliver(event, data, guild_id)

    def _deliver(self, event: str, data: Any, guild_id: int | None) -> None:
        needed = intent_of(event, in_guild=guild_id is not None)
        for session in self.live.values():
            if session.covers(guild_id) and session.intents & needed == needed:
                session.send(event, readable(data, session.intents, self.bot_id))

    def duplicate_next(self, event: str, times: int = 1) -> None:
        """Deliver the next event of this name more than once."""
        self._doubled[event] = times

    def hold(self, event: str) -> None:
        """Keep all events of this name back until `release`."""
        self._held[event] = []

    def release(self, event: str, *, backwards: bool = False) -> None:
        """Deliver what was kept back, in order or the last one first."""
        held = self._held.pop(event)
        for data, guild_id in reversed(held) if backwards else held:
            self._deliver(event, data, guild_id)

    def connections(self) -> Iterator[Connection]:
        return (session.connection for session in self.live.values() if session.connection is not None)

    def drop(self, code: int = 1006) -> None:
        """Cut all connections; with code 1006 without a goodbye."""
        for connection in list(self.connections()):
            connection.close(code)

    def go_offline(self) -> None:
        """Cut all connections and take no new ones until `go_online`."""
        self.online = False
        self.drop()

    def go_online(self) -> None:
        self.online = True

    def ask_to_reconnect(self) -> None:
        """Send op 7 to everybody."""
        for connection in list(self.connections()):
            connection.put(json.dumps({"op": 7, "d": None}))

    def invalidate(self, *, resumable: bool = False) -> None:
        """Send op 9 to everybody; unless it is resumable, the sessions are gone."""
        for connection in list(self.connections()):
            connection.put(json.dumps({"op": 9, "d": resumable}))
        if not resumable:
            self.live.clear()

    def replay_again(self, events: int) -> None:
        """Let the next RESUME repeat so many events that had arrived already."""
        self.overlap = events

    def refuse_resume(self, times: int = 1) -> None:
        """Answer the next RESUMEs with an invalid session."""
        self.refused_resumes = times
