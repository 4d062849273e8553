"""A guild as a test builds it and changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.driver.people import Person
from discord_server.driver.places import Place
from discord_server.gateway.connection import guild_json_for
from discord_server.model import Channel, ChannelType, Guild, Member, Role
from discord_server.permissions import EVERYONE, Permissions, permissions_named
from discord_server.shapes import channel_json, guild_json, member_json, role_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord_server.service import Service


class GuildHandle:
    """One guild; what is built before the bot logs in is simply there, later changes are told to it."""

    def __init__(self, service: Service, guild: Guild) -> None:
        self._service = service
        self.guild = guild

    @classmethod
    def found(cls, service: Service, name: str, bot_permissions: Permissions) -> GuildHandle:
        """Make a guild with an owner, the bot and its role, and no channels."""
        world = service.world
        owner = world.add_user(f"Owner of {name}")
        guild = Guild(world.new_guild_id(), name, owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        own = Role(
            world.new_id(), world.bot.name, bot_permissions, position=1, managed=True, bot_id=world.bot.id
        )
        guild.roles[own.id] = own
        guild.members[owner.id] = Member(owner, world.clock.now())
        guild.members[world.bot.id] = Member(world.bot, world.clock.now(), [own.id])
        world.guilds[guild.id] = guild
        handle = cls(service, guild)
        handle.announce()
        return handle

    @property
    def id(self) -> int:
        return self.guild.id

    @property
    def everyone(self) -> Role:
        return self.guild.roles[self.guild.id]

    @property
    def owner(self) -> Person:
        return Person(self._service, self.guild, self.guild.members[self.guild.owner_id].user)

    @property
    def bot(self) -> Person:
        """The bot as one of the members, to give and take its permissions."""
        return Person(self._service, self.guild, self._service.world.bot)

    @property
    def bot_role(self) -> Role:
        return next(role for role in self.guild.roles.values() if role.managed)

    def shard(self, of: int) -> int:
        """Return on which of so many shards this guild is."""
        return (self.guild.id >> 22) % of

    def member(self, name: str | Person, *, roles: Iterable[Role] = ()) -> Person:
        """Let somebody join: a new person of this name, or one from another guild."""
        user = name.user if isinstance(name, Person) else self._service.world.add_user(name)
        member = Member(user, self._service.world.clock.now(), [role.id for role in roles])
        self.guild.members[user.id] = member
        self._tell("GUILD_MEMBER_ADD", {**member_json(member), "guild_id": str(self.id)})
        return Person(self._service, self.guild, user)

    def role(self, name: str, *permissions: str, mentionable: bool = False) -> Role:
        """Make a role with permissions such as `manage_guild`."""
        number, position = self._service.world.new_id(), len(self.guild.roles)
        role = Role(number, name, permissions_named(permissions), position, mentionable=mentionable)
        self.guild.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role_json(role)})
        return role

    def loses_role(self, role: Role) -> None:
        """Delete a role, from everybody who has it."""
        del self.guild.roles[role.id]
        for member in self.guild.members.values():
            member.roles = [each for each in member.roles if each != role.id]
        self._tell("GUILD_ROLE_DELETE", {"guild_id": str(self.id), "role_id": str(role.id)})

    def grants(self, role: Role, *permissions: str) -> None:
        """Let a role have exactly these permissions."""
        role.permissions = permissions_named(permissions)
        self._tell("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": role_json(role)})

    def text_channel(self, name: str) -> Place:
        return self._channel(name, ChannelType.TEXT)

    def forum(self, name: str, *, tags: Iterable[str] = ()) -> Place:
        """Make a forum channel with tags of these names."""
        return self._channel(name, ChannelType.FORUM, tags)

    def _channel(self, name: str, kind: ChannelType, tags: Iterable[str] = ()) -> Place:
        world = self._service.world
        channel = Channel(world.new_id(), kind, name, self.guild, position=len(self.guild.channels))
        channel.tags = {tag: world.new_id() for tag in tags}
        self.guild.channels[channel.id] = world.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", channel_json(channel))
        return Place(self._service, channel)

    @property
    def text_channels(self) -> list[Place]:
        kinds = [each for each in self.guild.channels.values() if each.type is ChannelType.TEXT]
        return [Place(self._service, channel) for channel in kinds]

    def removes_bot(self) -> None:
        """Take the bot out of the guild."""
        del self._service.world.guilds[self.id]
        self._service.world.left.add(self.id)
        self._tell("GUILD_DELETE", {"id": str(self.id)})

    def invites_bot(self) -> None:
        """Let the bot come back."""
        self._service.world.guilds[self.id] = self.guild
        self._service.world.left.discard(self.id)
        self.announce()

    def goes_dark(self) -> None:
        """Let an outage hide the guild."""
        self.guild.available = False
        self._tell("GUILD_DELETE", {"id": str(self.id), "unavailable": True})

    def comes_back(self) -> None:
        """End the outage."""
        self.guild.available = True
        self.announce(unavailable=False)

    def announce(self, **more: bool) -> None:
        """Send GUILD_CREATE to the sessions that cover this guild."""
        for session in self._service.sessions.live.values():
            if session.covers(self.id):
                shape = guild_json_for(self._service, self.guild, session.intents)
                session.send("GUILD_CREATE", {**shape, **more})
        for flaw in self._service.specification.event_flaws("GUILD_CREATE", guild_json(self.guild)):
            self._service.journal.problem(0, f"our own GUILD_CREATE: {flaw}")

    def _tell(self, event: str, data: dict[str, object]) -> None:
        self._service.dispatch(event, data, self.id)
