"""Moderators keep the answers: /faq and what belongs to it. Each handler receives; `bot.curating` decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.curating import blocks, changing, drafts, importing, looking, message, proposals
from bot.curating.desk import at_command, curator, show
from bot.curating.form import to_fields
from bot.curating.goals import NEW, Goal, form_for
from bot.curating.publishing import Publishing
from bot.errors import InputRefused
from knowledge import EntryStatus, KnowledgeError

if TYPE_CHECKING:
    from bot.client import Afterword

Interaction: TypeAlias = "discord.Interaction[Afterword]"
Words = app_commands.Range[str, 1, 1_000]
_MODERATORS = discord.Permissions(manage_messages=True)  # a hint to Discord; the handlers check


async def _published(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return await _offered(interaction, typed, EntryStatus.PUBLISHED)


async def _removed(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return await _offered(interaction, typed, EntryStatus.REMOVED)


async def _any(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return await _offered(interaction, typed, None)


async def _offered(
    interaction: Interaction, typed: str, status: EntryStatus | None
) -> list[app_commands.Choice[str]]:
    """Offer this server's entries to its moderators, and nothing to others."""
    try:
        who = await curator(interaction.client, interaction)
        found = await looking.offered(who.kb, who.community, typed, status)
    except (InputRefused, KnowledgeError):
        return []
    return [app_commands.Choice(name=name, value=value) for name, value in found]


class Faq(commands.Cog):
    """What moderators do with the answers."""

    faq = app_commands.Group(
        name="faq",
        description="Keep the answers: add, change, import and review them",
        default_permissions=_MODERATORS,
        guild_only=True,
    )

    def __init__(self, bot: Afterword) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name="Save as answer", callback=self.save_as_answer)
        self._menu.default_permissions = _MODERATORS
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        """Register the buttons and forms, and the entry of the Apps menu."""
        for handlers in (
            Publishing().handlers(),
            changing.Changing().handlers(),
            looking.handlers(),
            drafts.handlers(),
            importing.handlers(),
            proposals.handlers(),
            blocks.handlers(),
        ):
            self.bot.actions.add(handlers)
        self.bot.tree.add_command(self._menu)

    @faq.command(name="show", description="Everything about one entry")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_any)
    async def show_entry(self, interaction: Interaction, entry: str) -> None:
        """Show an entry."""
        who = await at_command(self.bot, interaction)
        await show(interaction, looking.entry_screen(await looking.named(who, entry)))

    @faq.command(name="search", description="Entries with certain words")
    @app_commands.describe(words="All of these must be in the entry")
    async def search(self, interaction: Interaction, words: Words) -> None:
        """List the entries that hold every word."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await looking.search_screen(who, words))

    @faq.command(name="list", description="All entries with their numbers")
    async def list_entries(self, interaction: Interaction) -> None:
        """List the published entries."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await looking.list_screen(who))

    @faq.command(name="history", description="Who changed what in an entry, and when")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_any)
    async def history(self, interaction: Interaction, entry: str) -> None:
        """Show an entry's latest revision, with the way to the older ones."""
        who = await at_command(self.bot, interaction)
        found = await looking.named(who, entry)
        await show(interaction, await looking.history_screen(who, found.id))

    @faq.command(name="test", description="What I would answer to a question, and why; nothing is recorded")
    @app_commands.describe(question="As a member would ask it")
    async def test(self, interaction: Interaction, question: Words) -> None:
        """Show how a question would be matched."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await looking.test_screen(who, question))

    @faq.command(name="add", description="Write a new answer, and see first what it would change")
    async def add(self, interaction: Interaction) -> None:
        """Open an empty form."""
        await curator(self.bot, interaction)
        await interaction.response.send_modal(form_for(Goal(), to_fields(NEW)))

    @faq.command(name="edit", description="Change an entry, and see first what that would change")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_any)
    async def edit(self, interaction: Interaction, entry: str) -> None:
        """Open the form of an entry."""
        who = await curator(self.bot, interaction)
        await interaction.response.send_modal(changing.edit_form(await looking.named(who, entry)))

    @faq.command(name="remove", description="Take an entry away from members; it can be brought back")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_published)
    async def remove(self, interaction: Interaction, entry: str) -> None:
        """Ask whether an entry is to be taken away."""
        who = await at_command(self.bot, interaction)
        await show(interaction, changing.removal_screen(await looking.named(who, entry)))

    @faq.command(name="restore", description="Bring a removed entry back")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_removed)
    async def restore(self, interaction: Interaction, entry: str) -> None:
        """Publish a removed entry again."""
        who = await at_command(self.bot, interaction)
        found = await looking.named(who, entry)
        await show(interaction, await changing.restored(who, found.id))

    @faq.command(name="undo", description="Take back the last change of an entry")
    @app_commands.describe(entry="Type its number or some of its words")
    @app_commands.autocomplete(entry=_any)
    async def undo(self, interaction: Interaction, entry: str) -> None:
        """Take back an entry's last change."""
        who = await at_command(self.bot, interaction)
        found = await looking.named(who, entry)
        await show(interaction, await changing.undone(who, found.id))

    @faq.command(
        name="import", description="Read a post with its comments; its answers become drafts to review"
    )
    @app_commands.describe(
        file="A post with its comments, as text or Markdown",
        author="Whose words are answers, where the file does not say",
        link="Where the post stands, where the file does not say",
        publish="Publish at once, without a review (default: no)",
    )
    async def import_file(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        author: Words | None = None,
        link: Words | None = None,
        *,
        publish: bool = False,
    ) -> None:
        """Import a document."""
        who = await at_command(self.bot, interaction)
        screen = await importing.imported(who, interaction, file, author=author, link=link, publish=publish)
        await show(interaction, screen)

    @faq.command(name="export", description="Everything that moderators and authors made here, as a file")
    async def export(self, interaction: Interaction) -> None:
        """Give the community's knowledge as JSON."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await importing.exported(who, interaction))

    @faq.command(name="drafts", description="Review what imports yielded, one at a time")
    async def review_drafts(self, interaction: Interaction) -> None:
        """Show the first draft that waits."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await drafts.drafts_screen(who))

    @faq.command(name="proposals", description="Review what members said of answers")
    async def review_proposals(self, interaction: Interaction) -> None:
        """Show the first proposal that waits."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await proposals.proposals_screen(who))

    @faq.command(name="blocks", description="What must not be answered with which entry")
    async def list_blocks(self, interaction: Interaction) -> None:
        """Show the blocks, with a select to lift one."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await blocks.blocks_screen(who))

    @faq.command(name="block", description="Never answer a question with an entry, however it is put")
    @app_commands.describe(entry="Type its number or some of its words", question="What it does not answer")
    @app_commands.autocomplete(entry=_any)
    async def block(self, interaction: Interaction, entry: str, question: Words) -> None:
        """Keep an entry from answering a question."""
        who = await at_command(self.bot, interaction)
        await show(interaction, await blocks.blocked(who, await looking.named(who, entry), question))

    async def save_as_answer(self, interaction: Interaction, said: discord.Message) -> None:
        """Open the form for a new answer with an author's message."""
        await interaction.response.send_modal(await message.captured(self.bot, interaction, said))
