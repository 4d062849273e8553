"""What a question may mean: did you mean, what else it may be, and lists to read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.controls import Style, button, select
from bot.render import words
from bot.render.discord.answers import Shown
from bot.render.discord.colours import Colour
from bot.render.discord.text import FIELD, plain, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asked import Asked
    from bot.controls import Control
    from knowledge import Entry, Suggested


def suggested_shown(suggested: Suggested, asked: Asked) -> Shown:
    """Return "did you mean" with a button a question, only for who asked."""
    if not suggested.suggestions:  # what was suggested has been removed since
        return others_shown(suggested, asked, back=False)
    embed = discord.Embed(
        title=words.meant(suggested), description=_introduced(suggested), colour=Colour.SUGGEST
    )
    none = button("None of these", "none", *asked.arguments)
    return Shown((embed,), (*_picks(suggested.suggestions, asked), none))


def others_shown(others: Suggested, asked: Asked, *, back: bool = True) -> Shown:
    """Return what else a question may be whose answer was the wrong one, and the ways to the author and back."""
    embed = discord.Embed(
        title="Not your question",
        description=plain(words.others_intro(others)),
        colour=Colour.SUGGEST,
    )
    ask = button("Ask the author", "none", *asked.arguments, style=Style.primary)
    ways = (ask, button("Back to the answer", "undo", *asked.arguments)) if back else (ask,)
    if not others.suggestions:
        return Shown((embed,), ways)
    options = [(str(entry.id), words.safe_line(entry.question)) for entry in others.suggestions]
    return Shown((embed,), (select("Is it one of these?", options, "other", *asked.arguments), *ways))


def list_shown(suggested: Suggested, asker: str, community: str) -> Shown:
    """Return questions to read the answers of."""
    embed = discord.Embed(
        title="This may be about one of these",
        description=_introduced(suggested),
        colour=Colour.SUGGEST,
    )
    options = [(str(entry.id), words.safe_line(entry.question)) for entry in suggested.suggestions]
    return Shown((embed,), (select("Read an answer", options, "read", asker, community),))


def _introduced(suggested: Suggested) -> str:
    """Return the questions; what a request for personal advice must be told stands above them."""
    listed = _listed(suggested.suggestions)
    if suggested.text is None:
        return listed
    return f"{plain(words.suggestion_intro(suggested))}\n\n{listed}"


def _picks(entries: Sequence[Entry], asked: Asked) -> tuple[Control, ...]:
    if len(entries) == 1:
        return (button("Yes, show me", "pick", *asked.arguments, entries[0].id, style=Style.primary),)
    return tuple(
        button(f"{number}. {words.safe_line(entry.question)}", "pick", *asked.arguments, entry.id)
        for number, entry in enumerate(entries, start=1)
    )


def _listed(entries: Sequence[Entry]) -> str:
    """Return the questions whole, for a button cuts a long one; with numbers where there are several."""
    asked = [short(plain(entry.question), FIELD) for entry in entries]
    if len(asked) == 1:
        return f"**{asked[0]}**"
    return "\n".join(f"**{number}.** {each}" for number, each in enumerate(asked, start=1))
