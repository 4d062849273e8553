"""Unit vectors in little room: a rough look at all of them, a close one at some.

Each vector is kept as bytes with a scale of their own, which moves a cosine by less than 0.002, and as the signs of 768
projections: two vectors share the more signs the nearer they are, all but angle / pi of them (Charikar 2002,
"Similarity estimation techniques from rounding algorithms"). Counting them costs a tenth of the exact cosines.
"""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int64]

_SMALLEST = 256  # rows of a block
_WORD = 64  # bits
_STEPS = 127  # on either side of zero
_TINY = 1e-9


def unit(rows: Floats) -> Floats:
    """Return rows of length one; one of zeros stays."""
    turned: Floats = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), _TINY)
    return turned


def starts(lengths: Sequence[int]) -> Rows:
    """Return where segments of these lengths begin."""
    return np.cumsum([0, *lengths[:-1]])


class _Block(NamedTuple):
    """Room for some rows: `numbers` (n, width) times `scales` (n,) are the vectors, `signs` (2 * width / 64, n)."""

    numbers: NDArray[np.int8]
    scales: Floats
    signs: NDArray[np.uint64]

    @classmethod
    def of(cls, room: int, width: int) -> Self:
        return cls(
            np.empty((room, width), dtype=np.int8),
            np.empty(room, dtype=np.float32),
            np.empty((2 * width // _WORD, room), dtype=np.uint64),
        )

    def __len__(self) -> int:
        return len(self.scales)

    def part(self, start: int, end: int) -> Self:
        return type(self)(self.numbers[start:end], self.scales[start:end], self.signs[:, start:end])

    def fill(self, vectors: Floats) -> None:
        np.divide(np.abs(vectors).max(axis=1), _STEPS, out=self.scales)
        np.maximum(self.scales, np.finfo(np.float32).tiny, out=self.scales)
        self.numbers[:] = np.rint(vectors / self.scales[:, None])
        self.signs[:] = _signs(vectors)


class Vectors:
    """Vectors of one `width`, a multiple of 64, in blocks: growing moves none of them, and a copy shares them.

    Each block is a quarter as large as all before it; only the last has room.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._blocks: list[_Block] = []
        self._room = 0
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def copy(self) -> Vectors:
        """Return vectors that grow by themselves; what is there already is shared."""
        other = Vectors(self._width)
        other._blocks = list(self._blocks)
        if self._room:
            other._blocks[-1] = self._blocks[-1].part(0, len(self._blocks[-1]) - self._room)
        other._size = self._size
        return other

    def append(self, vectors: NDArray[np.floating]) -> None:
        """Store unit `vectors`, shape (n, width), behind those that are there."""
        start = 0
        while start < len(vectors):
            if not self._room:
                self._room = max(_SMALLEST, self._size // 4, len(vectors) - start)
                self._blocks.append(_Block.of(self._room, self._width))
            part = np.asarray(vectors[start : start + self._room], dtype=np.float32)
            at = len(self._blocks[-1]) - self._room
            self._blocks[-1].part(at, at + len(part)).fill(part)
            self._room -= len(part)
            self._size += len(part)
            start += len(part)

    def estimates(self, vectors: Floats) -> Floats:
        """Return roughly the best cosine of each row with any of `vectors`, shape (len(self),); some 0.04 off."""
        signs = _signs(vectors)
        by_difference = _cosines(2 * self._width)
        found = np.empty(self._size, dtype=np.float32)
        start = 0
        for block in self._blocks:
            rows = block.signs[:, : self._size - start]
            differences = reduce(np.minimum, (_differences(rows, each) for each in signs.T))
            found[start : start + rows.shape[1]] = by_difference.take(differences)
            start += rows.shape[1]
        return found

    def cosines(self, vectors: Floats, rows: Rows) -> Floats:
        """Return the cosine of each of `vectors`, shape (m, width), with each of the `rows`: shape (m, len(rows))."""
        order = rows.argsort()
        numbers, scales = self._stored(rows[order])
        found = np.empty((len(vectors), len(rows)), dtype=np.float32)
        # Few columns behind many rows: the other way round, the product takes several times as long.
        found[:, order] = (numbers @ np.ascontiguousarray(vectors.T)).T * scales
        return found

    def take(self, rows: Rows) -> Floats:
        """Return the vectors at these places, in their order."""
        order = rows.argsort()
        numbers, scales = self._stored(rows[order])
        found = np.empty_like(numbers)
        found[order] = numbers * scales[:, None]
        return found

    def _stored(self, rows: Rows) -> tuple[Floats, Floats]:
        """Return the numbers and scales at these places, which rise: each block has some of them in one stretch."""
        numbers = np.empty((len(rows), self._width), dtype=np.int8)
        scales = np.empty(len(rows), dtype=np.float32)
        first = start = 0
        for block in self._blocks:
            last = int(rows.searchsorted(start + len(block)))
            if last > first:
                here = rows[first:last] - start
                numbers[first:last] = block.numbers[here]
                scales[first:last] = block.scales[here]
            first, start = last, start + len(block)
        return numbers.astype(np.float32), scales


def _signs(vectors: Floats) -> NDArray[np.uint64]:
    """Return the signs of `vectors`, shape (n, width), and of another view of them, packed: (2 * width / 64, n)."""
    both = np.hstack([vectors, vectors @ _turn(vectors.shape[1])]) > 0
    return np.ascontiguousarray(np.packbits(both, axis=1).view(np.uint64).T)


@cache
def _turn(width: int) -> Floats:
    """Return a rotation to axes that have nothing to do with the given ones."""
    turn: Floats = np.linalg.qr(np.random.default_rng(width).standard_normal((width, width)))[0].astype(
        np.float32
    )
    return turn


@cache
def _cosines(signs: int) -> Floats:
    """Return the cosine that each number of differences among `signs` stands for."""
    cosines: Floats = np.cos(np.linspace(0, np.pi, signs + 1)).astype(np.float32)
    return cosines


def _differences(signs: NDArray[np.uint64], asked: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Return in how many signs each column of `signs` differs from `asked`."""
    differences: NDArray[np.uint16] = np.bitwise_count(signs ^ asked[:, None]).sum(axis=0, dtype=np.uint16)
    return differences
