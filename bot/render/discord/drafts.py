"""An author's answer before it is published: as it will stand there, and what would change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.render.discord.colours import Colour
from bot.render.discord.queue import DOT, add_lines
from bot.render.discord.text import DESCRIPTION, pages, plain, short
from bot.render.preview import Section, sections

if TYPE_CHECKING:
    from knowledge import EntryText, Preview

ROOM = 5_400  # characters of a message's embeds, with some left for what frames them; Discord allows 6,000
_HEADING = 500  # characters of the question above a preview, escaped
_SECTIONS, _EFFECT = 3, 200  # of what would change: how many kinds, and characters of each line


def preview_cards(
    text: EntryText, author: str, foreseen: Preview | None, question_id: int
) -> list[discord.Embed]:
    """Return an answer as it will stand there, then what publishing it would change.

    What does not fit into one message is said to be in the file that goes with it, which has every word.
    """
    first = discord.Embed(
        title="Please check your answer",
        description=f"**{short(plain(text.question), _HEADING)}**",
        colour=Colour.SUGGEST,
    )
    first.set_footer(text="Only you see this. Nothing is published yet.")
    effects = _effects(foreseen, question_id)
    written, whole = _fitting(plain(text.answer), ROOM - len(first) - sum(map(len, effects)))
    shown = [discord.Embed(description=page, colour=Colour.ANSWER) for page in written]
    shown[-1].set_footer(
        text=short(author, 200) if whole else "More did not fit here; the file has every word."
    )
    return [first, *shown, *effects]


def _fitting(answer: str, room: int) -> tuple[list[str], bool]:
    """Return the pages of an answer, or as much of the first as there is room for, and whether that is all."""
    found = pages(answer)
    if sum(map(len, found)) <= room:
        return found, True
    return pages(answer, min(room, DESCRIPTION))[:1], False


def _effects(foreseen: Preview | None, question_id: int) -> list[discord.Embed]:
    """Say what would change, what is worrying first; nothing where nothing does."""
    shown = sections(_without(foreseen, question_id)) if foreseen else []
    if foreseen is None or not shown:
        return []
    embed = discord.Embed(
        title="If you publish this", colour=Colour.CARE if foreseen.worrying else Colour.NOTE
    )
    for section in shown[:_SECTIONS]:
        _add_section(embed, section)
    return [embed]


def _without(foreseen: Preview, question_id: int) -> Preview:
    """Return a preview that does not mention the question that is being answered."""
    return replace(
        foreseen, closes=tuple(each for each in foreseen.closes if each.question.id != question_id)
    )


def _add_section(embed: discord.Embed, section: Section) -> None:
    lines = [
        f"{DOT} {plain(line)}" + (f"\n{plain(remark)}" if remark else "") for line, remark in section.lines
    ]
    add_lines(embed, short(section.title, 250), [_short_lines(line, _EFFECT) for line in lines[:2]])


def _short_lines(text: str, limit: int) -> str:
    """Return text cut where it is longer than `limit`, its line feeds kept."""
    return text if len(text) <= limit else text[: limit - 1].rstrip("\\ \n") + "…"
