"""A community's own questions tell its entries apart: a linear classifier by least squares, kept up entry by entry.

Each question and phrasing is an example of its entry. Ridge regression (Hoerl & Kennard 1970) on their vectors X with
weights W has the closed form Y' W X (X' W X + penalty I)^-1 x, where Y says which example belongs to which entry:
so what a vector x says for an entry is the weighted sum of the products of its examples with `Ridge.sharpened(x)`. What
all entries are about counts little by it; an entry that was asked in many ways is found by what they have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]

PENALTY = 0.1
FEW = 64  # examples, at most, that are taken into an inverse one by one: each leaves an error of rounding


def weights(counts: Sequence[int] | NDArray[np.int64]) -> Floats:
    """Return how much each example of an entry with so many counts: between all counting the same, by which an entry
    would win by their number, and all of an entry's counting together as one.
    """
    found: Floats = np.maximum(counts, 1).astype(np.float32) ** np.float32(-0.5)
    return found


class Ridge:
    """The inverse of X' W X + penalty I for vectors X of one width that come and go."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._gram: Floats | None = None  # X' W X
        self._inverse: Floats | None = None
        self._taken = 0  # examples that the inverse took in, or gave up, since it was made

    def copy(self) -> Ridge:
        """Return one that goes on by itself."""
        other = Ridge(self._width)
        other._gram, other._inverse = self._gram, self._inverse  # updates make other arrays
        other._taken = self._taken
        return other

    def settle(self) -> None:
        """Do now what the next question would wait for."""
        if self._gram is not None and self._inverse is None:
            whole = self._gram + PENALTY * np.eye(self._width)
            self._inverse, self._taken = np.linalg.inv(whole).astype(np.float32), 0

    def relax(self) -> None:
        """Forget what can be made again."""
        self._inverse = None

    def add(self, examples: Floats, weight: Floats) -> None:
        """Take in unit vectors, shape (n, width), with their weights (n,)."""
        self._update(examples, weight, +1)

    def remove(self, examples: Floats, weight: Floats) -> None:
        """Forget unit vectors, shape (n, width), that were taken in with these weights (n,)."""
        self._update(examples, weight, -1)

    def sharpened(self, vectors: Floats) -> Floats:
        """Return for each vector, shape (n, width), the one whose weighted products with an entry's examples add up to
        the regression's guess, about 0..1, that it belongs there.
        """
        self.settle()
        found: Floats = vectors / np.float32(PENALTY) if self._inverse is None else vectors @ self._inverse
        return found

    def _update(self, examples: Floats, weight: Floats, sign: int) -> None:
        if not len(examples):
            return
        rows = examples * np.sqrt(weight)[:, None]
        gram = sign * rows.T @ rows
        if self._gram is None:
            self._gram, self._inverse = gram, np.eye(self._width, dtype=np.float32) / np.float32(PENALTY)
        else:
            self._gram = self._gram + gram
        self._taken += len(rows)
        if self._taken > FEW:
            self._inverse = None
        elif self._inverse is not None:
            self._inverse = _updated(self._inverse.astype(np.float64), rows.astype(np.float64), sign)


def _updated(inverse: Doubles, rows: Doubles, sign: int) -> Floats:
    """Return the inverse of a matrix to which sign * rows' rows was added: the identity of Woodbury (1950)."""
    turned = rows @ inverse
    gone = sign * turned.T @ np.linalg.solve(np.eye(len(rows)) + sign * turned @ rows.T, turned)
    updated: Floats = (inverse - gone).astype(np.float32)
    return updated
