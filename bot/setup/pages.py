"""What can be chosen in /setup: the pages with their controls."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import discord

from bot.boards import board, channel_picker, chooser, people_picker, role_picker
from bot.controls import button
from bot.render.discord.chosen import AGES, KEPT, RHYTHMS, WORDS, age, days
from bot.render.strictness import short_meaning
from knowledge import Strictness

if TYPE_CHECKING:
    from bot.boards import Item
    from bot.choices import Choices
    from knowledge import Chosen, Policy

TEXT = (discord.ChannelType.text, discord.ChannelType.news)
FORUM = (discord.ChannelType.forum,)
AS_INSTALLED = "default"
_SHOW, HOLD = "show", "hold"


class Page(StrEnum):
    """The pages of /setup."""

    OVERVIEW = "overview"
    PEOPLE = "people"
    CHANNELS = "channels"
    ANSWERS = "answers"
    CARE = "care"
    SIGNPOSTS = "signposts"
    DIGEST = "digest"


def view_of(page: Page, choices: Choices, chosen: Chosen, policy: Policy) -> discord.ui.View:
    """Return a page's controls, and the way to the others; at most three buttons in a row, for phones are narrow."""
    rows: list[list[Item]] = [[item] for item in _controls(page, choices, chosen, policy)]
    return board([*rows, _written(page, choices), *_pages(page)])


def _written(page: Page, choices: Choices) -> list[Item]:
    """Return a button for each form of a page, and what takes back what was written."""
    match page:
        case Page.CARE:
            return [button("Note", "setup-form", "disclaimer")]
        case Page.SIGNPOSTS:
            own = any(getattr(choices, each) for each in WORDS)
            back = [button("Default words", "setup-default", "words")] if own else []
            return [
                button("Phone numbers", "setup-form", "numbers"),
                button("Own words", "setup-form", "words"),
                *back,
            ]
    return []


def _pages(current: Page) -> list[list[Item]]:
    """Return a button for every page, the first for the way back."""
    if current is not Page.OVERVIEW:
        return [[button("Back", "setup-page", Page.OVERVIEW)]]
    others: list[Item] = [
        button(each.title(), "setup-page", each) for each in Page if each is not Page.OVERVIEW
    ]
    return [others[:3], others[3:]]


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
                    "Who gets it, without a channel",
                    choices.digest_people,
                    "setup-set",
                    page,
                    "digest_people",
                ),
            ]
    return []


def _channels(choices: Choices) -> list[Item]:
    page = Page.CHANNELS
    return [
        channel_picker(
            "Channels that I watch", TEXT, choices.watched_channels, "setup-set", page, "watched_channels"
        ),
        channel_picker(
            "Forums where I answer posts", FORUM, choices.forum_channels, "setup-set", page, "forum_channels"
        ),
        _author_channel(page, choices),
    ]


def _author_channel(page: Page, choices: Choices) -> Item:
    chosen = [choices.author_channel] if choices.author_channel else []
    return channel_picker("The author's channel", TEXT, chosen, "setup-set", page, "author_channel", most=1)


def _strictness(chosen: Chosen) -> Item:
    options = [(word.value, word.value.title(), short_meaning(word)) for word in Strictness]
    installed = (AS_INSTALLED, "As installed", "What whoever runs me has set.")
    now = AS_INSTALLED if chosen is None else str(chosen)
    return chooser(
        "How sure I must be", [*options, installed], "setup-set", Page.ANSWERS, "strictness", chosen=now
    )


def _review_age(choices: Choices, policy: Policy) -> Item:
    installed = (AS_INSTALLED, f"As installed: {age(policy.review_after_days)}", "")
    now = str(choices.review_after_days or AS_INSTALLED)
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
        [(_SHOW, "Shown with a warning", ""), (HOLD, "Held back", "The question then goes to the author.")],
        "setup-set",
        Page.ANSWERS,
        "withhold_overdue",
        chosen=HOLD if withheld else _SHOW,
    )


def _kept(choices: Choices) -> Item:
    options = [(str(each), days(each), "") for each in KEPT]
    now = str(choices.words_kept_days or KEPT[-1])
    return chooser(
        "How long I keep unanswered words", options, "setup-set", Page.CARE, "words_kept_days", chosen=now
    )
