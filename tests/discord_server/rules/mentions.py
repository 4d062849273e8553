"""Whom a message pings: what its text names, as far as `allowed_mentions` lets it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from discord_server.permissions import Permissions, permissions_in

if TYPE_CHECKING:
    from discord_server.model import Channel, Message, User

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass
class Pinged:
    users: set[int] = field(default_factory=set)
    roles: set[int] = field(default_factory=set)
    everyone: bool = False


def pinged_by(
    author: User, channel: Channel, text: str, allowed: dict[str, Any] | None, replied: Message | None
) -> Pinged:
    """Return whom a message of this author in this channel pings; with no `allowed_mentions`, all it names."""
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
    users = {int(user) for user in _USER.findall(text)}
    roles = {int(role) for role in _ROLE.findall(text)}
    may_all = bool(permissions_in(channel, author.id) & Permissions.MENTION_EVERYONE)
    pinged = Pinged()
    pinged.users = {each for each in users if "users" in parse or each in _listed(allowed, "users")}
    pinged.roles = {
        each
        for each in roles
        if ("roles" in parse or each in _listed(allowed, "roles"))
        and (may_all or _mentionable(channel, each))
    }
    pinged.everyone = bool(_EVERYONE.search(text)) and "everyone" in parse and may_all
    if replied is not None and (allowed is None or allowed.get("replied_user")):
        pinged.users.add(replied.author.id)
    return pinged


def _listed(allowed: dict[str, Any] | None, name: str) -> set[int]:
    return {int(each) for each in (allowed or {}).get(name) or []}


def _mentionable(channel: Channel, role_id: int) -> bool:
    role = channel.guild.roles.get(role_id) if channel.guild else None
    return role is not None and role.mentionable
