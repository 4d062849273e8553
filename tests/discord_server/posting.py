"""How a message comes to be and how it changes, whoever sends it and wherever it appears."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from discord_server import errors
from discord_server.errors import Flaw, refuse_flawed
from discord_server.finishing import finished_components, finished_embed
from discord_server.journal import Ping
from discord_server.message_shapes import FILE_LIMIT, message_json
from discord_server.model import COMPONENTS_V2, EPHEMERAL, LOADING, Attachment, ChannelType, Message
from discord_server.permissions import Permissions, permissions_in
from discord_server.rules.mentions import Pinged, pinged_by
from discord_server.shapes import member_json

if TYPE_CHECKING:
    from discord_server.model import Channel, Interaction, Json, User
    from discord_server.rest.call import Upload
    from discord_server.service import Service

REPLY, CHAT_COMMAND, MENU_COMMAND = 19, 20, 23
KEPT_FLAGS = COMPONENTS_V2 | (1 << 2) | (1 << 12)  # also: no embeds of links, no notification
OF_INTERACTIONS = EPHEMERAL | LOADING


def post(
    service: Service,
    channel: Channel,
    author: User,
    body: Json,
    files: dict[str, Upload],
    interaction: Interaction | None = None,
    number: int | None = None,
) -> Message:
    """Put a new message into a channel and tell the gateway, unless it is for one person alone.

    A number of its own is given to the first message of a forum post: that of its thread.
    """
    world = service.world
    message = Message(number or world.new_id(), channel, author, world.clock.now(), interaction=interaction)
    kept = KEPT_FLAGS if interaction is None else KEPT_FLAGS | OF_INTERACTIONS
    message.flags = (body.get("flags") or 0) & kept
    if message.ephemeral and interaction is not None:
        message.only_for = interaction.user.id
    if body.get("nonce") is not None:
        message.nonce = str(body["nonce"])
    _answer_to(service, message, body.get("message_reference"))
    fill(service, message, body, files)
    channel.messages[message.id] = message
    if message.nonce is not None:
        world.nonces[channel.id, message.nonce] = message
    if not message.ephemeral:
        service.dispatch_message("MESSAGE_CREATE", message, _as_event(service, message))
    return message


def fill(service: Service, message: Message, body: Json, files: dict[str, Upload]) -> None:
    """Give a message what the body says; what it does not mention stays."""
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = [finished_embed(embed) for embed in body["embeds"] or []]
    if "components" in body:
        message.components = finished_components(body["components"] or [])
    if "attachments" in body or files:
        message.attachments = _attachments(service, message, body, files)
    message.flags |= (body.get("flags") or 0) & COMPONENTS_V2
    message.bodies.append(body)
    if not message.loading:
        _ping(service, message, body.get("allowed_mentions"))


def amend(service: Service, message: Message, body: Json, files: dict[str, Upload]) -> None:
    """Change a message as an edit does, and tell the gateway."""
    if not message.loading:
        message.edited = service.world.clock.now()
    message.flags &= ~LOADING
    fill(service, message, body, files)
    if not message.ephemeral:
        service.dispatch_message("MESSAGE_UPDATE", message, _as_event(service, message))
    service.journal.stir()


def remove(service: Service, message: Message) -> None:
    """Take a message away and tell the gateway."""
    message.deleted = True
    gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
    if not message.ephemeral:
        service.dispatch_message("MESSAGE_DELETE", message, gone)
    service.journal.stir()


def require(service: Service, channel: Channel, *needed: Permissions) -> None:
    """Refuse the bot what it may not do in a channel.

    Raises:
        DiscordError: it cannot see the channel, or lacks one of the permissions.
    """
    allowed = permissions_in(channel, service.world.bot.id)
    if not allowed & Permissions.VIEW_CHANNEL:
        raise errors.missing_access()
    if any(not allowed & permission for permission in needed):
        raise errors.missing_permissions()


def require_to_post(service: Service, channel: Channel, body: Json, files: dict[str, Upload]) -> None:
    """Refuse the bot a message that it may not send there.

    Raises:
        DiscordError: it lacks a permission, the person takes no DMs, the thread is closed.
    """
    if channel.type is ChannelType.DM and not all(user.accepts_dms for user in channel.recipients):
        raise errors.cannot_dm()
    speak = Permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permissions.SEND_MESSAGES
    require(service, channel, speak)
    if files:
        require(service, channel, Permissions.ATTACH_FILES)
    if body.get("message_reference"):
        require(service, channel, Permissions.READ_MESSAGE_HISTORY)
    if channel.locked:
        require(service, channel, Permissions.MANAGE_THREADS)
    refuse_large(files)
    channel.archived = False


def refuse_large(files: dict[str, Upload]) -> None:
    """Refuse files that are too large for a guild without boosts.

    Raises:
        DiscordError: one of them is.
    """
    if any(len(file.content) > FILE_LIMIT for file in files.values()):
        raise errors.too_large()


def _as_event(service: Service, message: Message) -> dict[str, Any]:
    data = message_json(service.world, message)
    guild = message.channel.guild
    if guild and message.author.id in guild.members and message.interaction is None:
        data["member"] = member_json(guild.members[message.author.id], with_user=False)
    data["channel_type"] = int(message.channel.type)
    return data


def _answer_to(service: Service, message: Message, reference: Json | None) -> None:
    interaction = message.interaction
    if interaction is not None and interaction.type == 2:
        message.kind = MENU_COMMAND if interaction.data.get("type") != 1 else CHAT_COMMAND
    if not reference:
        return
    replied = message.channel.messages.get(int(reference["message_id"]))
    if replied is None or replied.deleted or replied.ephemeral:
        if reference.get("fail_if_not_exists", True):
            refuse_flawed([Flaw(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
        return
    message.kind, message.reply_to, message.replied = REPLY, replied.id, replied
    service.journal.stir()


def _attachments(
    service: Service, message: Message, body: Json, files: dict[str, Upload]
) -> list[Attachment]:
    listed = body.get("attachments")
    kept = {each.id: each for each in message.attachments}
    if listed is None:
        return list(kept.values()) + [_stored(service, message, file, {}) for file in files.values()]
    found = []
    for entry in listed:
        number = str(entry["id"])
        if number in files:
            found.append(_stored(service, message, files[number], entry))
        elif int(number) in kept:
            found.append(kept[int(number)])
        else:
            refuse_flawed([Flaw(("attachments",), "ATTACHMENT_NOT_FOUND", f"No file is numbered {number}.")])
    return found


def _stored(service: Service, message: Message, file: Upload, entry: Json) -> Attachment:
    world = service.world
    number = world.new_id()
    name = entry.get("filename") or file.filename
    url = f"{world.cdn}/attachments/{message.channel.id}/{number}/{name}"
    kind = mimetypes.guess_type(name)[0]
    stored = Attachment(number, name, file.content, url, kind, entry.get("description"), message.ephemeral)
    world.attachments[number] = stored
    return stored


def _ping(service: Service, message: Message, allowed: Json | None) -> None:
    pinged = pinged_by(message.author, message.channel, message.content, allowed, message.replied)
    message.pinged |= pinged.users
    message.pinged_roles |= pinged.roles
    message.pings_everyone |= pinged.everyone
    if message.author is service.world.bot and not message.ephemeral and not message.edited:
        for who in _names(service, message, pinged):
            service.journal.pings.append(Ping(who, message))


def _names(service: Service, message: Message, pinged: Pinged) -> list[str]:
    people = [service.world.users[user].name for user in sorted(pinged.users) if user in service.world.users]
    guild = message.channel.guild
    roles = [f"@{guild.roles[role].name}" for role in sorted(pinged.roles)] if guild else []
    return people + roles + (["@everyone"] if pinged.everyone else [])
