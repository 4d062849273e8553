"""Close the open questions that a published entry answers; whoever asked is told by the bot's own round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating.desk import Screen, at_press, note, show
from bot.interactions import said_here
from bot.render.discord.colours import Colour
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.actions import Press
    from bot.controls import Control
    from knowledge import Entry

_NAME = "faq-close"
_SHOWN = 5  # lines about what became of them
_ROOM = 70  # characters of question numbers in a custom_id, which takes 100


def closing_button(entry: Entry, questions: Iterable[int]) -> list[Control]:
    """Return a button that closes open questions with an entry: as many as it can name, none for none."""
    named = ""
    for question_id in questions:
        longer = f"{named}.{question_id}" if named else str(question_id)
        if len(longer) > _ROOM:
            break
        named = longer
    if not named:
        return []
    count = named.count(".") + 1
    label = "Close the open question" if count == 1 else f"Close {count} open questions"
    return [button(label, _NAME, entry.id, named, style=Style.success)]


async def close(press: Press) -> None:
    """Close the open questions named, with the entry named, and say what became of each."""
    who, entry_id, questions = await at_press(press), number(press.arguments), _questions(press)
    closed, told = 0, []
    for question_id in questions:
        try:
            await who.kb.review.use_entry(who.community, question_id, entry_id, who.editor)
        except KnowledgeError as error:
            told.append(said_here(error))
        else:
            closed += 1
    those = "1 open question is" if closed == 1 else f"{closed} open questions are"
    told.insert(0, f"{those} closed with entry {entry_id}; whoever asked will be told.")
    await show(
        press.interaction,
        Screen([note(line, Colour.ANSWER if closed else Colour.NOTE) for line in told[:_SHOWN]]),
    )


def _questions(press: Press) -> list[int]:
    return [number([each]) for each in "".join(press.arguments[1:2]).split(".")]
