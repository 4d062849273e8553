"""Slash commands, autocomplete and the Apps menu, checked against what the bot has registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from discord_server.driver import resolving
from discord_server.message_shapes import interaction_json, message_json
from discord_server.model import Interaction, Message
from discord_server.permissions import ALL, Permissions, permissions_in
from discord_server.shapes import member_json, user_json

if TYPE_CHECKING:
    from discord_server.driver.people import Person
    from discord_server.model import Channel, Json, User
    from discord_server.service import Service

SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
NESTED = (1, 2)
STRING, INTEGER, BOOLEAN, NUMBER = 3, 4, 5, 10
_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}


def send(
    service: Service,
    kind: int,
    channel: Channel,
    user: User,
    data: Json,
    *,
    source: Message | None = None,
    parent: Interaction | None = None,
) -> Interaction:
    """Make an interaction and tell the gateway."""
    world = service.world
    started = world.clock.seconds()
    interaction = Interaction(world.new_id(), uuid4().hex * 3, kind, user, channel, data, started, source)
    interaction.parent = parent
    world.interactions[interaction.id] = world.tokens[interaction.token] = interaction
    service.dispatch("INTERACTION_CREATE", interaction_json(world, interaction), channel.guild_id)
    return interaction


def find_command(
    service: Service, channel: Channel, person: Person, name: str, kind: int, *, hidden: bool
) -> Json:
    """Return the registered command that this person is offered here."""
    world = service.world
    own = world.commands.get(channel.guild_id, []) if channel.guild else []
    known = [each for each in [*own, *world.commands.get(None, [])] if each["type"] == kind]
    found = next((each for each in known if each["name"] == name), None)
    assert found is not None, f"there is no command {name!r}; there are {[each['name'] for each in known]}"
    assert hidden or _offered(found, channel, person), f"{person.name} is not offered {name!r} here"
    return found


def _offered(command: Json, channel: Channel, person: Person) -> bool:
    if channel.guild is None:
        contexts = command.get("contexts")
        return bool(command.get("dm_permission", True)) if contexts is None else 1 in contexts
    if command.get("contexts") is not None and 0 not in command["contexts"]:
        return False
    allowed = permissions_in(channel, person.user.id)
    needed = command["default_member_permissions"]
    if not allowed & Permissions.USE_APPLICATION_COMMANDS:
        return False
    if needed is None or allowed == ALL:
        return True
    return int(needed) != 0 and allowed & int(needed) == int(needed)


def command_data(
    service: Service,
    channel: Channel,
    person: Person,
    path: str,
    options: dict[str, Any],
    *,
    focused: str | None = None,
    hidden: bool = False,
) -> Json:
    """Return the data of a slash command with its options; `focused` is the one still being typed."""
    name, *steps = path.split()
    command = find_command(service, channel, person, name, SLASH, hidden=hidden)
    resolved: Json = {}
    chosen, nesting = command, []
    for step in steps:
        below = {each["name"]: each for each in chosen.get("options") or [] if each["type"] in NESTED}
        assert step in below, f"{path!r}: there is no {step!r}, only {sorted(below)}"
        chosen = below[step]
        nesting.append(chosen)
    given = _given(service, person, chosen, options, resolved, focused)
    for level in reversed(nesting):
        given = [{"name": level["name"], "type": level["type"], "options": given}]
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": SLASH,
        "options": given,
        "resolved": resolved,
    }
    return {**data, "guild_id": command["guild_id"]} if "guild_id" in command else data


def _given(
    service: Service,
    person: Person,
    command: Json,
    options: dict[str, Any],
    resolved: Json,
    focused: str | None,
) -> list[Json]:
    known = {each["name"]: each for each in command.get("options") or []}
    assert not [each for each in known.values() if each["type"] in NESTED], (
        f"{command['name']} has subcommands"
    )
    for name in options:
        assert name in known, f"{command['name']!r} has no option {name!r}, only {sorted(known)}"
    given = []
    for name, option in known.items():
        if name in options:
            value = (
                options[name] if name == focused else _value(service, person, option, options[name], resolved)
            )
            given.append({"name": name, "type": option["type"], "value": value})
            if name == focused:
                assert option.get("autocomplete"), f"{name!r} has no autocomplete"
                given[-1]["focused"] = True
        else:
            assert focused or not option.get("required"), f"{command['name']!r} needs {name!r}"
    return given


def _value(service: Service, person: Person, option: Json, value: Any, resolved: Json) -> Any:
    kind, name = option["type"], option["name"]
    if kind not in (STRING, INTEGER, BOOLEAN, NUMBER):
        return resolving.resolve(service, person.user, value, resolved)
    assert isinstance(value, _TYPES[kind]), f"{name!r} takes {_TYPES[kind]}"
    if option.get("choices"):
        named = {each["name"]: each["value"] for each in option["choices"]}
        assert value in named or value in named.values(), f"{name!r} offers {sorted(named)}"
        return named.get(value, value)
    if kind == STRING:
        most = option.get("max_length") or 6000
        assert (option.get("min_length") or 0) <= len(value) <= most, (
            f"{name!r} takes up to {most} characters"
        )
    elif kind != BOOLEAN:
        assert option.get("min_value", value) <= value <= option.get("max_value", value), (
            f"{name!r} is out of range"
        )
    return value


def menu_data(
    service: Service, channel: Channel, person: Person, name: str, target: Message | Person, *, hidden: bool
) -> Json:
    """Return the data of an entry of the Apps menu, on a message or a person."""
    on_message = isinstance(target, Message)
    kind = ON_MESSAGE if on_message else ON_USER
    command = find_command(service, channel, person, name, kind, hidden=hidden)
    number = str(target.id)
    if on_message:
        resolved = {"messages": {number: message_json(service.world, target)}}
    else:
        member = member_json(target.guild.members[target.user.id], with_user=False)
        member["permissions"] = str(int(permissions_in(channel, target.user.id)))
        resolved = {"users": {number: user_json(target.user)}, "members": {number: member}}
    data = {"id": command["id"], "name": name, "type": kind, "target_id": number, "resolved": resolved}
    return {**data, "guild_id": command["guild_id"]} if "guild_id" in command else data
