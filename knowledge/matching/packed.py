"""Many values in little room: each is packed until someone looks at it."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

T = TypeVar("T")

_SHORT = 200  # bytes of a value that compressing would hardly make smaller
_AT_HAND = 64  # values: who looks at one soon looks at it again


class Packed(MutableMapping[int, T]):
    """Values by number, none of which ever changes. Unpacking one takes about 30 µs; the last few are at hand."""

    def __init__(self) -> None:
        self._packed: dict[int, bytes] = {}
        self._at_hand: dict[int, T] = {}

    def copy(self) -> Packed[T]:
        """Return a mapping of its own with the same values."""
        other = Packed[T]()
        other._packed = dict(self._packed)
        return other

    def __getitem__(self, number: int) -> T:
        value = self._at_hand.get(number)
        if value is None:
            value = pickle.loads(_unpacked(self._packed[number]))  # noqa: S301  packed by ourselves
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            self._at_hand[number] = value
        return value

    def __setitem__(self, number: int, value: T) -> None:
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._packed[number] = data if len(data) < _SHORT else zlib.compress(data, 1)
        self._at_hand.pop(number, None)

    def __delitem__(self, number: int) -> None:
        del self._packed[number]
        self._at_hand.pop(number, None)

    def __iter__(self) -> Iterator[int]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _unpacked(data: bytes) -> bytes:
    """Return the pickle in `data`, which begins with a byte that no compressed data begins with."""
    return data if data.startswith(pickle.PROTO) else zlib.decompress(data)
