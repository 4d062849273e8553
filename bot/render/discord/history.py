"""What became of an entry through time, and how two states of it differ."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain, title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge import EntryText, Revision

_SENTENCE_END = re.compile(r"(?<=[.!?…]) +|\n")


def history_embed(revisions: Sequence[Revision], number: int = 0) -> discord.Embed:
    """Return one revision: who did what, when, and what differs from the one before. 0 stands for the latest."""
    at = next((place for place, each in enumerate(revisions) if each.number == number), len(revisions) - 1)
    revision, before = revisions[at], revisions[at - 1] if at else None
    embed = discord.Embed(title=title_of(revision.text.question), colour=Colour.NOTE)
    embed.set_author(name=f"Entry {revision.entry_id}, revision {revision.number} of {revisions[-1].number}")
    when = f"{words.day(revision.at)}, {revision.at:%H:%M} UTC"
    done = f"**{words.safe_line(revision.action).capitalize()}** by {editor_name(revision.editor)} on {when}"
    changes = difference(sections(before.text), sections(revision.text)) if before else ""
    embed.description = f"{done}\n\n{changes}" if changes else done
    return embed


def sections(text: EntryText) -> dict[str, str]:
    """Return everything that a person can change of an entry, by what it is called."""
    source = text.source
    written = source.date.isoformat() if source.date else ""
    return {
        "Question": text.question,
        "Also asked as": "\n".join(text.phrasings),
        "Answer": text.answer,
        "Context": text.context,
        "Source": "\n".join(filter(None, (source.title, source.url, source.author, written))),
        "Tags": ", ".join(text.tags),
    }


def difference(before: Mapping[str, str], after: Mapping[str, str], limit: int = 3_500) -> str:
    """Return what differs as Discord colours it, a block for each part: "-" is what was, "+" what is; "" for nothing.

    What does not fit is counted, so that nobody takes a part of the differences for all.
    """
    shown, left = "", 0
    for name, old in before.items():
        lines = _changed(old, after[name])
        room = limit - len(shown) - len(f"**{name}**\n```diff\n\n```\n")
        kept = _fitting(lines, room)
        left += len(lines) - len(kept)
        if kept:
            shown += f"**{name}**\n```diff\n{chr(10).join(kept)}\n```\n"
    return f"{shown}{left:,} more changed lines do not fit here." if left else shown


def editor_name(editor: str) -> str:
    """Return an editor as Discord names them, without calling them; others are named as they are recorded."""
    return f"<@{editor}>" if editor.isascii() and editor.isdecimal() else plain(words.safe_line(editor))


def _changed(old: str, new: str) -> list[str]:
    """Return the sentences that differ between two texts, with nothing in them that would end the block."""
    lines = difflib.unified_diff(_sentences(old), _sentences(new), lineterm="", n=0)
    kept = [line for line in list(lines)[2:] if not line.startswith("@@")]
    return [line.replace("`", "`\N{ZERO WIDTH SPACE}") for line in kept]


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(words.safe(text))


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept
