"""Who manages the server sets the bot up: /setup, its pages and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.checks import Right, require
from bot.choices import Choices
from bot.errors import InputRefused
from bot.interactions import say, think
from bot.render.discord import setup as render
from bot.render.discord.chosen import changed
from bot.render.discord.state import Place, State, Use
from bot.setup import forms, pages, picking
from bot.setup.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.actions import Press
    from bot.client import Afterword


class Admin(commands.Cog):
    """What people do who manage a server."""

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
        bot.actions.add(HANDLERS)

    @app_commands.command(description="See how I work here, and change it")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction) -> None:
        """Show what was chosen, to this person alone."""
        await think(interaction)
        guild = await _manages(self.bot, interaction)
        await say(interaction, *await _page(self.bot, guild, Page.OVERVIEW))


async def _manages(bot: Afterword, interaction: discord.Interaction) -> discord.Guild:
    """Return the server that the person behind an interaction may manage.

    Raises:
        InputRefused: they may not, or this is no server that the bot is in.
    """
    require(Right.SET_UP, interaction, Choices())
    guild = bot.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise InputRefused("I do not see this server just now; please try again in a moment.")
    return guild


async def _state(bot: Afterword, guild: discord.Guild) -> State:
    """Return what was chosen for a server and how it stands with the bot's permissions there."""
    choices = await bot.choices(guild.id)
    roles = (*choices.moderator_roles, *choices.author_roles)
    return State(
        choices,
        await bot.kb.curation.strictness(str(guild.id)),
        bot.kb.policy,
        tuple(_places(guild, choices)),
        sum(guild.get_role(each) is None for each in roles),
        bot.settings.message_content,
        await bot.kb.signs(str(guild.id)),
    )


def _places(guild: discord.Guild, choices: Choices) -> Iterator[Place]:
    author = (choices.author_channel,) if choices.author_channel else ()
    chosen: Iterable[tuple[Use, tuple[int, ...]]] = (
        (Use.WATCHED, choices.watched_channels),
        (Use.FORUM, choices.forum_channels),
        (Use.AUTHOR, author),
    )
    for use, ids in chosen:
        for each in ids:
            channel = guild.get_channel(each)
            yield Place(each, use, channel.permissions_for(guild.me) if channel else None)


async def _page(
    bot: Afterword, guild: discord.Guild, page: Page, note: str = ""
) -> tuple[list[discord.Embed], discord.ui.View]:
    """Return a page of /setup as it stands now."""
    state = await _state(bot, guild)
    view = pages.view_of(page, state.choices, state.chosen, bot.kb.policy)
    if page is Page.OVERVIEW:
        return [render.overview(state, guild.name, note)], view
    return [render.page_embed(page, state, note)], view


async def turn(press: Press) -> None:
    """Show another page."""
    await press.interaction.response.defer()
    guild = await _manages(press.bot, press.interaction)
    await _show(press, guild, _page_named(press))


async def pick(press: Press) -> None:
    """Keep what was picked from a select, and say what changed."""
    await press.interaction.response.defer()
    guild = await _manages(press.bot, press.interaction)
    page, name = _page_named(press), press.arguments[1] if len(press.arguments) > 1 else ""
    before = await _state(press.bot, guild)
    editor = str(press.interaction.user.id)
    if name == "strictness":
        chosen = picking.strictness_from(press.values)
        await press.bot.kb.curation.set_strictness(str(guild.id), chosen, editor)
    else:
        changes = picking.from_pick(name, press.values, guild)
        await press.bot.kb.choices.put(str(guild.id), changes, editor)
    after = await _state(press.bot, guild)
    await _show(press, guild, page, changed(name, before, after))


async def fill_in(press: Press) -> None:
    """Open a form for what is written."""
    await _manages(press.bot, press.interaction)
    name = press.arguments[0] if press.arguments else ""
    choices = await press.bot.choices(press.interaction.guild_id or 0)
    await press.interaction.response.send_modal(forms.form_of(name, choices))


async def sent(press: Press) -> None:
    """Keep what was written into a form, and say what changed."""
    await press.interaction.response.defer()
    guild = await _manages(press.bot, press.interaction)
    name = press.arguments[0] if press.arguments else ""
    await _keep(press, guild, name, forms.from_form(name, press.fields))


async def take_back(press: Press) -> None:
    """Go back to the default of what a form asks for, and say what changed."""
    await press.interaction.response.defer()
    guild = await _manages(press.bot, press.interaction)
    name = press.arguments[0] if press.arguments else ""
    await _keep(press, guild, name, forms.from_form(name, {}))


async def _keep(press: Press, guild: discord.Guild, form: str, changes: Mapping[str, Any]) -> None:
    before = await _state(press.bot, guild)
    await press.bot.kb.choices.put(str(guild.id), changes, str(press.interaction.user.id))
    after = await _state(press.bot, guild)
    page = Page.CARE if form == "disclaimer" else Page.SIGNPOSTS
    await _show(press, guild, page, " ".join(changed(each, before, after) for each in changes))


def _page_named(press: Press) -> Page:
    named = press.arguments[0] if press.arguments else ""
    return Page(named) if named in set(Page) else Page.OVERVIEW


async def _show(press: Press, guild: discord.Guild, page: Page, note: str = "") -> None:
    embeds, view = await _page(press.bot, guild, page, note)
    await press.interaction.edit_original_response(embeds=embeds, view=view)


HANDLERS = {
    "setup-page": turn,
    "setup-set": pick,
    "setup-form": fill_in,
    "setup-sent": sent,
    "setup-default": take_back,
}
