"""Unit vectors one after the other: growing moves none of them, and a copy shares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_SMALLEST = 256  # rows of a block


class Rows:
    """Vectors of one `width` in blocks, each half as large as all before it; only the last has room."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._blocks: list[Vectors] = []
        self._room = 0
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def copy(self) -> Rows:
        """Return rows that grow by themselves; what is there already is shared."""
        other = Rows(self._width)
        other._blocks = list(self._blocks)
        if self._room:
            other._blocks[-1] = self._blocks[-1][: -self._room]
        other._size = self._size
        return other

    def append(self, vectors: NDArray[np.floating]) -> None:
        """Store `vectors`, shape (n, width), behind those that are there."""
        start = 0
        while start < len(vectors):
            if not self._room:
                self._room = max(_SMALLEST, self._size // 2, len(vectors) - start)
                self._blocks.append(np.empty((self._room, self._width), dtype=np.float32))
            part = vectors[start : start + self._room]
            at = len(self._blocks[-1]) - self._room
            self._blocks[-1][at : at + len(part)] = part
            self._room -= len(part)
            self._size += len(part)
            start += len(part)

    def cosines(self, vectors: Vectors) -> Vectors:
        """Return the cosine of each of `vectors`, shape (m, width), with each row: shape (m, len(self))."""
        found = np.empty((len(vectors), self._size), dtype=np.float32)
        start = 0
        for block in self._blocks:
            end = min(start + len(block), self._size)
            np.matmul(vectors, block[: end - start].T, out=found[:, start:end])
            start = end
        return found

    def take(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors at these places, in their order."""
        taken = np.empty((len(rows), self._width), dtype=np.float32)
        start = 0
        for block in self._blocks:
            here = (rows >= start) & (rows < start + len(block))
            taken[here] = block[rows[here] - start]
            start += len(block)
        return taken
