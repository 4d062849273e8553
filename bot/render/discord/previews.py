"""What publishing an entry would change, before it is published, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord import answers
from bot.render.discord.colours import Colour
from bot.render.discord.entries import entry_embed
from bot.render.discord.history import difference, editor_name, sections
from bot.render.discord.text import cut, listed, plain
from bot.render.preview import compared_line
from bot.render.preview import sections as foreseen
from knowledge import EntryStatus, EntryText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.preview import Section
    from knowledge import Entry, Preview, Revision

_ROOM = 1_900  # characters of what would change; the answer's page and what helps to find it stand above it
_FINDABLE, _TAGS = 700, 300  # characters of the other wordings and of the tags
_TITLE = 300  # characters of a question
_DIFFERENCE = 1_600  # characters of a difference, of which there can be two
_NAMED = 3  # of those who changed an entry meanwhile, the latest
ANSWER_AT = 1  # the place of the answer among a preview's embeds
_UNPUBLISHED = "Nothing is published yet"
_PRIVATE = "Only you see this. Until you publish, your words are kept in the file above and nowhere else."
_READ_LATER = "The entry is removed: members will read this once somebody restores it."
_MORE = "There is more, which does not fit here."


def preview_embeds(preview: Preview, page: int = 0) -> list[discord.Embed]:
    """Return that nothing is published yet, an entry as members will see it, and what publishing it would change."""
    removed = preview.entry.status is EntryStatus.REMOVED
    above = discord.Embed(
        title=_UNPUBLISHED,
        description=_READ_LATER if removed else "This is what members will read:",
        colour=Colour.SUGGEST,
    )
    below = guard_embed(preview).set_footer(text=_PRIVATE)
    return [above, answers.entry_embed(preview.entry, page=page), *_findable(preview.entry.text), below]


def _findable(text: EntryText) -> list[discord.Embed]:
    """Return what members do not read, but what helps to find the entry: its other wordings, and its tags."""
    embed = discord.Embed(title="What helps to find it", colour=Colour.NOTE)
    if text.phrasings:
        embed.add_field(name="Also asked as", value=listed(text.phrasings, _FINDABLE), inline=False)
    if text.tags:
        embed.add_field(name="Tags", value=cut(plain(", ".join(text.tags)), _TAGS), inline=False)
    return [embed] if embed.fields else []


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


def there_embeds(entry: Entry) -> list[discord.Embed]:
    """Say that an entry says all of this already, and show it."""
    told = f"Entry {entry.id} says all of this, so nothing was published. You can edit that entry, or your words."
    return [
        discord.Embed(title="This entry is there already", description=told, colour=Colour.SUGGEST),
        entry_embed(entry),
    ]


def twin_embed(entry: Entry, changed: EntryText) -> discord.Embed:
    """Show what my words would make of an entry that asks the same."""
    told = (
        f"**{cut(plain(words.safe_line(entry.question)), _TITLE)}**\nLines with - are published, with + are yours."
        " With two answers to one question, I would not be sure of either."
    )
    changes = difference(sections(entry.text), sections(changed), _DIFFERENCE)
    embed = discord.Embed(
        title=f"Entry {entry.id} asks this already", description=f"{told}\n\n{changes}", colour=Colour.CARE
    )
    embed.set_footer(text=f"{_UNPUBLISHED}; you will see it first, whatever you choose.")
    return embed


def answer_twin(entry: Entry, mine: EntryText) -> discord.Embed:
    """Show an author how the answer of an entry that asks the same differs from theirs."""
    theirs = EntryText(entry.question, entry.answer)
    told = "Lines with - are published, those with + are yours. Nothing of yours is published yet."
    changes = difference(sections(theirs), sections(mine), _DIFFERENCE)
    return discord.Embed(
        title=f"Entry {entry.id} asks this already", description=f"{told}\n\n{changes}", colour=Colour.CARE
    )


def stale_embed(
    current: Entry,
    mine: EntryText,
    since: Sequence[Revision] = (),
    seen: EntryText | None = None,
    *,
    mergeable: bool = False,
) -> discord.Embed:
    """Show how somebody else's words, published meanwhile, differ from what was about to be published.

    `since` are the revisions that came after the one that was edited, with the words `seen`; `mergeable` says that
    both changes can be kept.
    """
    parts = [_done_by(each) for each in since[-_NAMED:]] or [f"It is at revision {current.revision} now."]
    if current.status is EntryStatus.REMOVED:
        parts.append("It was removed, so members do not see it until somebody restores it.")
    parts = ["\n".join(parts)]
    theirs = difference(sections(seen), sections(current.text), _DIFFERENCE) if seen else ""
    if theirs:
        parts.append(f"__What they changed__\n{theirs}")
    yours = difference(sections(current.text), sections(mine), _DIFFERENCE)
    if yours:
        parts.append(f"__Take mine would do this__: lines with - go, those with + come.\n{yours}")
    if mergeable:
        parts.append("You changed different parts, so both changes can be kept.")
    embed = discord.Embed(
        title=f"Somebody changed entry {current.id} while you were editing",
        description="\n\n".join(parts),
        colour=Colour.CARE,
    )
    embed.set_footer(text="Nothing of yours was published yet.")
    return embed


def _done_by(revision: Revision) -> str:
    what = words.safe_line(revision.action).capitalize()
    return f"{what} by {editor_name(revision.editor)} at {revision.at:%H:%M} UTC on {words.day(revision.at)}"


def done_embeds(told: str, entry: Entry) -> Sequence[discord.Embed]:
    """Say what was done to an entry, and show it."""
    return [discord.Embed(description=plain(told), colour=Colour.ANSWER), entry_embed(entry)]


def _block(section: Section) -> str:
    return "\n".join([f"**{plain(section.title)}**", *(_line(*line) for line in section.lines)])


def _line(line: str, remark: str) -> str:
    """Return a line, and its remark small and grey below it."""
    return f"\N{BULLET} {plain(line)}" + (f"\n-# {plain(remark)}" if remark else "")
