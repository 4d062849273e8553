"""What members say of an answer, and how they take it back: the handlers of its buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import rows, view
from bot.interactions import change, hold, say
from bot.members.asking import disclaimer
from bot.members.pressing import kept, own, place_of
from bot.members.solving import mark_solved, mark_unsolved
from bot.render.discord import answers, choosing
from knowledge import Origin

if TYPE_CHECKING:
    from bot.actions import Handler, Press
    from bot.asked import Asked
    from bot.render.discord.answers import Shown
    from knowledge import Question

THANKS = "Thank you, that helps. A moderator may take up your wording."
_JUDGING = ("yes", "no", "undo")


async def confirm(press: Press) -> None:
    """This answers it; the button that takes it back is there from now on."""
    await hold(press.interaction)
    asked = await own(press)
    await press.bot.kb.feedback.confirm(asked.community, asked.key)
    message = press.interaction.message
    if message is not None:
        judging = answers.judging_controls(asked, confirmed=True)
        await change(press.interaction, message.embeds, view(rows(judging, kept(message, *_JUDGING))))
    await say(press.interaction, answers.note(THANKS).embeds)
    await mark_solved(press.bot, press.interaction)


async def reject(press: Press) -> None:
    """Not my question: show what else it may be."""
    await hold(press.interaction)
    asked = await own(press)
    others = await press.bot.kb.feedback.reject(asked.community, asked.key)
    await show(press, choosing.others_shown(others, asked))


async def undo(press: Press) -> None:
    """Take back what was said of the answer, and show it again."""
    await hold(press.interaction)
    asked = await own(press)
    answered = await press.bot.kb.feedback.take_back(asked.community, asked.key)
    await show(press, answers.answered_shown(answered, asked, await disclaimer(press.bot, asked.community)))
    await mark_unsolved(press.bot, press.interaction)


async def pick(press: Press) -> None:
    """Show the answer of a question that was offered, by a button or from a select."""
    await hold(press.interaction)
    asked = await own(press)
    picked = press.values[0] if press.values else press.arguments[-1]
    answered = await press.bot.kb.pick(await question_of(press, asked), number([picked]))
    now = replace(asked, key=answered.key)
    await show(press, answers.answered_shown(answered, now, await disclaimer(press.bot, asked.community)))


async def question_of(press: Press, asked: Asked) -> Question:
    """Return the question that a press is about, for its asker to go on with.

    Raises:
        Forgotten: its words are not kept any more.
    """
    question = await press.bot.kb.feedback.asked(asked.community, asked.key, asked.asker)
    return replace(question, origin=Origin.DISCORD, place=place_of(press.interaction), waits=False)


async def show(press: Press, shown: Shown) -> None:
    """Let the message of a press show something else."""
    await change(press.interaction, shown.embeds, view(shown.controls))


HANDLERS: dict[str, Handler] = {"yes": confirm, "no": reject, "undo": undo, "pick": pick, "other": pick}
