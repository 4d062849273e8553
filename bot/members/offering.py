"""The FAQ's own questions, offered while somebody types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.render.discord.text import CHOICE, short
from bot.render.words import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge import KnowledgeBase

MOST = 25
_FRESH = 15.0  # seconds for which a list is good; reading it at every letter would be waste
_KEPT = 200  # communities


def offered(typed: str, questions: Sequence[str]) -> list[str]:
    """Return the questions with every word that was typed, those that begin with it first."""
    wanted = typed.casefold().split()
    found = [each for each in questions if all(word in each.casefold() for word in wanted)]
    found.sort(key=lambda each: not each.casefold().startswith(" ".join(wanted)))
    return list(dict.fromkeys(short(safe_line(each), CHOICE) for each in found))[:MOST]


class Offers:
    """What each community's FAQ can answer, by the wording of its questions."""

    def __init__(self, kb: KnowledgeBase, clock: Callable[[], float] = time.monotonic) -> None:
        self._kb = kb
        self._clock = clock
        self._known: dict[str, tuple[float, list[str]]] = {}

    async def of(self, community: str, typed: str) -> list[str]:
        """Return what to offer after `typed`."""
        return offered(typed, await self._questions(community))

    async def whole(self, community: str, text: str) -> str:
        """Return the question that was offered as `text` where it had to be cut, and `text` itself otherwise."""
        if not text.endswith("…"):
            return text
        found = [each for each in await self._questions(community) if short(safe_line(each), CHOICE) == text]
        return found[0] if len(found) == 1 else text

    async def _questions(self, community: str) -> list[str]:
        until, known = self._known.get(community, (0.0, []))
        if self._clock() >= until:
            known = [entry.question for entry in await self._kb.curation.entries(community)]
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[community] = (self._clock() + _FRESH, known)
        return known
