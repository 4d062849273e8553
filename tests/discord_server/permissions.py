"""Who may do what, as Discord computes it."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord_server.model import Channel, Guild, Overwrite


class Permissions(IntFlag):
    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


P = Permissions
ALL = Permissions((1 << 53) - 1)
TALKING = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.SEND_MESSAGES_IN_THREADS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
)
EVERYONE = TALKING | P.ADD_REACTIONS | P.USE_APPLICATION_COMMANDS | P.CREATE_PUBLIC_THREADS
BOT = TALKING | P.MANAGE_THREADS
IN_DM = TALKING | P.ADD_REACTIONS | P.USE_APPLICATION_COMMANDS


def permissions_named(names: Iterable[str]) -> Permissions:
    """Return the permissions with these names, such as `manage_guild`."""
    total = Permissions.NONE
    for name in names:
        total |= Permissions[name.upper()]
    return total


def permissions_in(channel: Channel, user_id: int) -> Permissions:
    """Return what somebody may do in a channel; a thread has the rights of its parent."""
    if channel.guild is None:
        return IN_DM if any(user.id == user_id for user in channel.recipients) else Permissions.NONE
    base = permissions_of(channel.guild, user_id)
    if base & P.ADMINISTRATOR or not base:
        return base
    place = channel.parent if channel.is_thread and channel.parent else channel
    return _overwritten(base, place.overwrites, channel.guild, user_id)


def permissions_of(guild: Guild, user_id: int) -> Permissions:
    """Return what somebody may do in a guild, before what its channels say; nothing for a stranger."""
    member = guild.members.get(user_id)
    if member is None:
        return Permissions.NONE
    base = guild.roles[guild.id].permissions
    for role in member.roles:
        base |= guild.roles[role].permissions
    return ALL if user_id == guild.owner_id or base & P.ADMINISTRATOR else base


def _overwritten(base: Permissions, overwrites: list[Overwrite], guild: Guild, user_id: int) -> Permissions:
    roles = guild.members[user_id].roles
    everyone = [one for one in overwrites if one.id == guild.id]
    through_roles = [one for one in overwrites if one.kind == 0 and one.id in roles]
    own = [one for one in overwrites if one.kind == 1 and one.id == user_id]
    for group in (everyone, through_roles, own):
        for one in group:
            base &= ~one.deny
        for one in group:
            base |= one.allow
    return base if base & P.VIEW_CHANNEL else Permissions.NONE
