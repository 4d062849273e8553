"""Views by their rows, pickers of roles, channels and people, and forms; none is kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import custom_id
from bot.render.discord.text import CHOICE, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = discord.ui.Item[discord.ui.View]

MOST = 25  # choices of a select, and what can be chosen in one
_TITLE, _FIELD = 45, 45  # characters of a form's title and of a field's name


def board(rows: Iterable[Iterable[Item]]) -> discord.ui.View:
    """Return a view with these rows, empty ones left out."""
    shown = discord.ui.View(timeout=None)
    for number, row in enumerate(filled for row in rows if (filled := list(row))):
        for item in row:
            item.row = number
            shown.add_item(item)
    shown.stop()
    return shown


def chooser(
    hint: str, options: Sequence[tuple[str, str, str]], name: str, *arguments: object, chosen: str = ""
) -> Item:
    """Return a select of (value, label, description), of which `chosen` stands there already."""
    shown = [
        discord.SelectOption(
            value=value,
            label=short(label, CHOICE),
            description=short(meaning, CHOICE) or None,
            default=value == chosen,
        )
        for value, label, meaning in options[:MOST]
    ]
    return discord.ui.Select(
        placeholder=short(hint, CHOICE), options=shown, custom_id=custom_id(name, *arguments)
    )


def role_picker(hint: str, chosen: Sequence[int], name: str, *arguments: object) -> Item:
    """Return a select of any number of roles, none included."""
    return discord.ui.RoleSelect(
        **_picking(hint, chosen, discord.SelectDefaultValueType.role, name, arguments)
    )


def people_picker(hint: str, chosen: Sequence[int], name: str, *arguments: object) -> Item:
    """Return a select of any number of people, none included."""
    return discord.ui.UserSelect(
        **_picking(hint, chosen, discord.SelectDefaultValueType.user, name, arguments)
    )


def channel_picker(
    hint: str,
    kinds: Sequence[discord.ChannelType],
    chosen: Sequence[int],
    name: str,
    *arguments: object,
    most: int = MOST,
) -> Item:
    """Return a select of up to `most` channels of these kinds, none included."""
    given = _picking(hint, chosen, discord.SelectDefaultValueType.channel, name, arguments, most)
    return discord.ui.ChannelSelect(channel_types=list(kinds), **given)


def _picking(
    hint: str,
    chosen: Sequence[int],
    kind: discord.SelectDefaultValueType,
    name: str,
    arguments: Iterable[object],
    most: int = MOST,
) -> dict[str, Any]:
    return {
        "placeholder": short(hint, CHOICE),
        "min_values": 0,
        "max_values": most,
        "custom_id": custom_id(name, *arguments),
        "default_values": [discord.SelectDefaultValue(id=each, type=kind) for each in chosen[:most]],
    }


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: what it is called in the code, what people read, and what stands in it already."""

    name: str
    label: str
    value: str = ""
    most: int = 4000
    hint: str = ""
    needed: bool = True
    lines: bool = False


def form(title: str, fields: Iterable[Field], name: str, *arguments: object) -> discord.ui.Modal:
    """Return a form that does the action `name` when it is sent."""
    made = discord.ui.Modal(title=short(title, _TITLE), custom_id=custom_id(name, *arguments))
    for field in fields:
        made.add_item(discord.ui.Label(text=short(field.label, _FIELD), component=_input(field)))
    made.stop()
    return made


def _input(field: Field) -> discord.ui.TextInput[discord.ui.Modal]:
    return discord.ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.lines else discord.TextStyle.short,
        default=field.value[: field.most] or None,
        placeholder=short(field.hint, CHOICE) or None,
        required=field.needed,
        max_length=field.most,
    )
