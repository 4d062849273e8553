"""Messages and interactions as Discord writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.model import EPHEMERAL, LOADING, Interaction, Message
from discord_server.permissions import permissions_in
from discord_server.shapes import member_json, partial_channel_json, stamp, user_json

if TYPE_CHECKING:
    from discord_server.model import Attachment, Json
    from discord_server.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
FILE_LIMIT = 10 * 1024 * 1024


def attachment_json(attachment: Attachment) -> Json:
    shape: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": attachment.url,
        "proxy_url": attachment.url,
    }
    for name in ("content_type", "description"):
        if value := getattr(attachment, name):
            shape[name] = value
    return {**shape, "ephemeral": True} if attachment.ephemeral else shape


def message_json(world: World, message: Message, *, nested: bool = False) -> Json:
    """Return a message as REST gives it."""
    shape: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": message.kind,
        "content": message.content,
        "author": user_json(message.author),
        "mentions": [user_json(world.users[user]) for user in _mentioned(world, message)],
        "mention_roles": [str(role) for role in sorted(message.pinged_roles)],
        "mention_everyone": message.pings_everyone,
        "attachments": [attachment_json(each) for each in message.attachments],
        "embeds": message.embeds,
        "components": message.components,
        "timestamp": stamp(message.created),
        "edited_timestamp": stamp(message.edited),
        "flags": message.flags,
        "pinned": False,
        "tts": False,
    }
    return {**shape, **_circumstances(world, message, nested=nested)}


def _mentioned(world: World, message: Message) -> list[int]:
    return [user for user in sorted(message.pinged) if user in world.users]


def _circumstances(world: World, message: Message, *, nested: bool) -> Json:
    more: Json = {}
    if message.nonce is not None:
        more["nonce"] = message.nonce
    if message.interaction is not None:
        more["interaction_metadata"] = _metadata_json(message.interaction)
        more["webhook_id"] = more["application_id"] = str(world.bot.id)
    if message.reply_to is not None:
        more["message_reference"] = {
            "type": 0,
            "channel_id": str(message.channel.id),
            "message_id": str(message.reply_to),
        }
        if message.channel.guild:
            more["message_reference"]["guild_id"] = str(message.channel.guild.id)
        if not nested:
            replied = message.replied
            gone = replied is None or replied.deleted
            more["referenced_message"] = None if gone else message_json(world, replied, nested=True)
    return more


def _metadata_json(interaction: Interaction) -> Json:
    shape = _plain_metadata(interaction, interaction.type)
    if interaction.type == COMPONENT and interaction.source:
        shape["interacted_message_id"] = str(interaction.source.id)
    if interaction.type == MODAL:
        # Discord always names what opened a form; a forged one was opened by nothing, so a command stands in.
        shape["triggering_interaction_metadata"] = (
            _metadata_json(interaction.parent)
            if interaction.parent
            else _plain_metadata(interaction, COMMAND)
        )
    return shape


def _plain_metadata(interaction: Interaction, kind: int) -> Json:
    return {
        "id": str(interaction.id),
        "type": kind,
        "user": user_json(interaction.user),
        "authorizing_integration_owners": _owners(interaction),
    }


def _owners(interaction: Interaction) -> dict[str, str]:
    guild = interaction.channel.guild
    return {"0": str(guild.id) if guild else "0"}


def interaction_json(world: World, interaction: Interaction) -> Json:
    """Return an interaction as the gateway brings it."""
    channel, user = interaction.channel, interaction.user
    shape: Json = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": partial_channel_json(channel, permissions_in(channel, user.id)),
        "app_permissions": str(int(permissions_in(channel, world.bot.id))),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": _owners(interaction),
        "context": 0 if channel.guild else 1,
        "attachment_size_limit": FILE_LIMIT,
    }
    if interaction.source is not None:
        shape["message"] = message_json(world, interaction.source)
    return {**shape, **_speaker(interaction)}


def _speaker(interaction: Interaction) -> Json:
    guild, user = interaction.channel.guild, interaction.user
    if guild is None:
        return {"user": user_json(user)}
    member = member_json(guild.members[user.id])
    member["permissions"] = str(int(permissions_in(interaction.channel, user.id)))
    return {
        "member": member,
        "guild_id": str(guild.id),
        "guild_locale": "en-US",
        "guild": {"id": str(guild.id), "locale": "en-US", "features": ["COMMUNITY"]},
    }


def callback_json(world: World, interaction: Interaction, message: Message | None) -> Json:
    """Return the answer to a first response that asked for one."""
    shape: Json = {"id": str(interaction.id), "type": interaction.type}
    if message is None:
        return {"interaction": shape}
    shape["response_message_id"] = str(message.id)
    shape["response_message_loading"] = bool(message.flags & LOADING)
    shape["response_message_ephemeral"] = bool(message.flags & EPHEMERAL)
    shape["channel_id"] = str(message.channel.id)
    resource = {"type": interaction.response, "message": message_json(world, message)}
    return (
        {"interaction": shape, "resource": resource}
        if interaction.response in (4, 7)
        else {"interaction": shape}
    )
