"""What a server has chosen, beside what it is there for: its channels with the bot's permissions in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge import Signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.choices import Choices
    from knowledge import Chosen, Policy


class Use(StrEnum):
    """What a channel was chosen for."""

    WATCHED = "watch"
    FORUM = "answer posts in"
    AUTHOR = "send the digest to"


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that was chosen, and the bot's permissions in it; None where the channel is gone."""

    id: int
    use: Use
    held: discord.Permissions | None


@dataclass(frozen=True, slots=True)
class State:
    """All that /setup shows. `roles_gone` counts chosen roles that are no longer there; `signs` are what holds."""

    choices: Choices
    chosen: Chosen
    policy: Policy
    places: Sequence[Place] = ()
    roles_gone: int = 0
    message_content: bool = True
    signs: Signs = field(default_factory=lambda: Signs({}, {}))
