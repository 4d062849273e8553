"""What a server has chosen, what just changed, and what is in the way, as /setup shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import discord

from bot.render.discord.chosen import NAMES, NUMBERS, WORDS, value
from bot.render.discord.colours import Colour
from bot.render.discord.obstacles import CONTENT_OFF, troubles
from bot.render.discord.text import FIELD, plain, short
from bot.render.strictness import short_meaning
from knowledge import HARD_TEST, Strictness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.render.discord.state import State


def overview(state: State, server: str, note: str = "") -> discord.Embed:
    """Return all that was chosen, and what is in the way."""
    shown = discord.Embed(
        title=short(f"How I work in {server}", 200),
        description=_noted(
            note, "All of this works as it is; change what you like. Only you see this message."
        ),
        colour=Colour.CARE if troubles(state) else Colour.NOTE,
    )
    groups = (
        ("People", ("moderator_roles", "author_roles")),
        ("Channels", ("watched_channels", "forum_channels", "author_channel")),
        ("Answers", ("strictness", "review_after_days", "withhold_overdue")),
        ("Care", ("disclaimer", "words_kept_days")),
        ("Signposts", (*NUMBERS, *WORDS)),
        ("Digest", ("digest_days", "digest_people")),
    )
    for title, names in groups:
        lines = [_line(name, state, most=200) for name in names]
        shown.add_field(name=title, value=_fitting(lines), inline=False)
    return _with_troubles(shown, state)


def page_embed(page: str, state: State, note: str = "") -> discord.Embed:
    """Return one page: what its choices mean and how they stand."""
    about = _PAGES[page]
    told = about.told
    if page == "channels" and not state.message_content:
        told = f"{told}\n\n{CONTENT_OFF}"
    shown = discord.Embed(title=about.title, description=_noted(note, told), colour=Colour.NOTE)
    shown.add_field(name="Now", value=_fitting([_line(name, state) for name in about.names]), inline=False)
    if page == "signposts":
        for name, title in _READ.items():
            read = plain(state.signs.texts.get(name, "…"))
            shown.add_field(
                name=title, value=read if len(read) <= FIELD else short(read, FIELD), inline=False
            )
    if page == "answers":
        meanings = [
            f"**{word.value.title()}** {short_meaning(word)} In a test full of look-alikes {HARD_TEST[word]} of 100"
            " direct answers were right."
            for word in Strictness
        ]
        shown.add_field(name="How sure I must be", value=_fitting(meanings), inline=False)
    return _with_troubles(shown, state)


_READ = {
    "emergency": "In an emergency, members read",
    "crisis": "In a crisis",
    "personal": "When they ask for personal advice",
}


class _About(NamedTuple):
    """A page's title, what it is about, and the choices on it."""

    title: str
    told: str
    names: tuple[str, ...]


_PAGES = {
    "people": _About(
        title="People",
        told="Moderators look after the answers. Authors go through the queue of open questions. Who may manage this"
        " server may do both. Nobody needs a role to ask.",
        names=("moderator_roles", "author_roles"),
    ),
    "channels": _About(
        title="Channels",
        told="In watched channels I answer clear questions that I am sure of, and say nothing otherwise. In forums I"
        " reply once to each new post. The author's channel gets the digest.",
        names=("watched_channels", "forum_channels", "author_channel"),
    ),
    "answers": _About(
        title="Answers",
        told="I give the author's own words, or none.",
        names=("strictness", "review_after_days", "withhold_overdue"),
    ),
    "care": _About(
        title="Care",
        told="The note stands under every answer. Words that nobody has answered are erased after a while.",
        names=("disclaimer", "words_kept_days"),
    ),
    "signposts": _About(
        title="Signposts",
        told="These come before any answer. You may write words of your own; whom to call then stands before them.",
        names=tuple(NUMBERS),
    ),
    "digest": _About(
        title="Digest",
        told="New questions, the most wanted, answers due for review, and answers that did not help. Nothing is sent"
        " when there is nothing. It goes to the author's channel; without one, in private to those you pick.",
        names=("digest_days", "author_channel", "digest_people"),
    ),
}


def _line(name: str, state: State, most: int = 400) -> str:
    line = f"**{NAMES[name]}:** {_cut(value(name, state), most)}"
    choices = state.choices
    lost = choices.digest_days and not choices.author_channel and not choices.digest_people
    if name == "digest_days" and lost:
        return f"{line}, once you choose the author's channel or people"
    return line


def _noted(note: str, told: str) -> str:
    return f"**Changed.** {note}\n\n{told}" if note else told


def _with_troubles(embed: discord.Embed, state: State) -> discord.Embed:
    if found := troubles(state):
        embed.add_field(name="What is in the way", value=_fitting(found), inline=False)
    return embed


def _fitting(lines: Iterable[str]) -> str:
    """Return as many whole lines as a field holds."""
    taken = ""
    for line in lines:
        if len(taken) + len(line) + 1 > FIELD:
            break
        taken += f"{line}\n"
    return taken.rstrip("\n") or "…"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most or text.startswith("<") else short(text, most)
