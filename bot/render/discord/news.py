"""What somebody is told of a question that was waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.answers import Shown, entry_embed, page_controls, source_controls
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain, short

if TYPE_CHECKING:
    from knowledge import Answered, Notice

_NEWS = 2_500  # characters
_ASKED = 500  # characters of the question beside the answer: a message holds 6,000 in all
ANSWERED = "Your question was answered"


def news_shown(notice: Notice, answered: Answered | None, asker: str, server: str, disclaimer: str) -> Shown:
    """Return the answer under the question, or the news that there will be none."""
    where = f"You asked in {words.safe_line(server)} and wanted to be told."
    if answered is None:
        told = short(plain(words.notice_line(notice)), _NEWS)
        return Shown((discord.Embed(description=told, colour=Colour.NOTE).set_footer(text=where),))
    entry = answered.entry
    embed = entry_embed(entry, answered=answered, footer=[disclaimer, where])
    embed.set_author(name=ANSWERED)
    if words.safe_line(notice.question).casefold() != words.safe_line(entry.question).casefold():
        asked = short(plain(words.safe_line(notice.question)), _ASKED)
        embed.add_field(name="You asked", value=asked, inline=False)
    controls = (*page_controls(entry, asker, entry.community), *source_controls(entry))
    return Shown((embed,), controls)
