"""Boosted decision trees: small ones that are added up (Friedman 2001). Fitting is done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

Node = list[Any]
"""A split [feature, threshold, node where it is at most that, node where it is more], or a leaf [value]."""

_ROOT = 0


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees in one row, those of each from its root on. A leaf points at itself, so that all trees can
    be walked in step.
    """

    roots: Places
    feature: Places
    threshold: Array
    low: Places
    high: Places
    value: Array
    depth: int
    base: float

    @classmethod
    def none(cls) -> Trees:
        """Return no trees: log-odds of 0 for everything."""
        return cls.parse([], {}, 0.0)

    @classmethod
    def parse(cls, trees: Sequence[Sequence[Node]], places: Mapping[str, int], base: float) -> Trees:
        """Read trees, each a list of its nodes, root first; `places` are those of the features by their names.

        Raises:
            KeyError, IndexError, ValueError, TypeError: that is no tree.
        """
        shape = (len(trees), max(map(len, trees), default=1))
        feature, low, high = (np.zeros(shape, dtype=np.intp) for _ in range(3))
        threshold, value = np.zeros(shape), np.zeros(shape)
        for row, nodes in enumerate(trees):
            for place, node in enumerate(nodes):
                if len(node) == 1:
                    value[row, place], low[row, place], high[row, place] = node[0], place, place
                    continue
                name, threshold[row, place], low[row, place], high[row, place] = node
                feature[row, place] = places[name]
                if not place < min(low[row, place], high[row, place]) <= max(node[2:]) < len(nodes):
                    raise ValueError(node)
        roots = np.arange(0, feature.size, shape[1], dtype=np.intp)
        return cls(
            roots,
            feature.ravel(),
            threshold.ravel(),
            (roots[:, None] + low).ravel(),
            (roots[:, None] + high).ravel(),
            value.ravel(),
            max(map(_depth, trees), default=0),
            base,
        )

    def log_odds(self, vectors: Array) -> Array:
        """Return the sum of the trees for each vector, (n, features) -> (n,)."""
        node = np.tile(self.roots, (len(vectors), 1))
        # Where each vector begins among the numbers of all.
        first = np.arange(len(vectors))[:, None] * vectors.shape[1]
        for _ in range(self.depth):
            at_most = vectors.take(first + self.feature.take(node)) <= self.threshold.take(node)
            node = np.where(at_most, self.low.take(node), self.high.take(node))
        total: Array = self.base + self.value.take(node).sum(axis=1)
        return total


def _depth(nodes: Sequence[Node], place: int = _ROOT) -> int:
    node = nodes[place]
    return 0 if len(node) == 1 else 1 + max(_depth(nodes, node[2]), _depth(nodes, node[3]))
