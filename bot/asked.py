"""Whose question a message is about: what every button under an answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLON = "."  # in a custom_id the colon is taken


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its community and event key, and the id of the person who asked it."""

    community: str
    asker: str
    key: str

    @property
    def arguments(self) -> tuple[str, str, str]:
        """Return what goes into a custom_id."""
        return self.asker, self.community, self.key.replace(":", _COLON)

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Self | None:
        """Read what a custom_id says, None where it says something else. Nothing of it is believed here."""
        if len(arguments) < 3:  # noqa: PLR2004  the three of `arguments`
            return None
        asker, community, key = arguments[:3]
        return cls(community, asker, key.replace(_COLON, ":", 1))
