"""Buttons and selects as values: what they say, and the action that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.actions import custom_id
from bot.render.discord.text import CHOICE, LABEL, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Style = discord.ButtonStyle
Control = discord.ui.Button[discord.ui.View] | discord.ui.Select[discord.ui.View]


def button(label: str, name: str, *arguments: object, style: Style = Style.secondary) -> Control:
    """Return a button that does the action `name`."""
    return discord.ui.Button(label=short(label, LABEL), custom_id=custom_id(name, *arguments), style=style)


def link(label: str, url: str) -> Control:
    """Return a button that opens an address, in sight before it is opened."""
    return discord.ui.Button(label=short(label, LABEL), url=url)


def select(hint: str, options: Sequence[tuple[str, str]], name: str, *arguments: object) -> Control:
    """Return a select of (value, label) that does the action `name` with the value chosen."""
    shown = [discord.SelectOption(value=value, label=short(label, CHOICE)) for value, label in options]
    return discord.ui.Select(
        placeholder=short(hint, CHOICE), options=shown, custom_id=custom_id(name, *arguments)
    )


def rows(*groups: Sequence[Control]) -> tuple[Control, ...]:
    """Return the controls with each group in a row of its own, empty ones left out."""
    for number, group in enumerate(filter(None, groups)):
        for control in group:
            control.row = number
    return tuple(control for group in groups for control in group)


def view(controls: Iterable[Control]) -> discord.ui.View | None:
    """Return the controls as discord.py sends them, None for none; it keeps nothing of them in memory."""
    shown = discord.ui.View(timeout=None)
    for control in controls:
        shown.add_item(control)
    shown.stop()
    return shown if shown.children else None
