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

SIGNS = {
    name: +1 if name in {"asked", "said", "surface", "lead", "shared_concepts", "context"} else -1
    for name in NAMES
} | {"short": 0, "passage": 0}
"""Which way a feature may move the confidence: up, down, or either way (0). A fit cannot learn a quirk of its data
against the meaning of a feature."""

EXPECTED = {
    "drug_missing": -4.0,
    "condition_missing": -4.0,
    "thing_missing": -3.0,
    "opposites": -3.0,
    "reversed": -3.0,
    "population_missing": -1.5,
    "uncovered": -1.0,
    "number_missing": -0.5,
    "kind_differs": -0.5,
}
"""What a whole unit of a feature is expected to do to the log-odds before any data is seen: a fit is drawn towards
these, so that what is rare in the training data keeps its meaning."""

PRODUCTS: dict[tuple[str, str], int] = {
    ("asked", "asked"): +1,
    ("asked", "lead"): +1,
    ("surface", "lead"): +1,
    ("asked", "uncovered"): -1,
    ("asked", "unasked"): -1,
    ("asked", "extra"): -1,
    # Nearly the same letters and one other word: that is how a look-alike is made.
    ("surface", "uncovered"): -1,
    ("surface", "unasked"): -1,
    ("surface", "extra"): -1,
    ("surface", "drug_missing"): -1,
    ("surface", "thing_missing"): -1,
    ("surface", "condition_missing"): -1,
    ("surface", "kind_differs"): -1,
    ("surface", "population_missing"): -1,
    ("asked", "population_missing"): -1,
    ("asked", "drug_missing"): -1,
    ("asked", "condition_missing"): -1,
    ("surface", "opposites"): -1,
    ("surface", "number_missing"): -1,
    ("surface", "negation_differs"): -1,
}
"""Features that mean more together, with their signs."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A logistic regression: confidence = 1 / (1 + exp(-(bias + weights . (x - mean) / scale)))."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    @classmethod
    def blank(cls) -> Verifier:
        """Return a verifier that knows nothing yet: what a fit starts from."""
        zeros = np.zeros(len(column_names()))
        return cls(zeros, np.ones_like(zeros), zeros, 0.0)

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


def column_expectations() -> list[float]:
    """Return the expected weights of the expanded features, a unit of each, in order."""
    return [EXPECTED.get(name, 0.0) for name in column_names()]


def column_signs() -> list[int]:
    """Return the signs of the expanded features, in order."""
    return [*(SIGNS[name] for name in NAMES), *PRODUCTS.values()]


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
