"""What publishing an entry would change, before it is published, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render.discord import answers
from bot.render.discord.colours import Colour
from bot.render.discord.entries import entry_embed
from bot.render.discord.history import difference, sections
from bot.render.discord.text import plain
from bot.render.preview import compared_line
from bot.render.preview import sections as foreseen
from knowledge import EntryStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.preview import Section
    from knowledge import Entry, EntryText, Preview

_ROOM = 2_200  # characters of what would change; the answer's page stands above it
ANSWER_AT = 1  # the place of the answer among a preview's embeds
_UNPUBLISHED = "Nothing is published yet"
_PRIVATE = "Only you see this. Until you publish, your words are kept in the file above and nowhere else."
_MORE = "There is more, which does not fit here."


def preview_embeds(preview: Preview, page: int = 0) -> list[discord.Embed]:
    """Return that nothing is published yet, an entry as members will see it, and what publishing it would change."""
    above = discord.Embed(
        title=_UNPUBLISHED, description="This is what members will read:", colour=Colour.SUGGEST
    )
    below = guard_embed(preview).set_footer(text=_PRIVATE)
    return [above, answers.entry_embed(preview.entry, page=page), below]


def guard_embed(preview: Preview, title: str = "If you publish this") -> discord.Embed:
    """Return what would change, what is worrying first; quiet unless something is."""
    blocks, room = [], _ROOM
    for section in foreseen(preview):
        block = _block(section)
        if len(block) > room:
            blocks.append(_MORE)
            break
        blocks.append(block)
        room -= len(block)
    blocks.append(f"-# {compared_line(preview)}")
    colour = Colour.CARE if preview.worrying else Colour.NOTE
    return discord.Embed(title=title, description="\n\n".join(blocks), colour=colour)


def unreadable_embed(why: str) -> discord.Embed:
    """Say why what somebody wrote cannot be published as it is."""
    embed = discord.Embed(title="Not ready yet", description=plain(why), colour=Colour.CARE)
    embed.set_footer(text="Nothing is lost: Edit opens the form with your words.")
    return embed


def stale_embed(current: Entry, mine: EntryText) -> discord.Embed:
    """Show how somebody else's words, published meanwhile, differ from what was about to be published."""
    told = f"It is at revision {current.revision} now. Lines with - are published, those with + are yours."
    if current.status is EntryStatus.REMOVED:
        told = "It was removed, so members do not see it until somebody restores it. Lines with + are yours."
    changes = difference(sections(current.text), sections(mine))
    embed = discord.Embed(
        title=f"Somebody changed entry {current.id} while you were editing",
        description=f"{told}\n\n{changes}",
        colour=Colour.CARE,
    )
    embed.set_footer(text="Nothing of yours was published yet.")
    return embed


def done_embeds(told: str, entry: Entry) -> Sequence[discord.Embed]:
    """Say what was done to an entry, and show it."""
    return [discord.Embed(description=plain(told), colour=Colour.ANSWER), entry_embed(entry)]


def _block(section: Section) -> str:
    return "\n".join([f"**{plain(section.title)}**", *(_line(*line) for line in section.lines)])


def _line(line: str, remark: str) -> str:
    """Return a line, and its remark small and grey below it."""
    return f"\N{BULLET} {plain(line)}" + (f"\n-# {plain(remark)}" if remark else "")
