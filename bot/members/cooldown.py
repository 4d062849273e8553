"""A pause between two things that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

_KEPT = 10_000


class Cooldown:
    """Lets something through once in so many seconds for each key; times come from outside."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[Hashable, float] = {}

    def is_over(self, now: float, *keys: Hashable) -> bool:
        """Tell whether the pause is over for all of these keys."""
        return all(now - self._last.get(key, -self._seconds) >= self._seconds for key in keys)

    def begin(self, now: float, *keys: Hashable) -> None:
        """Let the pause of these keys begin."""
        if len(self._last) >= _KEPT:
            self._last = {key: at for key, at in self._last.items() if now - at < self._seconds}
        self._last.update(dict.fromkeys(keys, now))
