"""Logging in, where the gateway is, and the application's commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server import errors
from discord_server.errors import refuse_flawed
from discord_server.rest.call import Answer, Call, route
from discord_server.rules.commands import commands_flaws
from discord_server.shapes import channel_json, me_json, user_json

if TYPE_CHECKING:
    from discord_server.model import Json
    from discord_server.service import Service
    from discord_server.world import World


@route("GET", "/users/@me")
def get_me(service: Service, _call: Call) -> Answer:
    return Answer(200, me_json(service.world.bot))


@route("GET", "/users/{user_id}")
def get_user(service: Service, call: Call) -> Answer:
    user = service.world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    return Answer(200, user_json(user))


@route("POST", "/users/@me/channels")
def open_dm(service: Service, call: Call) -> Answer:
    user = service.world.users.get(int(call.body["recipient_id"]))
    if user is None:
        raise errors.unknown_user()
    if user.bot:
        raise errors.cannot_dm()
    return Answer(200, channel_json(service.world.dm_with(user)))


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def get_application(service: Service, _call: Call) -> Answer:
    world, flags = service.world, service.application_flags()
    bot = user_json(world.bot)
    owner = user_json(world.owner)
    nothing = dict.fromkeys(
        ("icon", "team", "interactions_endpoint_url", "role_connections_verification_url", "type")
    )
    shape: Json = {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "description": "",
        "bot": bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "owner": owner,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }
    return Answer(200, {**nothing, **shape})


@route("GET", "/gateway")
def get_gateway(service: Service, _call: Call) -> Answer:
    return Answer(200, {"url": service.gateway_url})


@route("GET", "/gateway/bot")
def get_gateway_bot(service: Service, _call: Call) -> Answer:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return Answer(200, {"url": service.gateway_url, "shards": service.shards, "session_start_limit": limit})


@route("GET", "/applications/{application_id}/commands")
def get_global_commands(service: Service, call: Call) -> Answer:
    _own(service, call)
    return Answer(200, service.world.commands.get(None, []))


@route("PUT", "/applications/{application_id}/commands")
def put_global_commands(service: Service, call: Call) -> Answer:
    _own(service, call)
    return Answer(200, _replace_commands(service.world, None, call.body))


@route("GET", "/applications/{application_id}/guilds/{guild_id}/commands")
def get_guild_commands(service: Service, call: Call) -> Answer:
    _own(service, call)
    guild = service.world.guild(call.id("guild_id"))
    return Answer(200, service.world.commands.get(guild.id, []))


@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands")
def put_guild_commands(service: Service, call: Call) -> Answer:
    _own(service, call)
    guild = service.world.guild(call.id("guild_id"))
    return Answer(200, _replace_commands(service.world, guild.id, call.body))


def _own(service: Service, call: Call) -> None:
    if call.id("application_id") != service.world.bot.id:
        raise errors.missing_access()


def _replace_commands(world: World, guild_id: int | None, commands: list[Json]) -> list[Json]:
    refuse_flawed(commands_flaws(commands))
    known = {(each["type"], each["name"]): each["id"] for each in world.commands.get(guild_id, [])}
    world.commands[guild_id] = [_registered(world, guild_id, command, known) for command in commands]
    return world.commands[guild_id]


def _registered(world: World, guild_id: int | None, command: Json, known: dict[tuple[int, str], str]) -> Json:
    kind = command.get("type", 1)
    shape = {
        "default_member_permissions": None,
        "description": "",
        "nsfw": False,
        "name_localizations": None,
        "description_localizations": None,
        "dm_permission": True,
        "contexts": None,
        **{key: value for key, value in command.items() if value is not None},
        "integration_types": command.get("integration_types") or [0],
        "type": kind,
        "id": known.get((kind, command["name"]), str(world.new_id())),
        "application_id": str(world.bot.id),
        "version": str(world.new_id()),
    }
    if isinstance(shape["default_member_permissions"], int):
        shape["default_member_permissions"] = str(shape["default_member_permissions"])
    return {**shape, "guild_id": str(guild_id)} if guild_id else shape
