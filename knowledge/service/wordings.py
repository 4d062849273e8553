"""Which entries are asked in exactly these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.language.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wordings:
    """Entries by the texts of their questions, normalised. Of a text its 64-bit hash is kept, which is as good."""

    def __init__(self) -> None:
        self._owners: dict[int, tuple[int, ...]] = {}
        self._keys: dict[int, tuple[int, ...]] = {}

    def copy(self) -> Wordings:
        """Return wordings of their own."""
        other = Wordings()
        other._owners, other._keys = dict(self._owners), dict(self._keys)
        return other

    def add(self, owner: int, texts: Iterable[str]) -> None:
        """Store the texts of an entry that has none yet."""
        keys = self._keys[owner] = tuple({hash(fold(text)) for text in texts})
        for key in keys:
            self._owners[key] = (*self._owners.get(key, ()), owner)

    def drop(self, owner: int) -> None:
        """Forget an entry; unknown ones are fine."""
        for key in self._keys.pop(owner, ()):
            left = tuple(each for each in self._owners[key] if each != owner)
            if left:
                self._owners[key] = left
            else:
                del self._owners[key]

    def owners(self, text: str) -> frozenset[int]:
        """Return the entries that have this text, but for punctuation."""
        return frozenset(self._owners.get(hash(fold(text)), ()))
