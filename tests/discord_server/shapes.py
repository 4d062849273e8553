"""People, roles, channels and guilds as Discord writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server.model import ChannelType

if TYPE_CHECKING:
    from datetime import datetime

    from discord_server.model import Channel, Guild, Json, Member, Role, User


def stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def user_json(user: User) -> Json:
    shape: Json = {
        "id": str(user.id),
        "username": user.name if user.bot else user.name.lower().replace(" ", "_"),
        "global_name": None if user.bot else user.name,
        "avatar": None,
        "discriminator": "0000" if user.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
    }
    return {**shape, "bot": True} if user.bot else shape


def me_json(user: User) -> Json:
    return {**user_json(user), "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def member_json(member: Member, *, with_user: bool = True) -> Json:
    shape: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": stamp(member.joined_at),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in member.roles],
        "mute": False,
        "deaf": False,
    }
    return {**shape, "user": user_json(member.user)} if with_user else shape


def role_json(role: Role) -> Json:
    shape: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return {**shape, "tags": {"bot_id": str(role.bot_id)}} if role.bot_id else shape


def channel_json(channel: Channel) -> Json:
    if channel.type is ChannelType.DM:
        return _dm_json(channel)
    return _thread_json(channel) if channel.is_thread else _guild_channel_json(channel)


def partial_channel_json(channel: Channel, permissions: int) -> Json:
    """Return the channel as an interaction carries it."""
    return {**channel_json(channel), "permissions": str(permissions)}


def _last_message(channel: Channel) -> str | None:
    return str(max(channel.messages)) if channel.messages else None


def _dm_json(channel: Channel) -> Json:
    people = [user_json(user) for user in channel.recipients if not user.bot]
    base = {"id": str(channel.id), "type": 1, "flags": 0, "recipients": people}
    return {**base, "last_message_id": _last_message(channel)}


def _guild_channel_json(channel: Channel) -> Json:
    shape: Json = {
        "id": str(channel.id),
        "type": int(channel.type),
        "flags": 0,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": str(channel.parent.id) if channel.parent else None,
        "position": channel.position,
        "topic": channel.topic,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": _last_message(channel),
        "permission_overwrites": [
            {
                "id": str(each.id),
                "type": each.kind,
                "allow": str(int(each.allow)),
                "deny": str(int(each.deny)),
            }
            for each in channel.overwrites
        ],
    }
    return {**shape, **_forum_part(channel)} if channel.type is ChannelType.FORUM else shape


def _forum_part(channel: Channel) -> Json:
    blank = {"moderated": False, "emoji_id": None, "emoji_name": None}
    tags = [{"id": str(tag), "name": name, **blank} for name, tag in channel.tags.items()]
    return {
        "available_tags": tags,
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }


def _thread_json(thread: Channel) -> Json:
    parent = thread.parent
    shape: Json = {
        "id": str(thread.id),
        "type": int(thread.type),
        "flags": 0,
        "guild_id": str(thread.guild_id),
        "name": thread.name,
        "parent_id": str(parent.id) if parent else None,
        "owner_id": str(thread.owner_id),
        "rate_limit_per_user": 0,
        "message_count": len(thread.messages),
        "total_message_sent": len(thread.messages),
        "member_count": 1,
        "last_message_id": _last_message(thread),
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": thread.auto_archive,
            "archive_timestamp": stamp(thread.created),
            "create_timestamp": stamp(thread.created),
        },
    }
    in_forum = parent is not None and parent.type is ChannelType.FORUM
    return {**shape, "applied_tags": [str(tag) for tag in thread.applied_tags]} if in_forum else shape


def guild_json(guild: Guild) -> Json:
    nothing = dict.fromkeys(_NULLABLE)
    roles = [role_json(role) for role in guild.roles.values()]
    owned = {"id": str(guild.id), "name": guild.name, "owner_id": str(guild.owner_id), "roles": roles}
    return {**nothing, **_GUILD, **owned}


def guild_create_json(guild: Guild, members: list[Member], joined_at: datetime) -> Json:
    """Return the guild as GUILD_CREATE brings it, with its channels, threads and some members.

    One that the bot has just joined does not say `unavailable`; one that was promised in READY does.
    """
    threads = [channel for channel in guild.channels.values() if channel.is_thread and not channel.archived]
    channels = [channel for channel in guild.channels.values() if not channel.is_thread]
    more: dict[str, Any] = {name: [] for name in _EMPTY_LISTS}
    return {
        **guild_json(guild),
        **more,
        "joined_at": stamp(joined_at),
        "large": False,
        "member_count": len(guild.members),
        "members": [member_json(member) for member in members],
        "channels": [channel_json(channel) for channel in channels],
        "threads": [channel_json(thread) for thread in threads],
    }


_EMPTY_LISTS = (
    "voice_states",
    "presences",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)
_NULLABLE = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)
_GUILD: Json = {
    "features": ["COMMUNITY"],
    "region": "deprecated",
    "afk_timeout": 300,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 2,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "preferred_locale": "en-US",
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
}
