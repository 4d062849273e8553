"""People, roles, channels and files that an option or a select stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server.driver.places import Place
from discord_server.message_shapes import attachment_json
from discord_server.model import Attachment, Role
from discord_server.permissions import permissions_in
from discord_server.shapes import channel_json, member_json, role_json, user_json

if TYPE_CHECKING:
    from discord_server.model import Json, User
    from discord_server.service import Service


def resolve(service: Service, user: User, value: Any, resolved: Json) -> str:
    """Put a thing among the resolved ones and return its number; a file is a pair of name and content."""
    if isinstance(value, tuple):
        return _uploaded(service, user, value, resolved)
    number = str(value.id)
    if isinstance(value, Role):
        resolved.setdefault("roles", {})[number] = role_json(value)
    elif isinstance(value, Place):
        permissions = str(int(permissions_in(value.channel, user.id)))
        resolved.setdefault("channels", {})[number] = {
            **channel_json(value.channel),
            "permissions": permissions,
        }
    else:
        member = {**member_json(value.guild.members[value.user.id], with_user=False), "permissions": "0"}
        resolved.setdefault("users", {})[number] = user_json(value.user)
        resolved.setdefault("members", {})[number] = member
    return number


def _uploaded(service: Service, user: User, file: tuple[str, bytes], resolved: Json) -> str:
    world = service.world
    name, content = file
    number = world.new_id()
    url = f"{world.cdn}/attachments/{user.id}/{number}/{name}"
    attachment = Attachment(number, name, content, url, ephemeral=True)
    world.attachments[number] = attachment
    resolved.setdefault("attachments", {})[str(number)] = attachment_json(attachment)
    return str(number)
