"""Fit the verifier's numbers: a regression whose weights keep their meaning, a network, and their calibration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.attention import parse_attention
from knowledge.matching.verifier import COLUMNS, chance, expand, parse_verifier
from training.attending import LEAST_SCALE, attending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from knowledge.matching.attention import Attention
    from knowledge.matching.verifier import Verifier
    from training.data import Pairs

    Array = NDArray[np.float64]

RIDGE = 10.0
FOLDS = 4
DIGITS = 3  # of a number of the network


class Fitted(NamedTuple):
    """The texts of verifier.json and attention.json."""

    verifier: str
    attention: str

    def parse(self) -> Verifier:
        """Return the verifier that whoever reads these texts will have."""
        return parse_verifier(self.verifier, parse_attention(self.attention))


class Fold(NamedTuple):
    """Which pairs (n,) a verifier has not seen the fields of, and that verifier, uncalibrated."""

    unseen: NDArray[np.bool_]
    verifier: Verifier


def fitted(pairs: Pairs, slope: float = 1.0, offset: float = 0.0) -> Fitted:
    """Return the texts of both models fitted on all pairs, with the calibration given."""
    weights, bias = regression(pairs)
    numbers = {
        "slope": round(slope, 3),
        "offset": round(offset, 3),
        "bias": round(bias, 3),
        "weights": {
            column.name: round(float(weight), 3) for column, weight in zip(COLUMNS, weights, strict=True)
        },
    }
    return Fitted(json.dumps(numbers, indent=2) + "\n", _text(attending(pairs)))


def folds(pairs: Pairs) -> Iterator[Fold]:
    """Yield verifiers that have not seen some of the fields, until each field was left out once.

    A single field has no others to learn from, and is judged by itself.
    """
    names = sorted(set(pairs.field.tolist()))
    for fold in range(min(FOLDS, len(names))):
        out = np.isin(pairs.field, names[fold::FOLDS])
        yield Fold(out, fitted(pairs if out.all() else pairs.where(~out)).parse())


def held_out(pairs: Pairs, unseen: Iterable[Fold]) -> Array:
    """Return the log-odds (n,) that verifiers give which have not seen the field of the pair."""
    odds = np.zeros(len(pairs.y))
    for fold in unseen:
        odds[fold.unseen] = log_odds(fold.verifier, pairs.where(fold.unseen))
    return odds


def log_odds(verifier: Verifier, pairs: Pairs) -> Array:
    """Return the uncalibrated log-odds (n,) of pairs."""
    attention = verifier.attention
    if attention is None:
        return verifier.regression.log_odds(pairs.x)
    return np.array(
        [
            verifier.log_odds(x[None], attention.words(asked), [attention.words(offered)])[0]
            for x, asked, offered in zip(pairs.x, pairs.asked, pairs.offered, strict=True)
        ]
    )


def _text(network: Attention) -> str:
    """Return the numbers of a network, a line for each row."""
    parts = [f'"middle": {_row(network.middle)}', f'"basis": {_rows(network.basis)}']
    for name in ("compare", "judge", "last"):
        layer = getattr(network, name)
        parts.append(f'"{name}": {{"weights": {_rows(layer.weights)}, "bias": {_row(layer.bias)}}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _rows(matrix: NDArray[np.float32]) -> str:
    return "[\n" + ",\n".join(map(_row, matrix)) + "]"


def _row(numbers: NDArray[np.float32]) -> str:
    return json.dumps([round(float(number), DIGITS) for number in numbers], separators=(",", ":"))


def calibrated(log_odds: Array, y: Array) -> tuple[float, float]:
    """Return the slope and offset that make log-odds true (Platt 1999), by Newton's method."""
    design, beta = np.c_[log_odds, np.ones(len(y))], np.array([1.0, 0.0])

    def loss(beta: Array) -> float:
        z = design @ beta
        return float((np.logaddexp(0.0, z) - y * z).sum())

    for _ in range(50):
        p = chance(design @ beta)
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design, design.T @ (p - y))
        moved = _descend(loss, beta, step, np.zeros(2))
        if np.abs(moved - beta).max() < 1e-9:
            break
        beta = moved
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
