"""The author's digest: four short lists, each as long as a phone can bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import FIELD, plain, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.authors.digest import Digest

_MOST = 5  # lines of a list
_LONGEST = 120  # characters of a line's question
_DOT = "\N{BULLET}"


def digest_embed(digest: Digest, server: str, *, private: bool) -> discord.Embed:
    """Return what there is to tell; in a direct message it also says where the queue is."""
    embed = discord.Embed(title=short(f"For the author of {server}", 200), colour=Colour.QUEUE)
    if private:
        embed.description = (
            f"To go through them, use `/queue review` and `/queue due` in {plain(short(server, 100))}."
        )
    fresh = [f"{plain(short(each.text, _LONGEST))}" for each in digest.fresh]
    wanted = [f"{plain(short(each.text, _LONGEST))}: {words.people(each.askers)}" for each in digest.wanted]
    due = [
        f"{each.id}  {plain(short(each.question, _LONGEST))}, last reviewed {words.day(each.reviewed_at)}"
        for each in digest.due
    ]
    unhelpful = [
        f"{each.entry.id}  {plain(short(each.entry.question, _LONGEST))}, given to"
        f" {plain(words.quoted(short(each.wording, _LONGEST)))}"
        for each in digest.unhelpful
    ]
    _add(embed, "new question", "new questions", fresh)
    _add(embed, "asked by more than one", "asked by more than one", wanted)
    _add(embed, "answer is due for review", "answers are due for review", due)
    _add(embed, "answer did not help", "answers did not help", unhelpful)
    return embed


def _add(embed: discord.Embed, one: str, many: str, lines: Sequence[str]) -> None:
    """Add a list with its number in front, where it has any line."""
    if not lines:
        return
    shown: list[str] = []
    for line in lines[:_MOST]:
        if sum(map(len, shown)) + len(line) > FIELD - 60:
            break
        shown.append(f"{_DOT} {line}")
    if more := len(lines) - len(shown):
        shown.append(f"and {more:,} more")
    embed.add_field(
        name=f"{len(lines):,} {one if len(lines) == 1 else many}", value="\n".join(shown), inline=False
    )
