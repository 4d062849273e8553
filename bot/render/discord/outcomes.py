"""Outcomes as embeds with buttons. Every button names the asker, so that nobody else's press counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import words
from bot.render.discord.answers import answered_shown, note
from bot.render.discord.choosing import suggested_shown
from bot.render.discord.colours import Colour
from bot.render.discord.text import TITLE, plain
from bot.render.discord.waiting import queued_shown
from knowledge import Answered, Ignored, Queued, Signposted, Suggested

if TYPE_CHECKING:
    from bot.asked import Asked
    from bot.render.discord.answers import Shown
    from knowledge import Outcome

URGENT = frozenset({"emergency", "crisis"})


def outcome_shown(outcome: Outcome, asked: Asked, disclaimer: str, *, here: bool) -> Shown:
    """Return what the asker sees of an outcome; `here` as for `queued_shown`."""
    match outcome:
        case Answered():
            return answered_shown(outcome, asked, disclaimer)
        case Suggested():
            return suggested_shown(outcome, asked)
        case Queued():
            return queued_shown(outcome, asked, here=here)
        case Signposted():
            return signposted_shown(outcome)
        case Ignored():
            return note(words.FRIENDLY)


def signposted_shown(signposted: Signposted) -> Shown:
    """Return a signpost alone: whom to call as its head, nothing beside it, no buttons."""
    text = plain(signposted.text)  # numbers and words may be the server's own
    first, _, rest = text.partition("\n\n")
    if signposted.kind in URGENT and len(first) <= TITLE and rest:
        return note(rest, Colour.CARE, first)
    return note(text, Colour.CARE, "Please read this first")
