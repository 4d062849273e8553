"""Fit the verifier's numbers: a regression whose weights keep their meaning, shallow trees, and their calibration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from knowledge.matching.alignment import NAMES
from knowledge.matching.verifier import COLUMNS, EXPECTED, chance, expand, parse_verifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from training.data import Pairs

    Array = NDArray[np.float64]

RIDGE = 10.0
LEAST_SCALE = 0.1
FOLDS = 4
TREES = {
    "max_iter": 400,
    "learning_rate": 0.05,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 30,
    "l2_regularization": 10.0,
    "max_features": 0.25,
    "early_stopping": False,
    "random_state": 0,
}
RISING = ("asked", "context", "centre", "said", "lead")
FALLING = (*EXPECTED, "unasked")


def fitted(pairs: Pairs, log_odds: Array) -> str:
    """Return the text of verifier.json: both models fitted on all pairs, calibrated by their `held_out` log-odds."""
    slope, offset = calibrated(log_odds[pairs.first], pairs.y[pairs.first])
    return _text(_models(pairs), round(slope, 3), round(offset, 3))


def held_out(pairs: Pairs) -> Array:
    """Return the uncalibrated log-odds (n,) that models give which have not seen the field of the pair.

    A single field has no others to learn from, and is judged by itself.
    """
    names = sorted(set(pairs.field.tolist()))
    log_odds = np.zeros(len(pairs.y))
    for fold in range(min(FOLDS, len(names))):
        out = np.isin(pairs.field, names[fold::FOLDS])
        verifier = parse_verifier(_text(_models(pairs if out.all() else pairs.where(~out)), 1.0, 0.0))
        log_odds[out] = verifier.log_odds(pairs.x[out])
    return log_odds


def _models(pairs: Pairs) -> dict[str, Any]:
    weights, bias = regression(pairs)
    base, trees = boosted(pairs)
    names = [column.name for column in COLUMNS]
    return {
        "bias": round(bias, 3),
        "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
        "base": round(base, 3),
        "trees": trees,
    }


def _text(models: dict[str, Any], slope: float, offset: float) -> str:
    weights = ",\n".join(f"    {json.dumps(name)}: {weight}" for name, weight in models["weights"].items())
    trees = ",\n".join(f"    {json.dumps(tree)}" for tree in models["trees"])
    return (
        f'{{\n  "slope": {slope},\n  "offset": {offset},\n  "bias": {models["bias"]},\n'
        f'  "weights": {{\n{weights}\n  }},\n  "base": {models["base"]},\n  "trees": [\n{trees}\n  ]\n}}\n'
    )


def calibrated(log_odds: Array, y: Array) -> tuple[float, float]:
    """Return the slope and offset that make log-odds true (Platt 1999), by Newton's method."""
    design, beta = np.c_[log_odds, np.ones(len(y))], np.array([1.0, 0.0])
    for _ in range(50):
        p = chance(design @ beta)
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design, design.T @ (p - y))
        beta = beta - step
        if np.abs(step).max() < 1e-9:
            break
    return float(beta[0]), float(beta[1])


def regression(pairs: Pairs) -> tuple[Array, float]:
    """Fit the logistic regression on columns brought to one scale; return weights of the plain columns, and bias."""
    x = expand(pairs.x)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), LEAST_SCALE)
    expected = np.array([column.expected for column in COLUMNS])
    weights, bias = _signed((x - mean) / scale, pairs.y, pairs.weight, scale * expected)
    return weights / scale, bias - float(mean @ (weights / scale))


def _signed(x: Array, y: Array, weight: Array, expected: Array) -> tuple[Array, float]:
    """Fit by projected Newton steps: weights keep their signs, and a ridge draws them to what is expected."""
    design, sign = np.c_[x, np.ones(len(x))], np.array([*(column.sign for column in COLUMNS), 0])
    penalty, prior = np.r_[np.full(x.shape[1], RIDGE), 0.0], np.r_[expected, 0.0]
    beta = prior.copy()

    def loss(beta: Array) -> float:
        z = design @ beta
        likelihood = weight * (np.logaddexp(0.0, z) - y * z)
        return float(likelihood.sum() + 0.5 * (penalty * (beta - prior) ** 2).sum())

    for _ in range(100):
        p = chance(design @ beta)
        gradient = penalty * (beta - prior) - design.T @ (weight * (y - p))
        free = (beta != 0) | (sign == 0) | (sign * gradient < 0)
        hessian = (design[:, free] * (weight * p * (1 - p))[:, None]).T @ design[:, free]
        step = np.zeros_like(beta)
        step[free] = np.linalg.solve(hessian + np.diag(penalty[free] + 1e-9), gradient[free])
        moved = _descend(loss, beta, step, sign)
        if np.abs(moved - beta).max() < 1e-7:
            break
        beta = moved
    return beta[:-1], float(beta[-1])


def _descend(loss: Callable[[Array], float], beta: Array, step: Array, sign: Array) -> Array:
    """Go along a step, back into the signs, halving it until it leads down."""
    start = loss(beta)
    for halving in range(30):
        moved = beta - step * 0.5**halving
        moved = np.where(sign * moved < 0, 0.0, moved)
        if loss(moved) < start:
            return moved
    return beta


def boosted(pairs: Pairs) -> tuple[float, list[list[list[Any]]]]:
    """Fit the trees; return their base and their nodes. What is plain evidence may only raise the odds, and plain
    differences only lower them.
    """
    constraints = [1 if name in RISING else -1 if name in FALLING else 0 for name in NAMES]
    model = HistGradientBoostingClassifier(monotonic_cst=constraints, **TREES)
    with threadpool_limits(1):  # sums in another order would be other sums
        model.fit(pairs.x, pairs.y, pairs.weight)
    predictors = [each for (each,) in model._predictors]  # noqa: SLF001  the library has no other way to its trees
    return float(model._baseline_prediction.ravel()[0]), [_nodes(each.nodes) for each in predictors]  # noqa: SLF001


def _nodes(nodes: NDArray[np.void]) -> list[list[Any]]:
    return [
        [round(float(node["value"]), 4)]
        if node["is_leaf"]
        else [
            NAMES[node["feature_idx"]],
            round(float(node["num_threshold"]), 5),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]
