"""What a server has chosen, what just changed, and what is in the way, as /setup shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import discord

from bot.render.discord.colours import Colour
from bot.render.discord.text import FIELD, plain, short
from bot.render.strictness import short_meaning, thresholds_line
from knowledge import HARD_TEST, Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.choices import Choices
    from knowledge import Chosen, Policy

AGES = (365, 730, 1095, 1825)  # days until an answer is due for review
KEPT = (14, 30, 60, 90)  # days for which unanswered words may be kept
RHYTHMS = (
    ("1", "Every day", ""),
    ("7", "Every week", ""),
    ("14", "Every two weeks", ""),
    ("30", "Every month", ""),
    ("0", "Never", ""),
)
HELD, FLAGGED = "held back, the question goes to the author", "shown with a warning"
_YEAR = 365
_SHOWN = 8  # roles, channels or people of a list
_NONE = "none"

NAMES = {
    "moderator_roles": "Moderators",
    "author_roles": "Authors",
    "watched_channels": "Watched channels",
    "forum_channels": "Forums",
    "author_channel": "Author's channel",
    "digest_days": "Digest",
    "digest_people": "In private to",
    "disclaimer": "Note under answers",
    "emergency_numbers": "In an emergency",
    "crisis_numbers": "In a crisis",
    "review_after_days": "Due for review after",
    "withhold_overdue": "Past that date",
    "words_kept_days": "Unanswered words are kept",
    "strictness": "Strictness",
}


class Use(StrEnum):
    """What a channel was chosen for."""

    WATCHED = "watch"
    FORUM = "answer posts in"
    AUTHOR = "send the digest to"


_CONTENT_OFF = (
    "Watched channels and forums will not work: the setting AFTERWORD_MESSAGE_CONTENT is off, so I cannot read"
    " messages that are not addressed to me. Everything else works."
)
_BASIC = ("view_channel", "embed_links")
NEEDED = {
    Use.WATCHED: (*_BASIC, "send_messages", "read_message_history"),
    Use.FORUM: (*_BASIC, "send_messages_in_threads", "read_message_history", "manage_threads"),
    Use.AUTHOR: (*_BASIC, "send_messages"),
}
"""The permissions that the bot needs in a channel; managing threads sets the solved tag."""

_CALLED = {"view_channel": "View Channel", "manage_threads": "Manage Threads (for the solved tag)"}


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that was chosen, and the bot's permissions in it; None where the channel is gone."""

    id: int
    use: Use
    held: discord.Permissions | None


@dataclass(frozen=True, slots=True)
class State:
    """All that /setup shows. `roles_gone` counts chosen roles that are no longer there."""

    choices: Choices
    chosen: Chosen
    policy: Policy
    places: Sequence[Place] = ()
    roles_gone: int = 0
    message_content: bool = True


def missing(place: Place) -> list[str]:
    """Return the names of the permissions that the bot lacks in a place, as Discord's own settings call them."""
    if place.held is None:
        return []
    lacking = [name for name in NEEDED[place.use] if not getattr(place.held, name)]
    return [_CALLED.get(name, name.replace("_", " ").title()) for name in lacking]


def troubles(state: State) -> list[str]:
    """Say what is in the way of what was chosen, a sentence each."""
    found = []
    choices = state.choices
    if not state.message_content and (choices.watched_channels or choices.forum_channels):
        found.append(_CONTENT_OFF)
    for place in state.places:
        if place.held is None:
            found.append(f"The channel <#{place.id}> that I should {place.use} is gone.")
        elif lacking := missing(place):
            found.append(f"To {place.use} <#{place.id}> I still need: {', '.join(lacking)}.")
    if state.roles_gone:
        found.append(f"{_counted(state.roles_gone, 'chosen role is', 'chosen roles are')} no longer there.")
    return found


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
        ("Care", ("emergency_numbers", "crisis_numbers", "disclaimer", "words_kept_days")),
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
        told = f"{told}\n\n{_CONTENT_OFF}"
    shown = discord.Embed(title=about.title, description=_noted(note, told), colour=Colour.NOTE)
    shown.add_field(name="Now", value=_fitting([_line(name, state) for name in about.names]), inline=False)
    if page == "answers":
        meanings = [
            f"**{word.value.title()}** {short_meaning(word)} In a test full of look-alikes {HARD_TEST[word]} of 100"
            " direct answers were right."
            for word in Strictness
        ]
        shown.add_field(name="How sure I must be", value=_fitting(meanings), inline=False)
    return _with_troubles(shown, state)


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
        told="Emergencies are signposted before anything else, with these numbers. The note stands under every answer.",
        names=("emergency_numbers", "crisis_numbers", "disclaimer", "words_kept_days"),
    ),
    "digest": _About(
        title="Digest",
        told="New questions, the most wanted, answers due for review, and answers that did not help. Nothing is sent"
        " when there is nothing.",
        names=("digest_days", "author_channel", "digest_people"),
    ),
}


def changed(name: str, before: State, after: State) -> str:
    """Say what a choice was and what it is now."""
    old, new = value(name, before), value(name, after)
    if old == new:
        return f"{NAMES[name]}: still {new}."
    return f"{NAMES[name]}: {new} (was {old})."


def _line(name: str, state: State, most: int = 400) -> str:
    line = f"**{NAMES[name]}:** {_cut(value(name, state), most)}"
    choices = state.choices
    lost = choices.digest_days and not choices.author_channel and not choices.digest_people
    if name == "digest_days" and lost:
        return f"{line}, once you choose the author's channel or people"
    return line


def value(name: str, state: State) -> str:
    """Return a choice in words, escaped for Discord."""
    if name == "strictness":
        return thresholds_line(state.policy.under(state.chosen))
    return _worded(name, getattr(state.choices, name), state.policy)


def _worded(name: str, kept: Any, policy: Policy) -> str:  # noqa: ANN401  any choice
    if name == "review_after_days":
        return age(kept or policy.review_after_days)
    if name == "withhold_overdue":
        return HELD if (policy.withhold_overdue if kept is None else kept) else FLAGGED
    if name in _WORDED:
        return _WORDED[name](kept)
    return plain(kept) if kept else "as installed"


def _rhythm(kept: int) -> str:
    named = {number: label.lower() for number, label, _ in RHYTHMS}
    return named.get(str(kept), f"every {kept} days")


def age(count: int) -> str:
    """Say a number of days in years where it is a number of years."""
    years, rest = divmod(count, _YEAR)
    if rest or not years:
        return days(count)
    return "1 year" if years == 1 else f"{years} years"


def days(count: int) -> str:
    """Say a number of days."""
    return "1 day" if count == 1 else f"{count} days"


def _mentions(ids: Sequence[int], form: str) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(form.format(each) for each in ids[:_SHOWN]) + more


_WORDED: Mapping[str, Callable[[Any], str]] = {
    "moderator_roles": lambda kept: _mentions(kept, "<@&{}>") or "who may manage this server",
    "author_roles": lambda kept: _mentions(kept, "<@&{}>") or "moderators",
    "watched_channels": lambda kept: _mentions(kept, "<#{}>") or _NONE,
    "forum_channels": lambda kept: _mentions(kept, "<#{}>") or _NONE,
    "author_channel": lambda kept: f"<#{kept}>" if kept else _NONE,
    "digest_people": lambda kept: _mentions(kept, "<@{}>") or "nobody",
    "digest_days": _rhythm,
    "words_kept_days": lambda kept: f"for {days(kept or KEPT[-1])}",
    "disclaimer": lambda kept: plain(short(kept, 300)) if kept else _NONE,
}


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


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
