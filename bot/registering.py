"""The slash commands at Discord: sent again only when it has others, for it takes no more than 200 new ones a day.

What Discord has is asked of Discord itself: a note of our own would not know that another program changed it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from discord import app_commands

    from bot.client import Afterword

# What a command says of itself. The rest is Discord's own, or, as dm_permission, follows from these.
COMPARED = frozenset(
    {
        "autocomplete",
        "channel_types",
        "choices",
        "contexts",
        "default_member_permissions",
        "description",
        "description_localizations",
        "integration_types",
        "max_length",
        "max_value",
        "min_length",
        "min_value",
        "name",
        "name_localizations",
        "nsfw",
        "options",
        "required",
        "type",
        "value",
    }
)
_UNORDERED = frozenset({"contexts", "integration_types", "channel_types"})


async def register(bot: Afterword) -> None:
    """Send Discord the commands, unless it has them; where it will not listen, those that it has must do."""
    log = logging.getLogger(__name__)
    try:
        if same(declared(bot.tree), await bot.http.get_global_commands(bot.application_id or bot.own_id)):
            return
        await bot.tree.sync()
    except discord.HTTPException as error:
        log.warning("the commands could not be renewed: Discord answered %s", error.status)
    else:
        log.info("the commands were renewed")


def declared(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """Return the commands as they are sent to Discord."""
    return [command.to_dict(tree) for command in tree.get_commands()]


def same(ours: Iterable[Mapping[str, Any]], theirs: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether the commands that Discord has are ours; it may leave out or fill in what makes no difference."""
    return _by_name(ours) == _by_name(theirs)


def _by_name(commands: Iterable[Mapping[str, Any]]) -> dict[tuple[int, str], dict[str, Any]]:
    return {(each.get("type", 1), each["name"]): {"type": 1, **_essence(each)} for each in commands}


def _essence(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a command, an option or a choice says, without what stands for nothing."""
    said = {key: _plain(key, value) for key, value in part.items() if key in COMPARED}
    return {
        key: value for key, value in said.items() if value is not False and value not in (None, "", [], {})
    }


def _plain(key: str, value: Any) -> Any:  # noqa: ANN401  JSON
    if key in _UNORDERED and value:
        return sorted(value)
    if key == "default_member_permissions" and value is not None:
        return str(value)
    if isinstance(value, list):
        return [_essence(each) for each in value]
    return value
