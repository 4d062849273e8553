"""Answers that are due for review, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import DESCRIPTION, pages, plain, short

if TYPE_CHECKING:
    from knowledge import Entry

_QUESTION = 1_000  # characters, escaped


def due_card(entry: Entry, place: str, note: str = "") -> list[discord.Embed]:
    """Return an answer as it stands, and since when nobody has looked at it."""
    lines = [
        *([f"*{plain(note)}*", ""] if note else []),
        f"**{short(plain(entry.question), _QUESTION)}**",
        f"Last reviewed {words.day(entry.reviewed_at)}",
        "-# If it is still right, say so. If not, a moderator can change it with `/faq edit`.",
    ]
    head = discord.Embed(
        title=f"Entry {entry.id}  \N{MIDDLE DOT}  {place} due for review",
        description="\n".join(lines),
        colour=Colour.SUGGEST,
    )
    answer = pages(plain(entry.answer), DESCRIPTION - 200)
    page = discord.Embed(description=answer[0], colour=Colour.ANSWER)
    more = f"Page 1 of {len(answer)}; `/faq show` has them all. " if len(answer) > 1 else ""
    page.set_footer(text=more + short(words.source_line(entry.source), 300))
    return [head, page]


def nothing_due(note: str = "") -> discord.Embed:
    """Say that no answer is due."""
    told = "Every answer was reviewed recently enough."
    return discord.Embed(
        title="Nothing is due for review",
        description=f"*{plain(note)}*\n\n{told}" if note else told,
        colour=Colour.ANSWER,
    )
