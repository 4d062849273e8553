"""A question that waits for the author: who is told, when and where, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import discord

from bot.controls import Style, button
from bot.render import words
from bot.render.discord.answers import Shown
from bot.render.discord.colours import Colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asked import Asked
    from bot.controls import Control
    from knowledge import Queued

WAITING, PROMISED = "Waiting for the author", "I will tell you"
REALLY = "Take your question back?"
_WHERE = {
    True: "I write you a direct message then, or mention you here (only you) if yours are closed.",
    False: "I write you a direct message then. If yours are closed, /my questions shows it.",
}
_PROMISE = {
    True: "As soon as there is an answer, I write you a direct message. If yours are closed, I mention you here, and"
    " nobody else.",
    False: "As soon as there is an answer, I write you a direct message. Please keep yours open for me;"
    " /my questions shows the answer too.",
}


@dataclass(frozen=True, slots=True)
class State:
    """How somebody's question waits; the buttons carry it, to come back to it.

    They are to be told (`waits`), can be mentioned where they asked (`here`), and came by *None of these* (`back`).
    """

    waits: bool = False
    here: bool = False
    back: bool = False

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Self:
        """Read what stands behind the question in a custom_id; nothing of it decides more than wording."""
        flags = arguments[0] if arguments else ""
        return cls("w" in flags, "h" in flags, "b" in flags)

    def __str__(self) -> str:
        """Return what goes into a custom_id."""
        return "w" * self.waits + "h" * self.here + "b" * self.back

    @property
    def head(self) -> str:
        """The title of its card."""
        return PROMISED if self.waits else WAITING


def queued_shown(queued: Queued, asked: Asked, *, here: bool, back: bool = False) -> Shown:
    """Say that a question waits for the author, and offer to tell its asker or to take it back."""
    news, _, caution = words.queued_lines(queued)
    told = f"{news} {words.others_ask(queued)}".rstrip() + f"\n\n**Shall I tell you?** {_WHERE[here]}"
    return _card(told, caution, asked, State(here=here, back=back))


def promised_shown(asked: Asked, state: State) -> Shown:
    """Say that somebody will be told, when, and where."""
    return _card(_PROMISE[state.here], words.NOT_WATCHED, asked, replace(state, waits=True))


def waiting_controls(asked: Asked, state: State) -> tuple[Control, ...]:
    """Return what can be done about a question that waits."""
    tell = button("Tell me when it is answered", "tell", *asked.arguments, state, style=Style.primary)
    withdraw = button("Withdraw", "withdraw", *asked.arguments, state)
    undo = button("Back", "back", *asked.arguments)
    return (*(() if state.waits else (tell,)), withdraw, *((undo,) if state.back else ()))


def really_controls(asked: Asked, state: State) -> tuple[Control, ...]:
    """Return the two ways on from `REALLY`."""
    return (
        button("Yes, take it back", "withdrawn", *asked.arguments, style=Style.danger),
        button("Keep it", "keep", *asked.arguments, state),
    )


def _card(told: str, caution: str, asked: Asked, state: State) -> Shown:
    colour = Colour.ANSWER if state.waits else Colour.QUEUE
    embed = discord.Embed(title=state.head, description=told, colour=colour).set_footer(text=caution)
    return Shown((embed,), waiting_controls(asked, state))
