"""Reactions of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from discord_server.permissions import Permissions
from discord_server.posting import require
from discord_server.rest.call import Answer, Call, route

if TYPE_CHECKING:
    from discord_server.model import Message, User
    from discord_server.service import Service

_ME = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"


@route("PUT", _ME)
def add_reaction(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    require(service, channel, Permissions.READ_MESSAGE_HISTORY, Permissions.ADD_REACTIONS)
    message = service.world.message(channel, call.id("message_id"))
    react(service, message, service.world.bot, unquote(call.params["emoji"]))
    return Answer(204)


@route("DELETE", _ME)
def take_reaction(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    message = service.world.message(channel, call.id("message_id"))
    emoji = unquote(call.params["emoji"])
    message.reactions.get(emoji, set()).discard(service.world.bot.id)
    service.dispatch_message("MESSAGE_REACTION_REMOVE", message, _event(message, service.world.bot, emoji))
    return Answer(204)


def react(service: Service, message: Message, user: User, emoji: str) -> None:
    """Add somebody's reaction and tell the gateway."""
    message.reactions.setdefault(emoji, set()).add(user.id)
    service.dispatch_message("MESSAGE_REACTION_ADD", message, _event(message, user, emoji))


def _event(message: Message, user: User, emoji: str) -> dict[str, object]:
    return {
        "user_id": str(user.id),
        "channel_id": str(message.channel.id),
        "message_id": str(message.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
