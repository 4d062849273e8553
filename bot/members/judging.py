"""What members do with an answer, a did-you-mean or a waiting question: the handlers of their buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.actions import number
from bot.controls import view
from bot.errors import InputRefused
from bot.interactions import change, hold, say, think
from bot.members.pressing import arguments, chosen, own, place_of, require_here, require_own, stands_there
from bot.members.solving import mark_solved
from bot.render.discord import answers
from bot.render.words import NOT_WATCHED
from knowledge import EntryStatus, NotFound, Origin

if TYPE_CHECKING:
    from bot.actions import Handler, Press
    from bot.asked import Asked
    from bot.controls import Control
    from bot.render.discord.answers import Shown
    from knowledge import Entry, Question

THANKS = "Thank you, that helps. A moderator may take up your wording."
WITHDRAWN = "Your question is withdrawn. Ask me again whenever you like."
TELL = (
    "I will tell you as soon as there is an answer: in a direct message, or right here if yours are closed."
)
TELL_PRIVATELY = (
    "I will tell you in a direct message as soon as there is an answer; please keep yours open for me."
)
SETTLED = "That question is not waiting any more. /my questions shows what became of it."


async def confirm(press: Press) -> None:
    """This answers it."""
    await hold(press.interaction)
    asked = await own(press)
    await press.bot.kb.feedback.confirm(asked.community, asked.key)
    await _without(press, "yes")
    await say(press.interaction, answers.note(THANKS).embeds)
    await mark_solved(press.bot, press.interaction)


async def reject(press: Press) -> None:
    """Not my question: show what else it may be."""
    await hold(press.interaction)
    asked = await own(press)
    others = await press.bot.kb.feedback.reject(asked.community, asked.key)
    await _show(press, answers.others_shown(others, asked))


async def pick(press: Press) -> None:
    """Show the answer of a question that was offered, by a button or from a select."""
    await hold(press.interaction)
    asked = await own(press)
    picked = press.values[0] if press.values else press.arguments[-1]
    question = await _question(press, asked)
    answered = await press.bot.kb.pick(question, number([picked]))
    disclaimer = (await press.bot.choices(int(asked.community))).disclaimer
    await _show(press, answers.answered_shown(answered, replace(asked, key=answered.key), disclaimer))


async def ask_author(press: Press) -> None:
    """None of these: put the question to the author."""
    await hold(press.interaction)
    asked = await own(press)
    queued = await press.bot.kb.none_of_these(await _question(press, asked))
    await _show(press, answers.queued_shown(queued, replace(asked, key=f"{root(asked.key)}#none")))


async def wait(press: Press) -> None:
    """Tell me when it is answered."""
    await hold(press.interaction)
    asked, place = await own(press), place_of(press.interaction)
    if not await press.bot.kb.askers.wait(asked.community, asked.key, asked.asker, place):
        raise InputRefused(SETTLED)
    await _show(
        press, answers.waiting_shown(TELL if place else TELL_PRIVATELY, NOT_WATCHED, asked, waits=True)
    )


async def withdraw(press: Press) -> None:
    """Take the question back."""
    await hold(press.interaction)
    asked = await own(press)
    if not await press.bot.kb.askers.withdraw(asked.community, asked.key, asked.asker):
        raise InputRefused(SETTLED)
    await _show(press, answers.note(WITHDRAWN))


async def turn(press: Press) -> None:
    """Show another page: in place for the asker, privately for anybody else who reads along."""
    asker, community, entry_id, page = arguments(press, 4)
    if not stands_there(press.interaction) or asker != str(press.interaction.user.id):
        await _turn_privately(press, community, entry_id, number([page]))
        return
    await hold(press.interaction)
    await require_own(press, asker, community)
    entry = await published(press, community, entry_id)
    message = press.interaction.message
    if message is None or not message.embeds:
        return
    embed = message.embeds[-1].copy()  # news of an answer stand above it
    embed.description = answers.answer_page(entry, number([page]))
    controls = (*answers.page_controls(entry, asker, community, number([page])), *kept(message, "page"))
    await change(press.interaction, [*message.embeds[:-1], embed], view(controls))


async def _turn_privately(press: Press, community: str, entry_id: str, page: int) -> None:
    await think(press.interaction)
    await require_here(press, community)
    entry = await published(press, community, entry_id)
    shown = answers.entry_shown(entry, str(press.interaction.user.id), page)
    await say(press.interaction, shown.embeds, view(shown.controls))


async def read(press: Press) -> None:
    """Show an answer that was chosen from a list, only to be read."""
    await think(press.interaction)
    asker, community = arguments(press, 2)
    await require_own(press, asker, community)
    entry = await published(press, community, chosen(press))
    shown = answers.entry_shown(entry, asker)
    await say(press.interaction, shown.embeds, view(shown.controls))


HANDLERS: dict[str, Handler] = {
    "yes": confirm,
    "no": reject,
    "pick": pick,
    "other": pick,
    "none": ask_author,
    "tell": wait,
    "withdraw": withdraw,
    "page": turn,
    "read": read,
}


def root(key: str) -> str:
    """Return the event that a key goes back to, without what was picked or turned down after it."""
    return key.partition("#")[0]


async def _question(press: Press, asked: Asked) -> Question:
    question = await press.bot.kb.feedback.asked(asked.community, asked.key, asked.asker)
    return replace(question, origin=Origin.DISCORD, place=place_of(press.interaction), waits=False)


async def published(press: Press, community: str, entry_id: str) -> Entry:
    """Return an entry that members can be shown.

    Raises:
        NotFound, InputRefused: there is none with that number.
    """
    entry = await press.bot.kb.curation.get(community, number([entry_id]))
    if entry.status is not EntryStatus.PUBLISHED:
        raise NotFound("entry", entry.id)
    return entry


async def _show(press: Press, shown: Shown) -> None:
    await change(press.interaction, shown.embeds, view(shown.controls))


async def _without(press: Press, name: str) -> None:
    """Take one kind of button away from the message."""
    message = press.interaction.message
    if message is not None:
        await change(press.interaction, message.embeds, view(kept(message, name)))


def kept(message: discord.Message, name: str) -> list[Control]:
    """Return the components of a message but for those that do `name`."""
    found: list[Control] = []
    for item in discord.ui.View.from_message(message).children:
        if isinstance(item, discord.ui.Button | discord.ui.Select):
            item.row = None
            if not (item.custom_id or "").startswith(f"aw:{name}:"):
                found.append(item)
    return found
