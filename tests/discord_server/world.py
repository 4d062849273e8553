"""All that exists on the local Discord, its clock, and how things are found."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from discord_server import errors
from discord_server.model import Channel, ChannelType, User

if TYPE_CHECKING:
    from discord_server.model import Attachment, Guild, Interaction, Json, Member, Message

TOKEN_SECONDS = 15 * 60
EPOCH = 1_420_070_400_000
FIRST_GUILD = 600_000_000_000  # milliseconds after the epoch: guilds alternate between two shards


@dataclass
class Clock:
    """The server's clock, which a test can move forward."""

    ahead: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def seconds(self) -> float:
        return time.monotonic() + self.ahead


@dataclass
class World:
    """Every guild, person, channel, command and interaction."""

    message_content: bool = False
    members_intent: bool = False
    clock: Clock = field(default_factory=Clock)
    guilds: dict[int, Guild] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    users: dict[int, User] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    interactions: dict[int, Interaction] = field(default_factory=dict)
    commands: dict[int | None, list[Json]] = field(default_factory=dict)
    tokens: dict[str, Interaction] = field(default_factory=dict)
    nonces: dict[tuple[int, str], Message] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    cdn: str = ""
    last_id: int = 0
    bot: User = field(init=False)
    owner: User = field(init=False)

    def __post_init__(self) -> None:
        self.bot = self.add_user("Afterword", bot=True)
        self.owner = self.add_user("Owner of the bot")

    def new_id(self) -> int:
        """Return a snowflake of this moment, above all the earlier ones."""
        milliseconds = int(self.clock.now().timestamp() * 1000) - EPOCH
        self.last_id = max(self.last_id + 1, milliseconds << 22)
        return self.last_id

    def new_guild_id(self) -> int:
        """Return a snowflake that puts guilds on two shards in turn."""
        return (FIRST_GUILD + len(self.guilds) + len(self.left)) << 22

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.new_id(), name, bot=bot)
        self.users[user.id] = user
        return user

    def dm_with(self, user: User) -> Channel:
        """Return the private channel of the bot and somebody."""
        for channel in self.channels.values():
            if channel.type is ChannelType.DM and user in channel.recipients:
                return channel
        channel = Channel(self.new_id(), ChannelType.DM, recipients=[user, self.bot])
        self.channels[channel.id] = channel
        return channel

    def guild(self, guild_id: int) -> Guild:
        """Return a guild that the bot is in."""
        if guild_id not in self.guilds:
            raise errors.unknown_guild()
        return self.guilds[guild_id]

    def channel(self, channel_id: int) -> Channel:
        """Return a channel that the bot can know of."""
        if channel_id not in self.channels:
            raise errors.unknown_channel()
        channel = self.channels[channel_id]
        if channel.guild is not None and channel.guild.id not in self.guilds:
            raise errors.missing_access()
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """Return a message that everybody in the channel can see."""
        message = channel.messages.get(message_id)
        if message is None or message.deleted or message.ephemeral:
            raise errors.unknown_message()
        return message

    def member(self, guild: Guild, user_id: int) -> Member:
        if user_id not in guild.members:
            raise errors.unknown_member()
        return guild.members[user_id]

    def interaction_by_token(self, token: str) -> Interaction:
        """Return the interaction whose token this is, within its fifteen minutes."""
        interaction = self.tokens.get(token)
        if interaction is None:
            raise errors.unknown_webhook()
        if self.clock.seconds() - interaction.started > TOKEN_SECONDS:
            raise errors.invalid_webhook_token()
        return interaction
