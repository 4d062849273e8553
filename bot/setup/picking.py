"""What a choice in /setup makes of what is kept.

Nothing that an interaction carries is believed: roles and channels must be this server's and of the right kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import InputRefused
from bot.render.discord.chosen import AGES, KEPT, RHYTHMS
from bot.setup.forms import UNKNOWN
from bot.setup.pages import AS_INSTALLED, FORUM, HOLD, TEXT
from knowledge import Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import discord

    from knowledge import Chosen


def from_pick(name: str, values: Sequence[str], guild: discord.Guild) -> dict[str, Any]:
    """Return what a select changes.

    Raises:
        InputRefused: that cannot be chosen, or is not this server's.
    """
    if name not in _READ:
        raise InputRefused(UNKNOWN)
    return {name: _READ[name](values, guild)}


def strictness_from(values: Sequence[str]) -> Chosen:
    """Return the strictness that was picked, None for that of the installation.

    Raises:
        InputRefused: there is no such strictness.
    """
    given = values[0] if values else ""
    if given == AS_INSTALLED:
        return None
    if given not in set(Strictness):
        raise InputRefused(UNKNOWN)
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
        raise InputRefused(UNKNOWN)
    return chosen


def _review_after(values: Sequence[str]) -> int | None:
    return None if list(values) == [AS_INSTALLED] else _one_of(values, AGES)


_READ: Mapping[str, Callable[[Sequence[str], discord.Guild], Any]] = {
    "moderator_roles": _roles,
    "author_roles": _roles,
    "watched_channels": lambda values, guild: _of_kinds(values, guild, TEXT),
    "forum_channels": lambda values, guild: _of_kinds(values, guild, FORUM),
    "author_channel": lambda values, guild: next(iter(_of_kinds(values, guild, TEXT)), None),
    "digest_people": lambda values, _: tuple(_numbers(values)),
    "digest_days": lambda values, _: _one_of(values, [int(value) for value, _, _ in RHYTHMS]),
    "words_kept_days": lambda values, _: _one_of(values, KEPT),
    "review_after_days": lambda values, _: _review_after(values),
    "withhold_overdue": lambda values, _: list(values) == [HOLD],
}
