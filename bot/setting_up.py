"""What can be chosen in /setup: the pages with their controls, and what a choice makes of what is kept.

Nothing that an interaction carries is believed: roles and channels must be this server's and of the right kind.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord

from bot.boards import Field, board, channel_picker, chooser, form, people_picker, role_picker
from bot.controls import Style, button
from bot.errors import InputRefused
from bot.render.discord.setup import AGES, KEPT, RHYTHMS, age, days
from bot.render.strictness import short_meaning
from bot.render.words import readable, safe
from knowledge import Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.boards import Item
    from bot.choices import Choices
    from knowledge import Chosen, Policy

_TEXT = (discord.ChannelType.text, discord.ChannelType.news)
_FORUM = (discord.ChannelType.forum,)
_DISCLAIMER, _NUMBER = 500, 200  # characters
_AS_INSTALLED = "default"
_SHOW, _HOLD = "show", "hold"
_UNKNOWN = "That is nothing that can be chosen here; please open /setup again."


class Page(StrEnum):
    """The pages of /setup."""

    OVERVIEW = "overview"
    PEOPLE = "people"
    CHANNELS = "channels"
    ANSWERS = "answers"
    CARE = "care"
    DIGEST = "digest"


def view_of(page: Page, choices: Choices, chosen: Chosen, policy: Policy) -> discord.ui.View:
    """Return a page's controls, and the way to the others."""
    rows: list[list[Item]] = [[item] for item in _controls(page, choices, chosen, policy)]
    if page is Page.CARE:
        rows.append(
            [button("Phone numbers", "setup-form", "numbers"), button("Note", "setup-form", "disclaimer")]
        )
    return board([*rows, _pages(page)])


def _pages(current: Page) -> list[Item]:
    """Return a button for every page, the first for the way back."""
    if current is not Page.OVERVIEW:
        return [button("Back", "setup-page", Page.OVERVIEW)]
    others = [each for each in Page if each is not Page.OVERVIEW]
    return [button(each.title(), "setup-page", each, style=Style.primary) for each in others]


def _controls(page: Page, choices: Choices, chosen: Chosen, policy: Policy) -> list[Item]:
    match page:
        case Page.PEOPLE:
            return [
                role_picker(
                    "Roles that moderate", choices.moderator_roles, "setup-set", page, "moderator_roles"
                ),
                role_picker("Roles of authors", choices.author_roles, "setup-set", page, "author_roles"),
            ]
        case Page.CHANNELS:
            return _channels(choices)
        case Page.ANSWERS:
            return [_strictness(chosen), _review_age(choices, policy), _overdue(choices, policy)]
        case Page.CARE:
            return [_kept(choices)]
        case Page.DIGEST:
            return [
                chooser(
                    "How often", RHYTHMS, "setup-set", page, "digest_days", chosen=str(choices.digest_days)
                ),
                _author_channel(page, choices),
                people_picker(
                    "Who gets it in private", choices.digest_people, "setup-set", page, "digest_people"
                ),
            ]
    return []


def _channels(choices: Choices) -> list[Item]:
    page = Page.CHANNELS
    return [
        channel_picker(
            "Channels that I watch", _TEXT, choices.watched_channels, "setup-set", page, "watched_channels"
        ),
        channel_picker(
            "Forums where I answer posts", _FORUM, choices.forum_channels, "setup-set", page, "forum_channels"
        ),
        _author_channel(page, choices),
    ]


def _author_channel(page: Page, choices: Choices) -> Item:
    chosen = [choices.author_channel] if choices.author_channel else []
    return channel_picker("The author's channel", _TEXT, chosen, "setup-set", page, "author_channel", most=1)


def _strictness(chosen: Chosen) -> Item:
    options = [(word.value, word.value.title(), short_meaning(word)) for word in Strictness]
    installed = (_AS_INSTALLED, "As installed", "What whoever runs me has set.")
    now = _AS_INSTALLED if chosen is None else str(chosen)
    return chooser(
        "How sure I must be", [*options, installed], "setup-set", Page.ANSWERS, "strictness", chosen=now
    )


def _review_age(choices: Choices, policy: Policy) -> Item:
    installed = (_AS_INSTALLED, f"As installed: {age(policy.review_after_days)}", "")
    now = str(choices.review_after_days or _AS_INSTALLED)
    return chooser(
        "When an answer is due for review",
        [*((str(each), age(each), "") for each in AGES), installed],
        "setup-set",
        Page.ANSWERS,
        "review_after_days",
        chosen=now,
    )


def _overdue(choices: Choices, policy: Policy) -> Item:
    withheld = policy.withhold_overdue if choices.withhold_overdue is None else choices.withhold_overdue
    return chooser(
        "What happens past that date",
        [(_SHOW, "Shown with a warning", ""), (_HOLD, "Held back", "The question then goes to the author.")],
        "setup-set",
        Page.ANSWERS,
        "withhold_overdue",
        chosen=_HOLD if withheld else _SHOW,
    )


def _kept(choices: Choices) -> Item:
    options = [(str(each), days(each), "") for each in KEPT]
    now = str(choices.words_kept_days or KEPT[-1])
    return chooser(
        "How long I keep unanswered words", options, "setup-set", Page.CARE, "words_kept_days", chosen=now
    )


def form_of(name: str, choices: Choices) -> discord.ui.Modal:
    """Return the form for what is written, not picked.

    Raises:
        InputRefused: there is no such form.
    """
    match name:
        case "numbers":
            hint = "As you would say it: 999 in the UK, 112 in Europe"
            crisis = "As you would say it: Samaritans on 116 123"
            fields = [
                Field(
                    "emergency_numbers",
                    "Whom to call in an emergency",
                    choices.emergency_numbers,
                    _NUMBER,
                    hint,
                    needed=False,
                ),
                Field(
                    "crisis_numbers",
                    "Whom to call in a crisis",
                    choices.crisis_numbers,
                    _NUMBER,
                    crisis,
                    needed=False,
                ),
            ]
            return form("Phone numbers", fields, "setup-sent", name)
        case "disclaimer":
            note = Field(
                "disclaimer",
                "A note under every answer",
                choices.disclaimer,
                _DISCLAIMER,
                "Such as: general information, no advice for you alone.",
                needed=False,
                lines=True,
            )
            return form("Note", [note], "setup-sent", name)
    raise InputRefused(_UNKNOWN)


WRITTEN = {"numbers": ("emergency_numbers", "crisis_numbers"), "disclaimer": ("disclaimer",)}
"""What each form asks for."""


def from_form(name: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what a form changes.

    Raises:
        InputRefused: there is no such form.
    """
    if name not in WRITTEN:
        raise InputRefused(_UNKNOWN)
    return {each: _text(each, fields.get(each, "")) or None for each in WRITTEN[name]}


def _text(name: str, given: str) -> str:
    words = safe(readable(given)).strip()
    if name == "disclaimer":
        return words[:_DISCLAIMER]
    return " ".join(words.split())[:_NUMBER]


def from_pick(name: str, values: Sequence[str], guild: discord.Guild) -> dict[str, Any]:
    """Return what a select changes.

    Raises:
        InputRefused: that cannot be chosen, or is not this server's.
    """
    if name not in _READ:
        raise InputRefused(_UNKNOWN)
    return {name: _READ[name](values, guild)}


def strictness_from(values: Sequence[str]) -> Chosen:
    """Return the strictness that was picked, None for that of the installation.

    Raises:
        InputRefused: there is no such strictness.
    """
    given = values[0] if values else ""
    if given == _AS_INSTALLED:
        return None
    if given not in set(Strictness):
        raise InputRefused(_UNKNOWN)
    return Strictness(given)


def _roles(values: Iterable[str], guild: discord.Guild) -> tuple[int, ...]:
    found = tuple(each for each in _numbers(values) if guild.get_role(each) is not None)
    if guild.default_role.id in found:
        raise InputRefused("Everyone has that role, so it cannot be one of moderators or authors.")
    return found


def _of_kinds(
    values: Iterable[str], guild: discord.Guild, kinds: Iterable[discord.ChannelType]
) -> tuple[int, ...]:
    found = [guild.get_channel(each) for each in _numbers(values)]
    return tuple(each.id for each in found if each is not None and each.type in kinds)


def _numbers(values: Iterable[str]) -> list[int]:
    return [int(each) for each in values if each.isascii() and each.isdecimal()]


def _one_of(values: Sequence[str], allowed: Iterable[int]) -> int:
    chosen = {str(each): each for each in allowed}.get(values[0] if values else "")
    if chosen is None:
        raise InputRefused(_UNKNOWN)
    return chosen


def _review_after(values: Sequence[str]) -> int | None:
    return None if list(values) == [_AS_INSTALLED] else _one_of(values, AGES)


_READ: Mapping[str, Callable[[Sequence[str], discord.Guild], Any]] = {
    "moderator_roles": _roles,
    "author_roles": _roles,
    "watched_channels": lambda values, guild: _of_kinds(values, guild, _TEXT),
    "forum_channels": lambda values, guild: _of_kinds(values, guild, _FORUM),
    "author_channel": lambda values, guild: next(iter(_of_kinds(values, guild, _TEXT)), None),
    "digest_people": lambda values, _: tuple(_numbers(values)),
    "digest_days": lambda values, _: _one_of(values, [int(value) for value, _, _ in RHYTHMS]),
    "words_kept_days": lambda values, _: _one_of(values, KEPT),
    "review_after_days": lambda values, _: _review_after(values),
    "withhold_overdue": lambda values, _: list(values) == [_HOLD],
}
