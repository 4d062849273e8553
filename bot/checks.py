"""Who may do what. Every callback asks here, whatever a command's declaration or a button's place suggests."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import discord

from bot.errors import InputRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.choices import Choices


class Right(StrEnum):
    """What a person may do beyond asking."""

    MODERATE = "moderate"
    AUTHOR = "author"
    SET_UP = "set up"


_WHO = {
    Right.MODERATE: "moderators",
    Right.AUTHOR: "the author and moderators",
    Right.SET_UP: "people who may manage this server",
}


def has(right: Right, *, permissions: discord.Permissions, roles: Iterable[int], choices: Choices) -> bool:
    """Tell whether someone with these permissions and role ids has the right in a server with these choices."""
    if permissions.administrator or permissions.manage_guild:
        return True
    held = set(roles)
    moderates = not held.isdisjoint(choices.moderator_roles)
    match right:
        case Right.MODERATE:
            return moderates
        case Right.AUTHOR:
            return moderates or not held.isdisjoint(choices.author_roles)
    return False


def require(right: Right, interaction: discord.Interaction, choices: Choices) -> discord.Member:
    """Return the member behind an interaction.

    Raises:
        InputRefused: they lack the right here, or this is no server.
    """
    member = interaction.user
    if interaction.guild_id is None or not isinstance(member, discord.Member):
        raise InputRefused("This works in a server only, not in a direct message.")
    roles = (role.id for role in member.roles)
    if not has(right, permissions=interaction.permissions, roles=roles, choices=choices):
        raise InputRefused(f"Only {_WHO[right]} can do that here.")
    return member
