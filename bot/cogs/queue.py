"""Authors: /queue review, list, due and stats, and the way from card to card."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.actions import number
from bot.authors import answering, due, existing, settling
from bot.authors.desk import at_desk, author, card, community, next_card, open_question, show, sits
from bot.authors.offers import list_view
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
        for each in (answering, due, existing, settling):
            bot.actions.add(each.HANDLERS)
        bot.actions.add(HANDLERS)

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

    @app_commands.command(description="Go through the answers that are due for review, the oldest first")
    async def due(self, interaction: discord.Interaction) -> None:
        """Show the first answer, to the author alone."""
        await think(interaction)
        await author(self.bot, interaction)
        await say(interaction, *await due.next_due(self.bot, interaction))

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
    return [render.listing(questions, page)], list_view(questions, shown, page)


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


HANDLERS = {
    "queue-open": begin,
    "queue-list": turn,
    "queue-card": open_card,
    "queue-next": following,
}
