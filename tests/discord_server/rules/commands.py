"""The limits of application commands and of autocomplete."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from discord_server.errors import Flaw
from discord_server.rules.limits import Path, count, known_keys, length

if TYPE_CHECKING:
    from collections.abc import Iterator

SLASH = 1
NESTED = (1, 2)
MOST = {1: 100, 2: 5, 3: 5}
TOTAL = 8000
_NAME = re.compile(r"[-_'\w]{1,32}")
_COMMAND = frozenset(
    {
        "id",
        "type",
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "options",
        "default_member_permissions",
        "dm_permission",
        "contexts",
        "integration_types",
        "nsfw",
        "handler",
    }
)
_OPTION = frozenset(
    {
        "type",
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "required",
        "choices",
        "options",
        "channel_types",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "autocomplete",
    }
)


def commands_flaws(commands: list[dict[str, Any]]) -> Iterator[Flaw]:
    """Find everything that Discord would refuse in a whole set of commands."""
    for kind, most in MOST.items():
        if sum(command.get("type", SLASH) == kind for command in commands) > most:
            yield Flaw(
                (), "APPLICATION_COMMANDS_LIMIT", f"There are more than {most} commands of type {kind}."
            )
    names = Counter((command.get("type", SLASH), command.get("name")) for command in commands)
    for _, name in [each for each, times in names.items() if times > 1]:
        yield Flaw((), "APPLICATION_COMMANDS_DUPLICATE_NAME", f"Two commands are called {name}.")
    for index, command in enumerate(commands):
        yield from _command(command, (index,))


def _command(command: dict[str, Any], path: Path) -> Iterator[Flaw]:
    yield from known_keys(command, _COMMAND, path)
    if command.get("type", SLASH) != SLASH:
        yield from length(command.get("name"), (*path, "name"), 32, least=1)
        yield from length(command.get("description") or "", (*path, "description"), 0)
        return
    yield from _named(command, path)
    yield from _options(command.get("options") or [], (*path, "options"))
    if _size(command) > TOTAL:
        yield Flaw(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({TOTAL})")


def _named(thing: dict[str, Any], path: Path) -> Iterator[Flaw]:
    name = thing.get("name") or ""
    if not _NAME.fullmatch(name) or name != name.lower() or unicodedata.normalize("NFC", name) != name:
        yield Flaw((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", f"Command name {name!r} is invalid")
    yield from length(thing.get("description"), (*path, "description"), 100, least=1)


def _options(options: list[dict[str, Any]], path: Path) -> Iterator[Flaw]:
    yield from count(options, path, 25)
    for name, times in Counter(option.get("name") for option in options).items():
        if times > 1:
            yield Flaw(path, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", f"Two options are called {name}.")
    required = [bool(option.get("required")) for option in options if option.get("type") not in NESTED]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        yield Flaw(path, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
    for index, option in enumerate(options):
        yield from known_keys(option, _OPTION, (*path, index))
        yield from _named(option, (*path, index))
        yield from _options(option.get("options") or [], (*path, index, "options"))
        yield from choices_flaws(option.get("choices") or [], (*path, index, "choices"))


def choices_flaws(choices: list[dict[str, Any]], path: Path) -> Iterator[Flaw]:
    """Find everything wrong in the choices of an option or of autocomplete."""
    yield from count(choices, path, 25)
    for index, choice in enumerate(choices):
        yield from known_keys(choice, {"name", "name_localizations", "value"}, (*path, index))
        yield from length(choice.get("name"), (*path, index, "name"), 100, least=1)
        if isinstance(choice.get("value"), str):
            yield from length(choice["value"], (*path, index, "value"), 100, least=1)


def _size(thing: dict[str, Any]) -> int:
    own = len(thing.get("name") or "") + len(thing.get("description") or "")
    values = sum(len(each["name"]) + len(str(each["value"])) for each in thing.get("choices") or [])
    return own + values + sum(_size(option) for option in thing.get("options") or [])
