"""What waits for a moderator: drafts of imports, what members said of answers, and what is blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.entries import answer_page, answer_pages
from bot.render.discord.history import editor_name
from bot.render.discord.text import FIELD, TITLE, plain, short
from knowledge import Authorship, EntryStatus, ProposalKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Block, Draft, Proposal

BLOCKS = 10  # blocks on a page
_BRIEF = 450


def draft_embed(draft: Draft, place: str, page: int = 0) -> discord.Embed:
    """Return a page of a draft, with what is known of its authorship in sight."""
    content = draft.content
    shown = answer_pages(content.text)
    embed = discord.Embed(
        title=_cut(content.text.question, TITLE), description=answer_page(shown, page), colour=Colour.SUGGEST
    )
    embed.set_author(name=f"Draft {draft.id} ({place})")
    if content.text.context:
        embed.add_field(name="Context", value=_cut(content.text.context, _BRIEF), inline=False)
    embed.add_field(name="Source", value=_cut(words.source_line(content.text.source), _BRIEF), inline=False)
    sure = "stated" if content.authorship is Authorship.STATED else "inferred, please check"
    embed.add_field(name=f"Authorship: {sure}", value=_cut(content.hint, _BRIEF), inline=False)
    if draft.conflict:
        told = "A curator has changed this entry since; approving replaces those words."
        embed.add_field(name=f"Entry {draft.entry_id} was edited", value=told, inline=False)
    elif draft.entry_id is not None:
        embed.add_field(name="It exists", value=f"Approving changes entry {draft.entry_id}.", inline=False)
    return embed


def proposal_embed(proposal: Proposal, place: str) -> discord.Embed:
    """Return what members said of a wording and an entry, and what accepting it would do."""
    blocking = proposal.kind is ProposalKind.BLOCK
    accepting = (
        "Blocked, that entry never answers it again, however it is put."
        if blocking
        else "Added, it is one more wording of that entry, answered at once from then on."
    )
    embed = discord.Embed(
        title="Not the question?" if blocking else "One more wording?",
        description=f"{words.said_so(proposal)}\n-# {accepting}",
        colour=Colour.CARE if blocking else Colour.SUGGEST,
    )
    entry = proposal.entry
    embed.add_field(name="Asked", value=_cut(proposal.wording), inline=False)
    embed.add_field(name=f"Answered with entry {entry.id}", value=_cut(entry.question), inline=False)
    embed.set_footer(text=place)
    return embed


def blocks_embed(blocks: Sequence[Block], page: int = 0) -> discord.Embed:
    """Return a page of what must not be answered with what."""
    embed = discord.Embed(title="What is blocked", colour=Colour.NOTE)
    if not blocks:
        embed.description = "Nothing is blocked."
        return embed
    for block in blocks[page * BLOCKS : (page + 1) * BLOCKS]:
        removed = " (removed)" if block.entry.status is EntryStatus.REMOVED else ""
        never = f"Never with entry {block.entry.id}{removed}: {_cut(block.entry.question, 160)}"
        when = f"since {words.day(block.at)}, by {editor_name(block.editor)}"
        embed.add_field(
            name=f"{block.id}  {_cut(words.quoted(block.wording), 160)}",
            value=f"{never}\n{when}",
            inline=False,
        )
    count = -(-len(blocks) // BLOCKS)
    embed.set_footer(text=f"{len(blocks):,} blocked" + (f", page {page + 1} of {count}" if count > 1 else ""))
    return embed


def _cut(text: str, limit: int = FIELD) -> str:
    """Return text from outside on one line, within a limit, with an end that shows where it goes on."""
    return short(plain(words.safe_line(text)), limit)
