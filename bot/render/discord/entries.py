"""An entry as moderators see it: all that belongs to it, the answer in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.answers import PAGE
from bot.render.discord.colours import Colour
from bot.render.discord.text import CHOICE, cut, listed, pages, plain, short, title_of
from knowledge import EntryStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Entry, EntryText

_LONG, _BRIEF = 900, 450  # characters of what stands beside the answer


def answer_pages(text: EntryText) -> list[str]:
    """Return an answer as Discord shows it word for word, in pages that end with a sentence."""
    return pages(plain(text.answer), PAGE)


def turned(embed: discord.Embed, shown: Sequence[str], page: int) -> discord.Embed:
    """Return an embed of an answer at another of its pages."""
    other = embed.copy()
    other.description = answer_page(shown, page)
    return other


def answer_page(shown: Sequence[str], page: int) -> str:
    """Return one page of an answer; where there is more, it says so."""
    place = min(max(page, 0), len(shown) - 1)
    return shown[place] + (f"\n\n*Page {place + 1} of {len(shown)}*" if len(shown) > 1 else "")


def entry_embed(entry: Entry, page: int = 0) -> discord.Embed:
    """Return a page of an entry with everything that belongs to it."""
    shown = answer_pages(entry.text)
    removed = entry.status is EntryStatus.REMOVED
    embed = discord.Embed(
        title=title_of(entry.question),
        description=answer_page(shown, page),
        colour=Colour.CARE if removed else Colour.NOTE,
    )
    state = ", removed: members do not see it" if removed else ""
    embed.set_author(name=f"Entry {entry.id}, revision {entry.revision}{state}")
    if entry.text.phrasings:
        embed.add_field(name="Also asked as", value=listed(entry.text.phrasings, _LONG), inline=False)
    if entry.text.context:
        embed.add_field(name="Context", value=cut(plain(entry.text.context), _BRIEF), inline=False)
    embed.add_field(name="Source", value=_source(entry), inline=False)
    if entry.text.tags:
        embed.add_field(name="Tags", value=cut(plain(", ".join(entry.text.tags)), _BRIEF), inline=False)
    embed.set_footer(text=f"Last reviewed {words.day(entry.reviewed_at)}")
    return embed


def entry_choice(entry: Entry) -> str:
    """Return an entry as autocomplete offers it."""
    removed = "(removed) " if entry.status is EntryStatus.REMOVED else ""
    return short(f"{entry.id}. {removed}{words.safe_line(entry.question)}", CHOICE)


def _source(entry: Entry) -> str:
    address = words.source_address(entry.source)
    told = plain(words.source_line(entry.source))
    return f"{cut(told, _BRIEF)}\n{cut(plain(address), _BRIEF)}" if address else cut(told, _BRIEF)
