"""What an author has read by a card: a short sign of the wordings on it goes with its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from bot.errors import InputRefused
from bot.render.discord.queue import other_wordings, shown_wordings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import OpenQuestion

_WORDINGS = 100  # more are never on a card
_LONGEST = 20  # characters of a mark


def mark(question: OpenQuestion) -> str:
    """Return a short sign of which wordings a card shows, for `seen` to know them again."""
    shown = shown_wordings(question)
    return f"{len(shown)}-{_sum(shown)}"


def seen(question: OpenQuestion, arguments: Sequence[str], place: int = 1) -> tuple[str, ...]:
    """Return the wordings that were on the card with this mark; only its own where others stand there by now."""
    count, _, total = (arguments[place] if place < len(arguments) else "").partition("-")
    shown = other_wordings(question)[: int(count) if count in map(str, range(_WORDINGS)) else 0]
    return (question.text, *(shown if _sum(shown) == total else ()))


def carried(arguments: Sequence[str], place: int = 1) -> str:
    """Return the mark that a custom_id's arguments carry.

    Raises:
        InputRefused: they carry none, so the custom_id was not made by this bot.
    """
    if len(arguments) <= place or len(arguments[place]) > _LONGEST:
        raise InputRefused("That button does not say what it belongs to; please open the queue again.")
    return arguments[place]


def _sum(wordings: Sequence[str]) -> str:
    joined = "\0".join(wordings).encode(errors="replace")
    return f"{crc32(joined):x}"
