"""Authors: /queue review, list and stats, and the buttons of the cards."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.actions import number
from bot.authors import answering, reviewing
from bot.authors.desk import at_desk, author, card, community, next_card, open_question, show, sits
from bot.interactions import say, think
from bot.render.discord import queue as render

if TYPE_CHECKING:
    from bot.actions import Press
    from bot.client import Afterword
    from knowledge import Stats


@app_commands.guild_only()
class Queue(
    commands.GroupCog, group_name="queue", group_description="The questions that wait for the author"
):
    """What authors do."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
        bot.actions.add({**answering.HANDLERS, **HANDLERS})

    @app_commands.command(description="Go through the open questions, most asked first")
    async def review(self, interaction: discord.Interaction) -> None:
        """Show the first card, to the author alone."""
        await think(interaction)
        await author(self.bot, interaction)
        await say(interaction, *await next_card(self.bot, interaction))

    @app_commands.command(name="list", description="See all open questions")
    async def listed(self, interaction: discord.Interaction) -> None:
        """Show the first page of the list."""
        await think(interaction)
        await author(self.bot, interaction)
        await say(interaction, *await _page(self.bot, interaction, 0))

    @app_commands.command(description="See how many questions were asked, answered, and wait, as a picture")
    async def stats(self, interaction: discord.Interaction) -> None:
        """Show the last weeks."""
        await think(interaction)
        await author(self.bot, interaction)
        stats = await self.bot.kb.review.stats(community(interaction))
        drawn, told = await asyncio.to_thread(_drawn, stats)
        file = discord.File(BytesIO(drawn), render.PICTURE, description=told)
        await say(interaction, [render.stats_embed(stats)], files=[file])


def _drawn(stats: Stats) -> tuple[bytes, str]:
    """Return the picture, and what it shows in words."""
    from bot.render import weeks  # noqa: PLC0415  matplotlib makes a start longer, and few starts lead to a picture

    return weeks.picture(stats), weeks.alternative(stats)


async def _page(
    bot: Afterword, interaction: discord.Interaction, page: int
) -> tuple[list[discord.Embed], discord.ui.View]:
    """Return a page of the list, the last one where there are not so many."""
    questions = await bot.kb.review.queue(community(interaction))
    page = min(page, render.page_count(len(questions)) - 1)
    shown = questions[page * render.PAGE : (page + 1) * render.PAGE]
    return [render.listing(questions, page)], reviewing.list_view(questions, shown, page)


async def turn(press: Press) -> None:
    """Turn the list to another page."""
    await sits(press)
    await show(press, *await _page(press.bot, press.interaction, number(press.arguments)))


async def begin(press: Press) -> None:
    """Open the review from a message that others see too, such as the digest."""
    await think(press.interaction)
    await author(press.bot, press.interaction)
    await say(press.interaction, *await next_card(press.bot, press.interaction))


@at_desk
async def open_card(press: Press) -> None:
    """Show the card of a question that was named, or picked from a list."""
    await sits(press)
    question = await open_question(press, number(press.values or press.arguments))
    await show(press, *await card(press.bot, press.interaction, question))


async def following(press: Press) -> None:
    """Show the next card."""
    await sits(press)
    await show(press, *await next_card(press.bot, press.interaction, number(press.arguments)))


@at_desk
async def claim(press: Press) -> None:
    """Note that this author means to answer the question."""
    member = await sits(press)
    here, who = community(press.interaction), str(member.id)
    question = await press.bot.kb.review.claim(here, number(press.arguments), who)
    note = "Yours for a week: others see that you are at it."
    if question.claimed_by != who:
        note = "Somebody else has claimed it; you can answer it all the same."
    await show(press, *await card(press.bot, press.interaction, question, note))


@at_desk
async def release(press: Press) -> None:
    """Take a claim back, one's own."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    note = "It is not yours to release."
    if question.claimed_by in {"", str(member.id)}:
        question = await press.bot.kb.review.release(question.community, question.id, str(member.id))
        note = "Released."
    await show(press, *await card(press.bot, press.interaction, question, note))


@at_desk
async def later(press: Press) -> None:
    """Put the question at the end of the queue and show the next."""
    member = await sits(press)
    question_id = number(press.arguments)
    await press.bot.kb.review.later(community(press.interaction), question_id, member.display_name)
    note = f"Question {question_id} was put at the end of the list."
    await show(press, *await next_card(press.bot, press.interaction, question_id, note))


@at_desk
async def dismiss(press: Press) -> None:
    """Ask why the question gets no answer."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    await press.interaction.response.send_modal(reviewing.dismiss_form(question.id))


@at_desk
async def closed(press: Press) -> None:
    """Close the question with the reason that was given."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    reason = press.fields.get("reason", "")
    await press.bot.kb.review.dismiss(community(press.interaction), question.id, reason, member.display_name)
    await show(press, [render.dismissed(question, reason)], reviewing.next_view())


@at_desk
async def merge(press: Press) -> None:
    """Offer the other open questions."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    every = await press.bot.kb.review.queue(community(press.interaction))
    others = [each for each in every if each.id != question.id]
    if not others:
        note = "There is no other open question to merge it with."
        await show(press, *await card(press.bot, press.interaction, question, note))
        return
    await show(press, [render.merging(question)], reviewing.merge_view(question, others))


@at_desk
async def into(press: Press) -> None:
    """Merge the question into the one that was picked."""
    member = await sits(press)
    merged = await press.bot.kb.review.merge(
        community(press.interaction), number(press.arguments), number(press.values), member.display_name
    )
    await show(press, [render.merged(merged)], reviewing.next_view())


HANDLERS = {
    "queue-open": begin,
    "queue-list": turn,
    "queue-card": open_card,
    "queue-next": following,
    "queue-claim": claim,
    "queue-release": release,
    "queue-later": later,
    "queue-dismiss": dismiss,
    "queue-closed": closed,
    "queue-merge": merge,
    "queue-into": into,
}
