"""Channels: looked at, changed, taken away, typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.errors import Flaw, refuse_flawed, thread_is_archived
from discord_server.model import ChannelType
from discord_server.permissions import Permissions
from discord_server.posting import require
from discord_server.rest.call import Answer, Call, route
from discord_server.rules.limits import known_keys, length, words
from discord_server.shapes import channel_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord_server.model import Channel, Json
    from discord_server.service import Service

_THREAD = words("name archived auto_archive_duration locked invitable rate_limit_per_user flags applied_tags")


@route("GET", "/channels/{channel_id}")
def get_channel(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    require(service, channel)
    return Answer(200, channel_json(channel))


@route("PATCH", "/channels/{channel_id}")
def edit_channel(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    require(service, channel, *_needed(service, channel, call.body))
    if channel.archived and call.body.get("archived", True):
        raise thread_is_archived()
    refuse_flawed(_thread_flaws(channel, call.body))
    _apply(channel, call.body)
    service.dispatch(
        "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel_json(channel), channel.guild_id
    )
    return Answer(200, channel_json(channel))


def _needed(service: Service, channel: Channel, body: Json) -> list[Permissions]:
    if not channel.is_thread:
        return [Permissions.MANAGE_CHANNELS]
    own = channel.owner_id == service.world.bot.id
    if own and not body.get("locked"):
        return []
    if set(body) == {"archived"} and not body["archived"] and not channel.locked:
        return [Permissions.SEND_MESSAGES_IN_THREADS]
    return [Permissions.MANAGE_THREADS]


def _thread_flaws(channel: Channel, body: Json) -> Iterator[Flaw]:
    yield from length(body.get("name", "x"), ("name",), 100, least=1)
    if channel.is_thread:
        yield from known_keys(body, _THREAD)
    yield from tag_flaws(channel.parent, body.get("applied_tags") or [])


def tag_flaws(forum: Channel | None, tags: list[int | str]) -> Iterator[Flaw]:
    """Find tags that a forum does not have, or too many."""
    known = set(forum.tags.values()) if forum else set()
    if len(tags) > 5:
        yield Flaw(("applied_tags",), "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
    for index, tag in enumerate(tags):
        if int(tag) not in known:
            yield Flaw(("applied_tags", index), "INVALID_FORUM_TAG", "Unknown forum tag")


def _apply(channel: Channel, body: Json) -> None:
    for key, name in (("name", "name"), ("archived", "archived"), ("locked", "locked"), ("topic", "topic")):
        if key in body:
            setattr(channel, name, body[key])
    if "auto_archive_duration" in body:
        channel.auto_archive = body["auto_archive_duration"]
    if "applied_tags" in body:
        channel.applied_tags = [int(tag) for tag in body["applied_tags"] or []]


@route("DELETE", "/channels/{channel_id}")
def delete_channel(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    if channel.type is not ChannelType.DM:
        require(
            service, channel, Permissions.MANAGE_THREADS if channel.is_thread else Permissions.MANAGE_CHANNELS
        )
        drop_channel(service, channel)
    return Answer(200, channel_json(channel))


def drop_channel(service: Service, channel: Channel) -> None:
    """Take a channel and its threads away, and tell the gateway."""
    guild = channel.guild
    if guild is None:
        return
    for thread in [each for each in guild.channels.values() if each.parent is channel]:
        drop_channel(service, thread)
    del guild.channels[channel.id]
    service.world.channels.pop(channel.id)
    event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
    service.dispatch(event, channel_json(channel), guild.id)


@route("POST", "/channels/{channel_id}/typing")
def start_typing(service: Service, call: Call) -> Answer:
    channel = service.world.channel(call.id("channel_id"))
    require(service, channel, Permissions.SEND_MESSAGES)
    return Answer(204)
