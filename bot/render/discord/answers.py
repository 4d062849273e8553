"""Outcomes as embeds with buttons. Every button names the asker, so that nobody else's press counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import discord

from bot.controls import Style, button, link, select
from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import FIELD, TITLE, pages, plain, short
from knowledge import Answered, Ignored, Queued, Signposted, Suggested

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.asked import Asked
    from bot.controls import Control
    from knowledge import Entry, Outcome, Source

PAGE = 1800  # characters: a phone's screen or two
_ADDRESS_LIMIT = 512  # characters of a link button's address
_REVIEW = "Past its review date"

NOTHING_FOUND = (
    "I know of no answer to that message. With Send to the author's queue you can put it to the author."
)


class Shown(NamedTuple):
    """What is sent: embeds, and the buttons below them."""

    embeds: tuple[discord.Embed, ...]
    controls: tuple[Control, ...] = ()


def note(text: str, colour: Colour = Colour.NOTE, title: str | None = None) -> Shown:
    """Return a few words of the bot's own."""
    return Shown((discord.Embed(title=title, description=text, colour=colour),))


def outcome_shown(outcome: Outcome, asked: Asked, disclaimer: str = "") -> Shown:
    """Return what the asker sees of an outcome."""
    match outcome:
        case Answered():
            return answered_shown(outcome, asked, disclaimer)
        case Suggested():
            return suggested_shown(outcome, asked)
        case Queued():
            return queued_shown(outcome, asked)
        case Signposted():
            return note(words.safe(outcome.text), Colour.CARE, "Please read this first")
        case Ignored():
            return note(words.FRIENDLY)


def answered_shown(answered: Answered, asked: Asked, disclaimer: str = "") -> Shown:
    """Return the first page of an answer, and buttons to judge it by."""
    footer = [words.sureness(answered.confidence), disclaimer]
    embed = entry_embed(answered.entry, overdue=answered, footer=footer)
    controls = (
        *page_controls(answered.entry, asked.asker, asked.community),
        button("This answers it", "yes", *asked.arguments, style=Style.success),
        button("Not my question", "no", *asked.arguments),
        *source_controls(answered.entry),
    )
    return Shown((embed,), controls)


def entry_shown(entry: Entry, asker: str, page: int = 0) -> Shown:
    """Return a page of an answer that is only read, not judged."""
    controls = (*page_controls(entry, asker, entry.community, page), *source_controls(entry))
    return Shown((entry_embed(entry, page=page),), controls)


def entry_embed(
    entry: Entry, *, overdue: Answered | None = None, footer: Iterable[str] = (), page: int = 0
) -> discord.Embed:
    """Return an entry verbatim under its own question, with whose words they are and since when."""
    embed = discord.Embed(
        title=short(plain(words.safe_line(entry.question)), TITLE),
        description=answer_page(entry, page),
        colour=Colour.ANSWER,
    )
    embed.set_author(name=words.heading(entry))
    embed.add_field(name="Source", value=short(plain(words.source_line(entry.source)), FIELD), inline=False)
    reviewed = f"Last reviewed {words.day(entry.reviewed_at)}"
    if overdue is not None and overdue.overdue:
        embed.add_field(name=_REVIEW, value=words.reviewed_line(overdue), inline=False)
        reviewed = ""
    embed.set_footer(text="\n".join(line for line in (reviewed, *footer) if line) or None)
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
    return (link(f"Source: {host}", url),)


def suggested_shown(suggested: Suggested, asked: Asked) -> Shown:
    """Return "did you mean" with a button a question."""
    if not suggested.suggestions:  # what was suggested has been removed since
        return others_shown(suggested, asked)
    embed = discord.Embed(
        title="Did you mean …?",
        description=f"{plain(words.suggestion_intro(suggested))}\n\n{_numbered(suggested.suggestions)}",
        colour=Colour.SUGGEST,
    )
    picks = (
        button(f"{number}. {words.safe_line(entry.question)}", "pick", *asked.arguments, entry.id)
        for number, entry in enumerate(suggested.suggestions, start=1)
    )
    return Shown((embed,), (*picks, button("None of these", "none", *asked.arguments)))


def others_shown(others: Suggested, asked: Asked) -> Shown:
    """Return what else a question may be whose answer was the wrong one, and the way to the author."""
    embed = discord.Embed(
        title="Not your question",
        description=plain(words.others_intro(others)),
        colour=Colour.SUGGEST,
    )
    ask = button("Ask the author", "none", *asked.arguments, style=Style.primary)
    if not others.suggestions:
        return Shown((embed,), (ask,))
    options = [(str(entry.id), words.safe_line(entry.question)) for entry in others.suggestions]
    return Shown((embed,), (select("Is it one of these?", options, "other", *asked.arguments), ask))


def queued_shown(queued: Queued, asked: Asked, *, waits: bool = False) -> Shown:
    """Say that a question waits for the author, and offer to tell its asker or to take it back."""
    news, _, caution = words.queued_lines(queued)
    return waiting_shown(f"{news} {words.people(queued.askers)}.", caution, asked, waits=waits)


def waiting_shown(news: str, caution: str, asked: Asked, *, waits: bool) -> Shown:
    """Return the card of a waiting question."""
    embed = discord.Embed(title="Waiting for the author", description=news, colour=Colour.QUEUE)
    embed.set_footer(text=caution)
    tell = button("Tell me when it is answered", "tell", *asked.arguments, style=Style.primary)
    withdraw = button("Withdraw", "withdraw", *asked.arguments)
    return Shown((embed,), (withdraw,) if waits else (tell, withdraw))


def _numbered(entries: Sequence[Entry]) -> str:
    lines = (f"**{n}.** {short(plain(e.question), FIELD)}" for n, e in enumerate(entries, start=1))
    return "\n".join(lines)


def found_shown(answered: Answered, asker: str) -> Shown:
    """Return an answer that somebody looked up for a message; there is nothing to judge."""
    entry = answered.entry
    embed = entry_embed(entry, footer=[words.sureness(answered.confidence)])
    return Shown((embed,), (*page_controls(entry, asker, entry.community), *source_controls(entry)))


def list_shown(suggested: Suggested, asker: str, community: str) -> Shown:
    """Return questions to read the answers of."""
    embed = discord.Embed(
        title="This may be about one of these",
        description=_numbered(suggested.suggestions),
        colour=Colour.SUGGEST,
    )
    if suggested.text is not None:
        embed.description = f"{plain(words.suggestion_intro(suggested))}\n\n{embed.description}"
    options = [(str(entry.id), words.safe_line(entry.question)) for entry in suggested.suggestions]
    return Shown((embed,), (select("Read an answer", options, "read", asker, community),))
