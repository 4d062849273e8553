"""What a person sees of their own: their questions, their data, and how it is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.asked import Asked
from bot.controls import Style, button, select
from bot.render import words
from bot.render.discord.answers import Shown, note
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain, short
from bot.render.discord.waiting import REALLY
from knowledge import QuestionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.controls import Control
    from knowledge import Asking

MOST = 10
_WORDING = 250  # characters of each question
_STATUS = {
    QuestionStatus.OPEN: "waiting for the author",
    QuestionStatus.ANSWERED: "answered",
    QuestionStatus.DISMISSED: "closed without an answer",
    QuestionStatus.MERGED: "waiting, together with others like it",
}
NONE_KEPT = "I keep no question with your id."
DATA = "This is everything that I keep with your id. Only you see this message."
FORGET = (
    "I erase your id from everything that I keep. Your questions stay on the author's list without it, so I cannot tell"
    " you any more when they are answered. This cannot be undone."
)
FORGOTTEN = "Done. I keep nothing with your id any more."
NOT_FORGOTTEN = "Nothing was erased."


def questions_shown(asking: Sequence[Asking], asker: str) -> Shown:
    """Return somebody's questions, newest first, with a way to read the answers and to take a question back."""
    if not asking:
        return note(NONE_KEPT)
    newest = sorted(asking, key=lambda each: each.at, reverse=True)[:MOST]
    embed = discord.Embed(
        title="Your questions", description="\n\n".join(map(_line, newest)), colour=Colour.QUEUE
    )
    if len(asking) > MOST:
        embed.set_footer(text=f"The newest {MOST} of {len(asking)}. /my data has them all.")
    return Shown((embed,), tuple(_controls(newest, asker)))


def really_shown(asking: Asking, asker: str) -> Shown:
    """Ask whether a question is really to be taken back."""
    asked = Asked(asking.community, asker, asking.key)
    controls = (
        button("Yes, take it back", "mine-withdrawn", *asked.arguments, style=Style.danger),
        button("Keep it", "mine-keep", asker),
    )
    wording = short(plain(words.safe_line(asking.wording)), _WORDING)
    return note(f"**{wording}**", Colour.QUEUE, REALLY)._replace(controls=controls)


def forget_shown(asker: str) -> Shown:
    """Ask whether everything is to be erased."""
    erase = button("Erase it", "forget", asker, "yes", style=Style.danger)
    return note(FORGET)._replace(controls=(erase, button("Keep it", "forget", asker, "no")))


def _line(asking: Asking) -> str:
    told = " You will be told." if asking.waits and asking.status in _UNSETTLED else ""
    wording = short(plain(words.safe_line(asking.wording)), _WORDING)
    return f"**{wording}**\n{words.day(asking.at)}: {_STATUS[asking.status]}.{told}"


_UNSETTLED = frozenset({QuestionStatus.OPEN, QuestionStatus.MERGED})


def _controls(asking: Sequence[Asking], asker: str) -> list[Control]:
    answered = {f"{each.community}:{each.entry_id}": each for each in asking if each.entry_id is not None}
    open_ones = {f"{each.community}:{each.key}": each for each in asking if each.status in _UNSETTLED}
    offered = (("Read an answer", "mine-read", answered), ("Withdraw a question", "mine-withdraw", open_ones))
    return [
        select(hint, [(value, words.safe_line(each.wording)) for value, each in found.items()], name, asker)
        for hint, name, found in offered
        if found
    ]
