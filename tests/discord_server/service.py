"""What every handler is given: the world, the sessions, the journal, the specification and the faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord_server.faults import Faults
    from discord_server.gateway.sessions import Sessions
    from discord_server.journal import Journal
    from discord_server.model import Message
    from discord_server.specification import Specification
    from discord_server.world import World

CONTENT_LIMITED = 1 << 19
MEMBERS_LIMITED = 1 << 15


@dataclass
class Service:
    """The parts of one running local Discord."""

    world: World
    sessions: Sessions
    journal: Journal
    specification: Specification
    faults: Faults
    token: str
    shards: int = 1
    base: str = ""
    taken: set[int] = field(default_factory=set)

    @property
    def gateway_url(self) -> str:
        return self.base.replace("http", "ws", 1) + "/gateway"

    def application_flags(self) -> int:
        content = CONTENT_LIMITED if self.world.message_content else 0
        return content | (MEMBERS_LIMITED if self.world.members_intent else 0)

    def dispatch(self, event: str, data: Any, guild_id: int | None = None) -> None:
        """Send an event to the bot, after a look at the specification."""
        for flaw in self.specification.event_flaws(event, data):
            self.journal.problem(0, f"our own {event}: {flaw}")
        self.sessions.dispatch(event, data, guild_id)
        self.journal.stir()

    def dispatch_message(self, event: str, message: Message, data: dict[str, Any]) -> None:
        """Send an event about a message to the shard of its channel."""
        guild = message.channel.guild
        where = {"guild_id": str(guild.id)} if guild else {}
        self.dispatch(event, {**data, **where}, guild.id if guild else None)
