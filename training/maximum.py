"""Logistic regression of every kind that is needed here: weights with a sign, drawn to what is expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.verifier import chance

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Signs = NDArray[np.int_]

_STEPS = 100
_HALVINGS = 30
_STILL = 1e-7
_TINY = 1e-9  # keeps a column of zeros from having no answer


class Prior(NamedTuple):
    """How strongly each weight is drawn (k,) to what (k,) before any data is seen; 0 draws none."""

    strength: Array
    mean: Array

    @classmethod
    def none(cls, count: int) -> Prior:
        """Return one that draws no weight, and starts from ones."""
        return cls(np.zeros(count), np.ones(count))


def maximum(
    design: Array, y: Array, weight: Array, before: Array | None = None, *, sign: Signs, prior: Prior
) -> Array:
    """Return the most likely weights (k,) of a design (n, k) for outcomes y (n,), by projected Newton steps.

    A weight keeps its sign (+1, -1, 0 for either). `weight` (n,) is how much each outcome counts, `before` (n,) the
    log-odds that are there without the design.
    """
    offset = np.zeros(len(y)) if before is None else before
    beta = prior.mean.copy()

    def loss(beta: Array) -> float:
        z = design @ beta + offset
        likelihood = weight * (np.logaddexp(0.0, z) - y * z)
        return float(likelihood.sum() + 0.5 * (prior.strength * (beta - prior.mean) ** 2).sum())

    for _ in range(_STEPS):
        p = chance(design @ beta + offset)
        gradient = prior.strength * (beta - prior.mean) - design.T @ (weight * (y - p))
        free = (beta != 0) | (sign == 0) | (sign * gradient < 0)
        curved = (design[:, free] * (weight * p * (1 - p))[:, None]).T @ design[:, free]
        step = np.zeros_like(beta)
        step[free] = np.linalg.solve(curved + np.diag(prior.strength[free] + _TINY), gradient[free])
        moved = _descend(loss, beta, step, sign)
        if np.abs(moved - beta).max() < _STILL:
            break
        beta = moved
    return beta


def _descend(loss: Callable[[Array], float], beta: Array, step: Array, sign: Signs) -> Array:
    """Go along a step, back into the signs, halving it until it leads down."""
    start = loss(beta)
    for halving in range(_HALVINGS):
        moved = beta - step * 0.5**halving
        moved = np.where(sign * moved < 0, 0.0, moved)
        if loss(moved) < start:
            return moved
    return beta
