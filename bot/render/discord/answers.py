"""Answers as embeds with buttons: the author's words first, and what is known of them in quiet lines below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import discord

from bot.controls import Style, button, link, rows
from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import TITLE, pages, plain, short
from knowledge import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.asked import Asked
    from bot.controls import Control
    from knowledge import Answered, Entry, Source

PAGE = 1800  # characters: a phone's screen or two
_ADDRESS_LIMIT = 512  # characters of a link button's address
_ORIGIN = 600  # characters of whose words they are
_SURE = 0.95  # confidence from which nothing is said of it
_REVIEW = "Past its review date"


class Shown(NamedTuple):
    """What is sent: embeds, and the buttons below them."""

    embeds: tuple[discord.Embed, ...]
    controls: tuple[Control, ...] = ()


def note(text: str, colour: Colour = Colour.NOTE, title: str | None = None) -> Shown:
    """Return a few words of the bot's own."""
    return Shown((discord.Embed(title=title, description=text, colour=colour),))


def answered_shown(answered: Answered, asked: Asked, disclaimer: str, *, confirmed: bool = False) -> Shown:
    """Return the first page of an answer, and buttons to judge it by; one that its asker `confirmed` has been."""
    embed = entry_embed(answered.entry, answered=answered, footer=[disclaimer])
    read = (
        *page_controls(answered.entry, asked.asker, asked.community),
        *source_controls(answered.entry),
    )
    return Shown((embed,), rows(judging_controls(asked, confirmed=confirmed), read))


def judging_controls(asked: Asked, *, confirmed: bool = False) -> tuple[Control, ...]:
    """Return the buttons that say whether an answer is the right one, or the one that takes a yes back."""
    if confirmed:
        return (button("Take that back", "undo", *asked.arguments),)
    return (
        button("This answers it", "yes", *asked.arguments, style=Style.success),
        button("Not my question", "no", *asked.arguments),
    )


def read_shown(answered: Answered, asker: str, disclaimer: str, page: int = 0) -> Shown:
    """Return a page of an answer that is only read, not judged."""
    entry = answered.entry
    controls = (*page_controls(entry, asker, entry.community, page), *source_controls(entry))
    return Shown((entry_embed(entry, answered=answered, page=page, footer=[disclaimer]),), controls)


def entry_embed(
    entry: Entry, *, answered: Answered | None = None, footer: Iterable[str] = (), page: int = 0
) -> discord.Embed:
    """Return an entry verbatim under its own question, with whose words they are and since when.

    `answered` says how sure it is that this was asked, and whether the answer is past its review date.
    """
    embed = discord.Embed(
        title=short(plain(words.safe_line(entry.question)), TITLE),
        description=answer_page(entry, page),
        colour=Colour.ANSWER,
    )
    if entry.text.kind is EntryKind.PASSAGE:
        embed.set_author(name=words.FROM_THE_POST)
    unsure = ""
    if answered is not None:
        if answered.overdue:
            embed.add_field(name=_REVIEW, value=words.reviewed_line(answered), inline=False)
        if answered.confidence < _SURE:
            unsure = f"{words.sureness(answered.confidence)}."
    lines = (unsure, short(words.origin_line(entry), _ORIGIN), *map(words.safe, footer))
    embed.set_footer(text="\n".join(line for line in lines if line))
    return embed


def answer_page(entry: Entry, page: int) -> str:
    """Return one page of the answer; where there is more, it says so."""
    all_pages = pages(plain(entry.answer), PAGE)
    at = min(max(page, 0), len(all_pages) - 1)
    more = f"\n\n*Page {at + 1} of {len(all_pages)}*" if len(all_pages) > 1 else ""
    return all_pages[at] + more


def page_controls(entry: Entry, asker: str, community: str, page: int = 0) -> tuple[Control, ...]:
    """Return the buttons to the pages beside this one."""
    last = len(pages(plain(entry.answer), PAGE)) - 1
    beside = [("Back", page - 1), ("Read on", page + 1)]
    return tuple(
        button(label, "page", asker, community, entry.id, to, style=Style.primary)
        for label, to in beside
        if 0 <= to <= last
    )


def source_controls(entry: Entry) -> tuple[Control, ...]:
    """Return the button that opens an entry's source."""
    return source_link(entry.source)


def source_link(source: Source) -> tuple[Control, ...]:
    """Return the button that opens a source; it says where it leads."""
    url = source.url or ""
    host = urlsplit(url).hostname if url.startswith(("https://", "http://")) else None
    if not host or len(url) > _ADDRESS_LIMIT or any(character.isspace() for character in url):
        return ()
    return (link(f"Source: {host.removeprefix('www.')}", url),)
