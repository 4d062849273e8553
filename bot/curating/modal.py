"""The forms that open: an entry to write or change, and a reason to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.actions import custom_id
from bot.curating.form import ANSWER, PHRASINGS, QUESTION, ROOM, SOURCE, TAGS, overlong

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS = {
    QUESTION: ("Question", "As most people would ask it"),
    PHRASINGS: ("Also asked as", "Other ways to ask it, one a line"),
    ANSWER: ("Answer", "Members see it word for word, line breaks included"),
    SOURCE: (
        "Source",
        "Where the words stand. On a line each, as far as you know: title, link, by whom, date",
    ),
    TAGS: ("Tags", "With commas between them"),
}
_EXAMPLE = {SOURCE: "Living with MS in summer\nhttps://example.org/summer\nby Dr Brew\n2024-03-31"}
_STAYS = "**{}** stays as it is: it is longer than Discord's forms are."
_NEEDED = (QUESTION, ANSWER)
REASON = "reason"


def entry_modal(title: str, fields: Mapping[str, str], name: str, *arguments: object) -> discord.ui.Modal:
    """Return a form prefilled with `fields` that does the action `name`.

    What is too long for a form, or is not among the fields because it was, is said to stay as it is; nothing is cut.
    """
    modal = discord.ui.Modal(title=title, custom_id=custom_id(name, *arguments))
    kept = overlong(fields)
    for field, (label, hint) in _LABELS.items():
        if field in kept or field not in fields:
            modal.add_item(discord.ui.TextDisplay(_STAYS.format(label)))
        else:
            modal.add_item(
                discord.ui.Label(text=label, description=hint, component=_input(field, fields[field]))
            )
    return _forgotten(modal)


def reason_modal(title: str, hint: str, name: str, *arguments: object) -> discord.ui.Modal:
    """Return a form for a reason, which may stay empty, that does the action `name`."""
    modal = discord.ui.Modal(title=title, custom_id=custom_id(name, *arguments))
    line: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id=REASON, required=False, max_length=500
    )
    modal.add_item(discord.ui.Label(text="Why?", description=hint, component=line))
    return _forgotten(modal)


def _input(field: str, value: str) -> discord.ui.TextInput[discord.ui.Modal]:
    one_line = field in {QUESTION, TAGS}
    return discord.ui.TextInput(
        custom_id=field,
        style=discord.TextStyle.short if one_line else discord.TextStyle.paragraph,
        default=value or None,
        placeholder=_EXAMPLE.get(field),
        required=field in _NEEDED,
        max_length=ROOM[field],
    )


def _forgotten(modal: discord.ui.Modal) -> discord.ui.Modal:
    """Keep discord.py from keeping the form in memory; the action's name is all that is needed."""
    modal.stop()
    return modal
