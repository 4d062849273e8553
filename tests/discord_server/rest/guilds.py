"""Guilds, their roles and members, as the bot looks them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.rest.call import Answer, Call, route
from discord_server.shapes import channel_json, guild_json, member_json, role_json

if TYPE_CHECKING:
    from discord_server.service import Service


@route("GET", "/guilds/{guild_id}")
def get_guild(service: Service, call: Call) -> Answer:
    guild = service.world.guild(call.id("guild_id"))
    counted = call.query.get("with_counts") in ("1", "true")
    more = (
        {"approximate_member_count": len(guild.members), "approximate_presence_count": 1} if counted else {}
    )
    return Answer(200, {**guild_json(guild), **more})


@route("GET", "/guilds/{guild_id}/roles")
def get_roles(service: Service, call: Call) -> Answer:
    guild = service.world.guild(call.id("guild_id"))
    return Answer(200, [role_json(role) for role in guild.roles.values()])


@route("GET", "/guilds/{guild_id}/channels")
def get_channels(service: Service, call: Call) -> Answer:
    guild = service.world.guild(call.id("guild_id"))
    return Answer(200, [channel_json(each) for each in guild.channels.values() if not each.is_thread])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def get_member(service: Service, call: Call) -> Answer:
    guild = service.world.guild(call.id("guild_id"))
    return Answer(200, member_json(service.world.member(guild, call.id("user_id"))))
