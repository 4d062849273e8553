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

PENALTY = 0.1
FEW = 64  # examples, at most, for which it is worth while


def weights(counts: Sequence[int] | NDArray[np.int64]) -> Floats:
    """Return how much each example of an entry with so many counts: between all counting the same, by which an entry
    would win by their number, and all of an entry's counting together as one.
    """
    found: Floats = np.maximum(counts, 1).astype(np.float32) ** np.float32(-0.5)
    return found


class Ridge:
    """The inverse of X' W X + penalty I for vectors X of one width that come and go."""

    def __init__(self, width: int) -> None:
        self._inverse: Floats = np.eye(width, dtype=np.float32) / np.float32(PENALTY)
        self._pending: Floats | None = (
            None  # X' W X of what the inverse lacks: many come before the first is needed
        )

    def copy(self) -> Ridge:
        """Return one that goes on by itself."""
        other = Ridge(0)
        other._inverse, other._pending = self._inverse, self._pending  # an update makes other arrays
        return other

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
        if self._pending is not None:
            whole = np.linalg.inv(self._inverse.astype(np.float64)) + self._pending
            self._inverse, self._pending = np.linalg.inv(whole).astype(np.float32), None
        found: Floats = vectors @ self._inverse
        return found

    def _update(self, examples: Floats, weight: Floats, sign: int) -> None:
        """Take few examples into the inverse at once, by the identity of Woodbury (1950)."""
        rows = examples * np.sqrt(weight)[:, None]
        if self._pending is not None or len(rows) > FEW:
            before = 0 if self._pending is None else self._pending
            self._pending = before + sign * rows.T @ rows
            return
        rows, inverse = rows.astype(np.float64), self._inverse.astype(np.float64)
        turned = rows @ inverse
        gone = sign * turned.T @ np.linalg.solve(np.eye(len(rows)) + sign * turned @ rows.T, turned)
        self._inverse = (inverse - gone).astype(np.float32)
