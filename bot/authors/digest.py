"""When a server's digest is due, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.checks import Right, has
from knowledge import ProposalKind

if TYPE_CHECKING:
    import discord

    from bot.choices import Choices
    from knowledge import Entry, KnowledgeBase, OpenQuestion, Proposal


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened since the last one: new questions, the most wanted of those that wait, answers that are due for
    review (oldest first), and answers that members said were not to their question.
    """

    fresh: tuple[OpenQuestion, ...] = ()
    wanted: tuple[OpenQuestion, ...] = ()
    due: tuple[Entry, ...] = ()
    unhelpful: tuple[Proposal, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.fresh or self.wanted or self.due or self.unhelpful)


def last(choices: Choices) -> datetime | None:
    """Return when the last digest's period began; None where there was none, or what is kept is no time."""
    return _moment(choices.digest_at)


def under_way(choices: Choices, now: datetime) -> datetime | None:
    """Return when the period began of a digest that may have been sent, but is not noted as sent; None for none.

    One of a period that is over is not gone on with.
    """
    begun, before = _moment(choices.digest_begun), last(choices)
    if begun is None or (before is not None and begun <= before):
        return None
    return begun if begun <= now < begun + timedelta(days=max(1, choices.digest_days)) else None


def _moment(text: str) -> datetime | None:
    try:
        kept = datetime.fromisoformat(text)
    except ValueError:
        return None
    return kept if kept.tzinfo else kept.replace(tzinfo=UTC)


def has_reader(choices: Choices) -> bool:
    """Tell whether a digest would go anywhere."""
    return bool(choices.author_channel or choices.digest_people)


def is_due(choices: Choices, now: datetime) -> bool:
    """Tell whether a digest should be made now: somebody reads it, and the last period is over."""
    if not choices.digest_days or not has_reader(choices):
        return False
    before = last(choices)
    return before is None or now >= before + timedelta(days=choices.digest_days)


def period(choices: Choices, now: datetime) -> datetime:
    """Return when the period began that `now` lies in; periods do not drift, however late a digest is made."""
    before = last(choices)
    if before is None or now < before:
        return now
    length = timedelta(days=max(1, choices.digest_days))
    return before + (now - before) // length * length


async def gather(kb: KnowledgeBase, community: str, choices: Choices, now: datetime) -> Digest:
    """Return what there is to tell a community's author."""
    since = last(choices) or now - timedelta(days=max(1, choices.digest_days))
    waiting = await kb.review.queue(community)
    said = await kb.learning.proposals(community)
    return Digest(
        fresh=tuple(each for each in waiting if each.since >= since),
        wanted=tuple(each for each in waiting if each.askers > 1),
        due=tuple(await kb.review.due(community)),
        unhelpful=tuple(each for each in said if each.kind is ProposalKind.BLOCK),
    )


def may_read(member: discord.Member, choices: Choices) -> bool:
    """Tell whether somebody who was chosen to get the digest may still review the queue."""
    roles = (role.id for role in member.roles)
    return has(Right.AUTHOR, permissions=member.guild_permissions, roles=roles, choices=choices)
