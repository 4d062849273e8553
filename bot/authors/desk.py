"""The author's desk: who may sit at it, and the one message on which a card gives way to the next."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import discord

from bot.authors.drafting import Written, has_draft
from bot.authors.offers import card_view, next_view
from bot.authors.order import following, place_of
from bot.authors.places import look_up
from bot.boards import board
from bot.checks import Right
from bot.errors import sentence
from bot.interactions import replace
from bot.render.discord import queue as render
from bot.render.discord.settled import settled
from knowledge import AlreadyDecided, QuestionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import Handler, Press
    from bot.client import Afterword
    from knowledge import OpenQuestion

_KEPT = "Your words are in the file."


async def author(bot: Afterword, interaction: discord.Interaction) -> discord.Member:
    """Return the member behind an interaction, who may review the queue here.

    Raises:
        InputRefused: they may not, or this is no server.
    """
    return await bot.member_with(Right.AUTHOR, interaction)


async def sits(press: Press) -> discord.Member:
    """Acknowledge a press that will change its own message, and return the author behind it."""
    await press.interaction.response.defer()
    return await author(press.bot, press.interaction)


def at_desk(handler: Handler) -> Handler:
    """Let a handler's card say so, kindly, where somebody else has settled its question meanwhile.

    What the author wrote is not lost with it: it stays on the message, as a file.
    """

    @wraps(handler)
    async def kindly(press: Press) -> None:
        try:
            await handler(press)
        except AlreadyDecided as error:
            told = f"{sentence(error)} Somebody was quicker; nothing was changed."
            words = press.fields.get("answer")
            file = [Written(press.fields.get("question", ""), words).file()] if words else None
            kept = file or has_draft(press.interaction.message)
            shown = settled("Settled meanwhile", told + (f" {_KEPT}" if kept else ""), well=False)
            await show(press, [shown], next_view(), file)

    return kindly


async def show(
    press: Press,
    embeds: Sequence[discord.Embed],
    view: discord.ui.View,
    files: Sequence[discord.File] | None = (),
) -> None:
    """Let the message that was pressed show something else, with these files; None leaves those that it has.

    Where it is gone, for the person has closed it, a new one is sent: what they wrote must not be lost with it.
    """
    interaction = press.interaction
    if not interaction.response.is_done():
        attached = discord.utils.MISSING if files is None else list(files)
        await interaction.response.edit_message(embeds=list(embeds), view=view, attachments=attached)
        return
    await replace(interaction, embeds, view, files)


async def open_question(press: Press, question_id: int) -> OpenQuestion:
    """Return a question of this server that is still open.

    Raises:
        AlreadyDecided, NotFound: it is settled, or there is none.
    """
    found = await press.bot.kb.review.get(community(press.interaction), question_id)
    if found.status is not QuestionStatus.OPEN:
        raise AlreadyDecided("question", question_id, found.status.value)
    return found


def community(interaction: discord.Interaction) -> str:
    """Return what the knowledge base calls this server."""
    return str(interaction.guild_id)


async def card(
    bot: Afterword, interaction: discord.Interaction, question: OpenQuestion, note: str = ""
) -> tuple[list[discord.Embed], discord.ui.View]:
    """Return a question's card and what can be done with it."""
    return await _card(bot, interaction, question, await bot.kb.review.queue(community(interaction)), note)


async def next_card(
    bot: Afterword, interaction: discord.Interaction, after: int | None = None, note: str = ""
) -> tuple[list[discord.Embed], discord.ui.View]:
    """Return the next question's card, or that there is none."""
    questions = await bot.kb.review.queue(community(interaction))
    question = following(questions, interaction.user.id, after)
    if question is None:
        return [render.nothing_waits()], board([])
    return await _card(bot, interaction, question, questions, note)


async def _card(
    bot: Afterword,
    interaction: discord.Interaction,
    question: OpenQuestion,
    questions: Sequence[OpenQuestion],
    note: str,
) -> tuple[list[discord.Embed], discord.ui.View]:
    places = await look_up(bot, interaction.guild_id or 0, question.places)
    shown = render.card(question, place_of(question, questions), note, gone=places.gone)
    return [shown], card_view(question, places.addresses, interaction.user.id)
