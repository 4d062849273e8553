"""Fit the verifier's numbers: nearness, a regression whose weights keep their meaning, a network, their calibration.

How much nearness speaks for a pair depends on how a field's questions came about: look-alikes that were written to trip
stand nearer than what people happen to ask. So each field has a nearness of its own in the fit, the regression and the
network learn what that leaves to be said, and the mean of all fields' nearness is shipped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.alignment import NAMES
from knowledge.matching.attention import parse_attention
from knowledge.matching.columns import COLUMNS, expand
from knowledge.matching.verifier import (
    NEARNESS,
    UNCALIBRATED,
    Calibration,
    Nearness,
    parse_verifier,
)
from training.attending import LEAST_SCALE, attending
from training.data import KINDS
from training.maximum import Prior, maximum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from knowledge.matching.attention import Attention
    from knowledge.matching.verifier import Verifier
    from training.data import Pairs

    Array = NDArray[np.float64]

RIDGE = 10.0  # of the regression
RIDGE_OF_NEARNESS = 0.3
TRAPS_ASKED = 0.25  # of the questions written to trip: so many may members ask
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


def fitted(pairs: Pairs, calibration: Calibration = UNCALIBRATED) -> Fitted:
    """Return the texts of what is fitted on all pairs, with the calibration given."""
    near, before = nearness(pairs)
    weights, bias = regression(pairs, before)
    numbers = {
        "calibration": _rounded(calibration),
        "nearness": _rounded(near),
        "bias": round(bias, 3),
        "weights": {
            column.name: round(float(weight), 3) for column, weight in zip(COLUMNS, weights, strict=True)
        },
    }
    return Fitted(json.dumps(numbers, indent=2) + "\n", _text(attending(pairs, before)))


def _rounded(numbers: Nearness | Calibration) -> dict[str, float]:
    return {name: round(number, 3) for name, number in numbers._asdict().items()}


def folds(pairs: Pairs) -> Iterator[Fold]:
    """Yield verifiers that have not seen one kind of fields, until each kind was left out once: what is learnt of one
    hand's questions about health need not hold at a shop's desk.

    Where there are fields of one kind alone, they have no others to learn from, and are judged by themselves.
    """
    for kind in KINDS.values():
        out = np.isin(pairs.field, kind)
        if out.any():
            yield Fold(out, fitted(pairs if out.all() else pairs.where(~out)).parse())


def held_out(pairs: Pairs, unseen: Iterable[Fold]) -> Array:
    """Return the log-odds (n, 2) by nearness and by the network of verifiers that have not seen the pair's kind."""
    found = np.zeros((len(pairs.y), 2))
    for fold in unseen:
        found[fold.unseen] = views(fold.verifier, pairs.where(fold.unseen))
    return found


def views(verifier: Verifier, pairs: Pairs) -> Array:
    """Return the uncalibrated log-odds (n, 2) of pairs by nearness and by the network."""
    attention = verifier.attention
    assert attention is not None  # noqa: S101  a fit has one
    by_network = [
        attention.log_odds(attention.words(asked), [attention.words(offered)], x[None])[0]
        for x, asked, offered in zip(pairs.x, pairs.asked, pairs.offered, strict=True)
    ]
    return np.c_[verifier.nearness.log_odds(pairs.x), by_network]


def calibrated(pairs: Pairs, views: Array) -> Calibration:
    """Return by what the `held_out` views (n, 2) of pairs count, neither against itself: stacking (Wolpert 1992), and
    then the calibration of Platt (1999), as if members asked every question that was written to trip.

    Only pairs to judge by are looked at: first candidates, which are what members see. Traps weigh less than one.
    """
    judged, ones = pairs.judged, np.ones((pairs.judged.sum(), 1))
    y, asked = pairs.y[judged], np.where(pairs.weight[judged] < 1, TRAPS_ASKED, 1.0)
    *shares, _ = maximum(np.c_[views[judged], ones], y, asked, sign=np.array([1, 1, 0]), prior=Prior.none(3))
    summed = views[judged] @ shares
    slope, offset = maximum(np.c_[summed, ones], y, ones[:, 0], sign=np.zeros(2, int), prior=Prior.none(2))
    return Calibration(*(float(slope * share) for share in shares), float(offset))


def nearness(pairs: Pairs) -> tuple[Nearness, Array]:
    """Return the mean of the fields' nearness, and the log-odds (n,) of pairs by their own field's."""
    design = np.c_[pairs.x[:, [NAMES.index(name) for name in NEARNESS]], np.ones(len(pairs.y))]
    weighed = np.array([1.0] * len(NEARNESS) + [0.0])
    prior = Prior(RIDGE_OF_NEARNESS * weighed, np.zeros(len(weighed)))
    before, found = np.zeros(len(pairs.y)), []
    for field in sorted(set(pairs.field.tolist())):
        of = pairs.field == field
        found.append(maximum(design[of], pairs.y[of], pairs.weight[of], sign=weighed, prior=prior))
        before[of] = design[of] @ found[-1]
    return Nearness(*np.mean(found, axis=0).tolist()), before


def regression(pairs: Pairs, before: Array) -> tuple[Array, float]:
    """Fit the logistic regression on what log-odds (n,) leave to be said, on columns brought to one scale; a ridge
    draws its weights to what is expected. Return weights of the plain columns, and bias.
    """
    x = expand(pairs.x)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), LEAST_SCALE)
    design, sign = np.c_[(x - mean) / scale, np.ones(len(x))], np.array([*(each.sign for each in COLUMNS), 0])
    expected = scale * np.array([column.expected for column in COLUMNS])
    prior = Prior(np.append(np.full(len(COLUMNS), RIDGE), 0.0), np.append(expected, 0.0))
    *weights, bias = maximum(design, pairs.y, pairs.weight, before, sign=sign, prior=prior)
    return weights / scale, float(bias - mean @ (weights / scale))


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
