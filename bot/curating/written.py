"""What somebody wrote into a form and has not published yet, kept as a file on their private preview.

A preview's embeds show the words escaped and in pages, so they cannot be read back from there. The preview therefore
carries the form's fields, letter for letter, as a small JSON file. Every button of the preview comes with its message
and so with the file: a restart between preview and Publish loses nothing, nothing of an unpublished text lies in the
database, and there is nothing to clean up: when the moderator dismisses the preview, the draft is gone. (So it is when
they restart their own Discord, which forgets private messages. The preview says where the words are kept.)

What the file says is believed only as far as a form would be: who presses must be a moderator, and the words are read,
checked and previewed as if they had just been typed. Which entry and revision they are for stands in the buttons.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.curating.form import ROOM
from bot.errors import InputRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "not-published-yet.json"
_LARGEST = 100_000  # bytes; the fields of a form have at most 10,500 characters
_PATIENCE = 2.0  # seconds for the file: a form must be opened within three of the press
_GONE = "The draft on this message cannot be read any more, so nothing was done; please write it again."


@dataclass(frozen=True, slots=True)
class Written:
    """The fields of a form, and the open questions that the preview said would be answered."""

    fields: Mapping[str, str]
    closes: tuple[int, ...] = field(default=())


def to_file(written: Written) -> tuple[str, bytes]:
    """Return the file that a preview carries, by its name and content."""
    kept = {"form": 1, "fields": dict(written.fields), "closes": list(written.closes)}
    return FILE, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def read_written(data: bytes) -> Written:
    """Read a preview's file.

    Raises:
        InputRefused: this is none.
    """
    try:
        kept = json.loads(data)
        fields = {name: kept["fields"][name] for name in ROOM if name in kept["fields"]}
        closes = tuple(map(int, kept["closes"]))
    except (ValueError, KeyError, TypeError):
        raise InputRefused(_GONE) from None
    if not all(isinstance(value, str) for value in fields.values()):
        raise InputRefused(_GONE)
    return Written(fields, closes)


def file_id(message: discord.Message | None) -> int:
    """Return what tells the draft on a message from every other, also from a later one on that message; 0 for none."""
    return next((each.id for each in message.attachments if each.filename == FILE), 0) if message else 0


async def written_on(message: discord.Message | None) -> Written:
    """Read the draft that a preview carries.

    Raises:
        InputRefused: there is none, or Discord does not give it in time.
    """
    own = message is not None and message.author.bot
    files = [each for each in message.attachments if each.filename == FILE] if message and own else []
    if not files or files[0].size > _LARGEST:
        raise InputRefused(_GONE)
    try:
        async with asyncio.timeout(_PATIENCE):
            return read_written(await files[0].read())
    except discord.NotFound:
        raise InputRefused(_GONE) from None
    except (TimeoutError, discord.HTTPException):
        raise InputRefused("Discord is slow to give me your draft; please press that again.") from None
