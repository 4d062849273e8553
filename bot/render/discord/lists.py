"""Entries one a line, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain, short, title_of
from knowledge import EntryStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Entry

ROWS = 12  # entries of a list on a page
_NONE = "There are no entries yet: /faq add writes one, /faq import reads a post."
_ROW = 160  # characters of a question in a list


def entries_embed(title: str, entries: Sequence[Entry], page: int = 0) -> discord.Embed:
    """Return a page of entries, one a line."""
    title = title_of(title)
    if not entries:
        return discord.Embed(
            title=title,
            description=_NONE,
            colour=Colour.NOTE,
        )
    count = list_pages(entries)
    place = min(max(page, 0), count - 1)
    rows = [_row(entry) for entry in entries[place * ROWS : (place + 1) * ROWS]]
    embed = discord.Embed(title=title, description="\n".join(rows), colour=Colour.NOTE)
    said = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
    embed.set_footer(text=said if count == 1 else f"{said}, page {place + 1} of {count}")
    return embed


def list_pages(entries: Sequence[Entry]) -> int:
    """Return how many pages a list of entries has."""
    return max(1, -(-len(entries) // ROWS))


def _row(entry: Entry) -> str:
    removed = "*(removed)* " if entry.status is EntryStatus.REMOVED else ""
    return f"**{entry.id}**  {removed}{plain(short(words.safe_line(entry.question), _ROW))}"
