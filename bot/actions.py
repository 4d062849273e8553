"""Buttons, selects and modals by name, so that each works after a restart, however old its message is.

discord.py keeps views in memory; here the custom_id alone says what to do: "aw:NAME:ARGUMENT:...". Nothing in it is
believed: a handler checks who presses, where, and what state things are in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import InputRefused
from bot.interactions import tell

if TYPE_CHECKING:
    from bot.client import Afterword

_PREFIX = "aw"
_LONGEST = 100  # characters of a custom_id
_DIGITS = 9  # of a number; more do not fit the databases' integers


@dataclass(frozen=True, slots=True)
class Press:
    """Someone pressed a button, chose from a select (`values`) or sent a modal (`fields` by their names)."""

    bot: Afterword
    interaction: discord.Interaction
    arguments: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Press], Awaitable[None]]


def custom_id(name: str, *arguments: object) -> str:
    """Return the custom_id that makes a component do `name`; ValueError where Discord would not take it."""
    made = ":".join((_PREFIX, name, *map(str, arguments)))
    if len(made) > _LONGEST:
        raise ValueError(made)
    return made


def number(given: Sequence[str], place: int = 0) -> int:
    """Read a number that should stand in a place of a custom_id's arguments, or of a select's values.

    Raises:
        InputRefused: there is none, so the custom_id or the value was not made by this bot.
    """
    text = given[place] if place < len(given) else ""
    if not is_number(text):
        raise InputRefused("That button does not say what it is about, so nothing was done.")
    return int(text)


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number that the databases can hold."""
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


class Actions:
    """What each name does."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def add(self, handlers: Mapping[str, Handler]) -> None:
        """Register handlers by their names; ValueError for a name that is taken."""
        if taken := handlers.keys() & self._handlers.keys():
            raise ValueError(sorted(taken))
        self._handlers.update(handlers)

    async def dispatch(self, bot: Afterword, interaction: discord.Interaction) -> None:
        """Do what a component or modal of ours says; others are left alone."""
        data: Mapping[str, Any] = interaction.data or {}
        prefix, _, rest = str(data.get("custom_id", "")).partition(":")
        if prefix != _PREFIX:
            return
        name, *arguments = rest.split(":")
        press = Press(bot, interaction, tuple(arguments), tuple(data.get("values", ())), _fields(data))
        handler = self._handlers.get(name, _unknown)
        try:
            await handler(press)
        except Exception as error:  # noqa: BLE001  the error edge: the person gets a sentence, the log the trace
            await tell(interaction, error)


async def _unknown(press: Press) -> None:
    embed = discord.Embed(
        description="That button is from another version of me and no longer does anything."
    )
    await press.interaction.response.send_message(embed=embed, ephemeral=True)


def _fields(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was written into a modal, by the custom_ids of its inputs, in rows or under labels."""
    found: dict[str, str] = {}
    for row in data.get("components", ()):
        for part in (*row.get("components", ()), row.get("component")):
            if part and "custom_id" in part and "value" in part:
                found[part["custom_id"]] = part["value"]
    return found
