"""Questions that wait for the author: the handlers of the buttons that put them there and take them back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.controls import view
from bot.errors import InputRefused
from bot.interactions import change, hold
from bot.members.asking import shown_of
from bot.members.judging import question_of, show
from bot.members.pressing import own, place_of
from bot.render.discord import answers, waiting

if TYPE_CHECKING:
    from bot.actions import Handler, Press
    from bot.asked import Asked
    from bot.controls import Control

WITHDRAWN = "Your question is withdrawn. Ask me again whenever you like."
SETTLED = "That question is not waiting any more. /my questions shows what became of it."


async def ask_author(press: Press) -> None:
    """None of these: put the question to the author."""
    await hold(press.interaction)
    asked = await own(press)
    question = await question_of(press, asked)
    queued = await press.bot.kb.none_of_these(question)
    declined = replace(asked, key=f"{question.key}#none")
    await show(press, waiting.queued_shown(queued, declined, here=bool(question.place), back=True))


async def back(press: Press) -> None:
    """Some of these after all: take the question from the author's list, and show again what was found."""
    await hold(press.interaction)
    asked = await own(press)
    question = await question_of(press, asked)
    if not await press.bot.kb.askers.reconsider(asked.community, asked.key, asked.asker):
        raise InputRefused(SETTLED)
    outcome = await press.bot.kb.ask(question)
    await show(press, await shown_of(press.bot, outcome, question))


async def wait(press: Press) -> None:
    """Tell me when it is answered."""
    await hold(press.interaction)
    asked, place = await own(press), place_of(press.interaction)
    if not await press.bot.kb.askers.wait(asked.community, asked.key, asked.asker, place):
        raise InputRefused(SETTLED)
    state = _state(press)
    await show(press, waiting.promised_shown(asked, replace(state, here=state.here or bool(place))))


async def withdraw(press: Press) -> None:
    """Ask whether the question is really to be taken back: its words would be erased."""
    await hold(press.interaction)
    asked = await own(press)
    await _head(press, waiting.REALLY, waiting.really_controls(asked, _state(press)))


async def keep(press: Press) -> None:
    """Let the question wait as before."""
    await hold(press.interaction)
    asked = await own(press)
    state = _state(press)
    await _head(press, state.head, waiting.waiting_controls(asked, state))


async def withdrawn(press: Press) -> None:
    """Take the question back."""
    await hold(press.interaction)
    asked = await own(press)
    await take_back(press, asked)
    await show(press, answers.note(WITHDRAWN))


async def _head(press: Press, title: str, controls: tuple[Control, ...]) -> None:
    """Let the card of a question have another title and other buttons."""
    message = press.interaction.message
    if message is None or not message.embeds:
        return
    embed = message.embeds[0].copy()
    embed.title = title
    await change(press.interaction, [embed], view(controls))


def _state(press: Press) -> waiting.State:
    return waiting.State.of(press.arguments[3:])


async def take_back(press: Press, asked: Asked) -> None:
    """Take a question from the author's list, and its words with it.

    Raises:
        InputRefused: it is not waiting any more.
        Forgotten: it is not known, or not as this person's.
    """
    if not await press.bot.kb.askers.withdraw(asked.community, asked.key, asked.asker):
        raise InputRefused(SETTLED)


HANDLERS: dict[str, Handler] = {
    "none": ask_author,
    "back": back,
    "tell": wait,
    "withdraw": withdraw,
    "keep": keep,
    "withdrawn": withdrawn,
}
