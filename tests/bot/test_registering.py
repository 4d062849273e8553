"""Whether Discord has the commands that the bot declares."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from bot.registering import same

if TYPE_CHECKING:
    from collections.abc import Callable

ASK: dict[str, Any] = {
    "name": "ask",
    "type": 1,
    "description": "Ask a question",
    "nsfw": False,
    "dm_permission": False,
    "default_member_permissions": 32,
    "contexts": [0, 1],
    "integration_types": [0],
    "options": [
        {"name": "question", "type": 3, "description": "Your question", "required": True, "max_length": 1000},
        {
            "name": "show",
            "type": 3,
            "description": "Who sees it",
            "required": False,
            "choices": [{"name": "Only me", "value": "private"}, {"name": "Everyone", "value": "everyone"}],
        },
    ],
}
MENU: dict[str, Any] = {"name": "ask", "type": 3, "contexts": [0], "integration_types": [0], "nsfw": False}


def as_discord_has_it() -> list[dict[str, Any]]:
    """Return both commands as Discord gives them back: in another order, filled in, with what is false left out."""
    ask = deepcopy(ASK) | {
        "id": "1",
        "application_id": "2",
        "version": "3",
        "default_member_permissions": "32",
        "contexts": [1, 0],
        "name_localizations": None,
        "dm_permission": True,
    }
    del ask["nsfw"], ask["options"][1]["required"]
    return [deepcopy(MENU) | {"id": "4", "description": "", "default_member_permissions": None}, ask]


def renamed_option(commands: list[dict[str, Any]]) -> None:
    commands[1]["options"][0]["name"] = "text"


def other_description(commands: list[dict[str, Any]]) -> None:
    commands[1]["description"] = "Ask something"


def other_choice(commands: list[dict[str, Any]]) -> None:
    commands[1]["options"][1]["choices"][0]["value"] = "me"


def optional(commands: list[dict[str, Any]]) -> None:
    del commands[1]["options"][0]["required"]


def options_in_another_order(commands: list[dict[str, Any]]) -> None:
    commands[1]["options"].reverse()


def for_everybody(commands: list[dict[str, Any]]) -> None:
    commands[1]["default_member_permissions"] = None


def also_in_private(commands: list[dict[str, Any]]) -> None:
    commands[0]["contexts"] = [0, 1]


def one_less(commands: list[dict[str, Any]]) -> None:
    del commands[0]


def one_more(commands: list[dict[str, Any]]) -> None:
    commands.append({"name": "old", "type": 1, "description": "Of another version"})


def test_what_discord_fills_in_and_leaves_out_makes_no_difference() -> None:
    assert same([ASK, MENU], as_discord_has_it())


@pytest.mark.parametrize(
    "change",
    [
        renamed_option,
        other_description,
        other_choice,
        optional,
        options_in_another_order,
        for_everybody,
        also_in_private,
        one_less,
        one_more,
    ],
)
def test_what_people_would_notice_does(change: Callable[[list[dict[str, Any]]], None]) -> None:
    commands = as_discord_has_it()
    change(commands)
    assert not same([ASK, MENU], commands)
