"""What somebody is told of a question that was waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.answers import Shown, entry_embed, page_controls, source_controls
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain, short

if TYPE_CHECKING:
    from knowledge import Notice

_NEWS = 2_500  # characters: a message holds 6,000, and the answer's first page stands below


def news_shown(notice: Notice, asker: str, server: str) -> Shown:
    """Return the news, and the answer where there is one."""
    colour = Colour.NOTE if notice.entry is None else Colour.ANSWER
    news = discord.Embed(description=short(plain(words.notice_line(notice)), _NEWS), colour=colour)
    news.set_footer(text=f"You asked in {words.safe_line(server)} and wanted to be told.")
    entry = notice.entry
    if entry is None:
        return Shown((news,))
    controls = (*page_controls(entry, asker, entry.community), *source_controls(entry))
    return Shown((news, entry_embed(entry)), controls)
