"""Threads and forum posts that the bot starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.errors import Flaw, refuse_flawed
from discord_server.message_shapes import message_json
from discord_server.model import Channel, ChannelType
from discord_server.permissions import Permissions
from discord_server.posting import post, require
from discord_server.rest.call import Answer, Call, route
from discord_server.rest.channels import tag_flaws
from discord_server.rest.messages import filenames
from discord_server.rules.limits import length
from discord_server.rules.messages import check_message, refuse_empty
from discord_server.shapes import channel_json

if TYPE_CHECKING:
    from discord_server.model import User
    from discord_server.service import Service


def open_thread(
    service: Service, parent: Channel, owner: User, name: str, number: int | None = None
) -> Channel:
    """Make a thread under a channel and tell the gateway; a post in a forum is one."""
    world = service.world
    thread = Channel(
        number or world.new_id(), ChannelType.PUBLIC_THREAD, name, parent.guild, parent, owner.id
    )
    thread.created = world.clock.now()
    world.channels[thread.id] = thread
    if parent.guild is not None:
        parent.guild.channels[thread.id] = thread
    return thread


def announce_thread(service: Service, thread: Channel) -> None:
    """Tell the gateway of a new thread."""
    service.dispatch("THREAD_CREATE", {**channel_json(thread), "newly_created": True}, thread.guild_id)


@route("POST", "/channels/{channel_id}/threads")
def create_thread(service: Service, call: Call) -> Answer:
    parent = service.world.channel(call.id("channel_id"))
    if parent.type is ChannelType.FORUM:
        return _create_forum_post(service, parent, call)
    require(service, parent, Permissions.CREATE_PUBLIC_THREADS)
    refuse_flawed(length(call.body.get("name"), ("name",), 100, least=1))
    thread = open_thread(service, parent, service.world.bot, call.body["name"])
    announce_thread(service, thread)
    return Answer(201, channel_json(thread))


def _create_forum_post(service: Service, forum: Channel, call: Call) -> Answer:
    require(service, forum, Permissions.SEND_MESSAGES)
    body = call.body
    refuse_flawed([*length(body.get("name"), ("name",), 100, least=1)])
    refuse_flawed(tag_flaws(forum, body.get("applied_tags") or []))
    if "message" not in body:
        refuse_flawed([Flaw(("message",), "BASE_TYPE_REQUIRED", "This field is required")])
    check_message(body["message"], "forum", filenames(call.files))
    refuse_empty(body["message"], call.files)
    thread = open_thread(service, forum, service.world.bot, body["name"])
    thread.applied_tags = [int(tag) for tag in body.get("applied_tags") or []]
    announce_thread(service, thread)
    message = post(service, thread, service.world.bot, body["message"], call.files, number=thread.id)
    return Answer(201, {**channel_json(thread), "message": message_json(service.world, message)})


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def create_thread_from_message(service: Service, call: Call) -> Answer:
    parent = service.world.channel(call.id("channel_id"))
    require(service, parent, Permissions.CREATE_PUBLIC_THREADS)
    message = service.world.message(parent, call.id("message_id"))
    refuse_flawed(length(call.body.get("name"), ("name",), 100, least=1))
    thread = open_thread(service, parent, service.world.bot, call.body["name"], message.id)
    announce_thread(service, thread)
    return Answer(201, channel_json(thread))


@route("PUT", "/channels/{channel_id}/thread-members/@me")
def join_thread(service: Service, call: Call) -> Answer:
    require(service, service.world.channel(call.id("channel_id")))
    return Answer(204)


@route("GET", "/guilds/{guild_id}/threads/active")
def active_threads(service: Service, call: Call) -> Answer:
    guild = service.world.guild(call.id("guild_id"))
    threads = [each for each in guild.channels.values() if each.is_thread and not each.archived]
    return Answer(200, {"threads": [channel_json(thread) for thread in threads], "members": []})
