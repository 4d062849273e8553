"""Messages in channels: sent, read, changed, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server import errors
from discord_server.message_shapes import message_json
from discord_server.model import ChannelType
from discord_server.permissions import Permissions
from discord_server.posting import amend, post, refuse_large, remove, require, require_to_post
from discord_server.rest.call import Answer, Call, route
from discord_server.rules.messages import check_message, refuse_empty

if TYPE_CHECKING:
    from discord_server.model import Channel, Json, Message
    from discord_server.rest.call import Upload
    from discord_server.service import Service
    from discord_server.world import World

NONCE_SECONDS = 300


def filenames(files: dict[str, Upload], kept: Message | None = None) -> set[str]:
    """Return the names that `attachment://` may refer to."""
    old = {each.filename for each in kept.attachments} if kept else set()
    return {file.filename for file in files.values()} | old


@route("POST", "/channels/{channel_id}/messages")
def create_message(service: Service, call: Call) -> Answer:
    world = service.world
    channel = world.channel(call.id("channel_id"))
    if channel.type is ChannelType.FORUM:
        raise errors.DiscordError(400, 50008, "Cannot send messages in a non-text channel")
    body = call.body or {}
    require_to_post(service, channel, body, call.files)
    check_message(body, "channel", filenames(call.files))
    refuse_empty(body, call.files)
    earlier = _same_nonce(service, channel, body)
    message = earlier or post(service, channel, world.bot, body, call.files)
    return Answer(200, message_json(world, message))


def _same_nonce(service: Service, channel: Channel, body: Json) -> Message | None:
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    message = service.world.nonces.get((channel.id, str(body["nonce"])))
    if message is None or message.author is not service.world.bot:
        return None
    age = service.world.clock.now() - message.created
    return message if age.total_seconds() < NONCE_SECONDS else None


@route("GET", "/channels/{channel_id}/messages")
def list_messages(service: Service, call: Call) -> Answer:
    world = service.world
    channel = world.channel(call.id("channel_id"))
    require(service, channel, Permissions.READ_MESSAGE_HISTORY)
    seen = [each for each in channel.messages.values() if not each.deleted and not each.ephemeral]
    chosen = _page(sorted(seen, key=lambda each: each.id, reverse=True), call.query)
    return Answer(200, [readable_json(world, message) for message in chosen])


def _page(messages: list[Message], query: dict[str, str]) -> list[Message]:
    limit = int(query.get("limit", "50"))
    if "before" in query:
        messages = [each for each in messages if each.id < int(query["before"])]
    if "after" in query:
        later = [each for each in messages if each.id > int(query["after"])]
        return later[-limit:]
    if "around" in query:
        return [each for each in messages if abs(each.id - int(query["around"])) < 1 << 40][:limit]
    return messages[:limit]


def readable_json(world: World, message: Message) -> Json:
    """Return a message without what the application may not read of it."""
    data = message_json(world, message)
    mine = message.author is world.bot or world.bot.id in message.pinged
    if world.message_content or mine or message.channel.guild is None:
        return data
    return {**data, "content": "", "embeds": [], "components": [], "attachments": []}


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def get_message(service: Service, call: Call) -> Answer:
    world = service.world
    channel = world.channel(call.id("channel_id"))
    require(service, channel, Permissions.READ_MESSAGE_HISTORY)
    return Answer(200, readable_json(world, world.message(channel, call.id("message_id"))))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit_message(service: Service, call: Call) -> Answer:
    world, body = service.world, call.body or {}
    channel = world.channel(call.id("channel_id"))
    require(service, channel)
    message = world.message(channel, call.id("message_id"))
    if message.author is not world.bot:
        raise errors.cannot_edit_others()
    change_message(service, message, body, call.files)
    return Answer(200, message_json(world, message))


def change_message(service: Service, message: Message, body: Json, files: dict[str, Upload]) -> None:
    """Check an edit against the rules and make it."""
    check_message(body, "edit", filenames(files, message))
    if message.channel.archived:
        raise errors.thread_is_archived()
    refuse_large(files)
    now = {"content": message.content, "embeds": message.embeds, "components": message.components}
    kept = 0 if "attachments" in body and not body["attachments"] else len(message.attachments)
    refuse_empty({"flags": message.flags, **now, **body}, files, kept)
    amend(service, message, body, files)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete_message(service: Service, call: Call) -> Answer:
    world = service.world
    channel = world.channel(call.id("channel_id"))
    message = world.message(channel, call.id("message_id"))
    if message.author is world.bot:
        require(service, channel)
    else:
        require(service, channel, Permissions.MANAGE_MESSAGES)
    remove(service, message)
    return Answer(204)
