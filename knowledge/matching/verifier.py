"""Is it the same question? Features of a pair -> calibrated confidence, by the numbers in verifier.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES, Features

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRODUCTS = (
    ("asked", "uncovered"),
    ("asked", "unasked"),
    ("asked", "extra"),
    ("asked", "lead"),
    ("uncovered", "extra"),
    ("asked", "asked"),
    ("lead", "lead"),
    ("uncovered", "short"),
)


@dataclass(frozen=True, slots=True)
class Verifier:
    """A logistic regression: confidence = 1 / (1 + exp(-(bias + weights . (x - mean) / scale)))."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def confidence(self, features: Features) -> float:
        """Return the chance (0..1) that the entry answers the question."""
        x = (expand(features.vector()) - self.mean) / self.scale
        return float(1 / (1 + np.exp(-np.clip(self.bias + x @ self.weights, -30, 30))))


def expand(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the features with their listed products, shape (..., len(NAMES) + len(PRODUCTS))."""
    place = {name: i for i, name in enumerate(NAMES)}
    products = [vector[..., place[a]] * vector[..., place[b]] for a, b in PRODUCTS]
    return np.concatenate([vector, np.stack(products, axis=-1)], axis=-1)


def column_names() -> list[str]:
    """Return the names of the expanded features, in order."""
    return [*NAMES, *(f"{a}*{b}" for a, b in PRODUCTS)]


def parse_verifier(text: str, name: str = "verifier.json") -> Verifier:
    """Read the fitted numbers; raises BadData where they do not fit the features."""
    try:
        data = json.loads(text)
        rows = {row["feature"]: row for row in data["weights"]}
        columns = [rows[column] for column in column_names()]
        return Verifier(
            mean=np.array([row["mean"] for row in columns]),
            scale=np.array([row["scale"] for row in columns]),
            weights=np.array([row["weight"] for row in columns]),
            bias=float(data["bias"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadData(name, "weights", repr(error)) from error
