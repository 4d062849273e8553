"""What a server chose in /setup, with defaults that work at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Choices:
    """A server's choices about its bot; roles and channels by their ids.

    Nobody needs a role to ask. Without moderator roles who may manage the server moderates; without author roles nobody
    reviews the queue but moderators.
    """

    moderator_roles: tuple[int, ...] = ()
    author_roles: tuple[int, ...] = ()
    watched_channels: tuple[int, ...] = ()
    forum_channels: tuple[int, ...] = ()
    author_channel: int | None = None
    digest_days: int = 7  # 0 for no digest
    digest_people: tuple[
        int, ...
    ] = ()  # who gets it privately without a channel, if they may review the queue
    digest_at: str = ""  # when the last one's period began, as ISO 8601; "" for never
    digest_begun: str = ""  # likewise of one that is being sent, "" for none
    disclaimer: str = ""
    emergency_numbers: str = ""  # "" for what the installation says, None likewise in the next two
    crisis_numbers: str = ""
    emergency_words: str = ""  # what signposts say behind whom to call; "" for what the installation says
    crisis_words: str = ""
    personal_words: str = ""
    review_after_days: int | None = None
    withhold_overdue: bool | None = None
    words_kept_days: int | None = None  # for how long unanswered words are kept; None for as long as may be
    welcomed: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Read what the knowledge base keeps; what it does not know keeps its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: _tupled(value) for name, value in kept.items() if name in known})

    def changes(self, other: Self) -> dict[str, Any]:
        """Return what must be kept so that these become `other`."""
        mine, theirs = asdict(self), asdict(other)
        return {name: value for name, value in theirs.items() if value != mine[name]}


def _tupled(value: Any) -> Any:  # noqa: ANN401  any JSON value
    return tuple(value) if isinstance(value, list) else value
