"""Is it the same question? A pair -> calibrated confidence, by the numbers in verifier.json and attention.json.

Two small models look at a pair, and their log-odds are averaged: a logistic regression, whose weights a person can read
and check against their meaning, and a network that reads both questions word by word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES, Features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.matching.attention import Attention

    Array = NDArray[np.float64]
    Words = NDArray[np.int8]

_FARTHEST = 30.0  # log-odds beyond which a chance is certain to the last bit

EVIDENCE = ("asked", "context", "centre", "said", "lead", "same")
"""What speaks for a pair: a fit may give it no negative weight."""

EXPECTED = {
    "uncovered": (-1, -1),
    "swapped": (-3, 0),
    "inserted": (-2, 0),
    "drug_missing": (-4, -3),
    "drug_conflict": (-5, -4),
    "condition_missing": (-4, -3),
    "condition_conflict": (-5, -4),
    "thing_missing": (-3, -1),
    "thing_conflict": (-3, -1),
    "contrast": (-8, -1),
    "population_missing": (-4, -1),
    "number_missing": (-2, 0),
    "number_conflict": (-6, -1),
    "kind_differs": (-4, 0),
    "negation_differs": (-2, 0),
    "reversed": (-6, -1),
}
"""What a whole unit of a difference is expected to do to the log-odds before any data is seen, where the two texts
are else the same to the letter and where they have no letters in common: a fit is drawn towards these, so that what is
rare in the training data keeps its meaning."""

DIFFERENCES = tuple(
    name
    for name in NAMES
    if name not in {*EVIDENCE, "surface", "shared_concepts", "short", "passage", "uncovered_sum"}
)
"""What speaks against a pair: a fit may give it no positive weight."""

_GATED = (*EVIDENCE, *DIFFERENCES)
_PRODUCTS = {
    ("asked", "asked"): +1,
    ("asked", "lead"): +1,
    ("surface", "lead"): +1,
    ("asked", "uncovered"): -1,
    ("asked", "unasked"): -1,
    ("asked", "extra"): -1,
}
_PLAIN = {"surface": +1, "shared_concepts": +1, "short": 0, "passage": 0, "uncovered_sum": -1}
_PLACE = {name: place for place, name in enumerate(NAMES)}


class Column(NamedTuple):
    """A number that the regression weighs: which way it may move the confidence (+1, -1, 0 for either) and what a
    unit of it is expected to do to the log-odds.
    """

    name: str
    sign: int
    expected: float


def _columns() -> tuple[Column, ...]:
    gated = []
    for name in _GATED:
        sign = +1 if name in EVIDENCE else -1
        alike, apart = EXPECTED.get(name, (0, 0))
        gated += [Column(f"{name} where alike", sign, alike), Column(f"{name} where apart", sign, apart)]
    products = [Column(f"{one} x {other}", sign, 0.0) for (one, other), sign in _PRODUCTS.items()]
    return (*gated, *products, *(Column(name, sign, 0.0) for name, sign in _PLAIN.items()))


COLUMNS = _columns()


def expand(vectors: Array) -> Array:
    """Return the columns of feature vectors, (n, len(NAMES)) -> (n, len(COLUMNS)).

    A difference weighs otherwise in a text that is else the same to the letter (there it was made on purpose) than in
    one that says it all in other words, so each stands twice: by its share of alike and of unlike surface.
    """
    gated = vectors[:, [_PLACE[name] for name in _GATED]]
    alike = vectors[:, [_PLACE["surface"]]]
    twice = np.stack([gated * alike, gated * (1 - alike)], axis=2).reshape(len(vectors), -1)
    products = [vectors[:, _PLACE[one]] * vectors[:, _PLACE[other]] for one, other in _PRODUCTS]
    plain = vectors[:, [_PLACE[name] for name in _PLAIN]]
    return np.concatenate([twice, np.stack(products, axis=1), plain], axis=1)


@dataclass(frozen=True, slots=True)
class Regression:
    """Log-odds = bias + weights . columns."""

    weights: Array
    bias: float

    def log_odds(self, vectors: Array) -> Array:
        """Return the log-odds of feature vectors, (n, len(NAMES)) -> (n,)."""
        odds: Array = self.bias + expand(vectors) @ self.weights
        return odds


@dataclass(frozen=True, slots=True)
class Verifier:
    """Confidence = 1 / (1 + exp(-(offset + slope * mean log-odds of both models))).

    `slope` and `offset` calibrate it (Platt 1999): they are fitted on fields that the models had not seen. Without
    `attention` the regression stands for both.
    """

    regression: Regression
    attention: Attention | None
    slope: float
    offset: float

    @classmethod
    def blank(cls) -> Verifier:
        """Return a verifier that knows nothing yet: what a fit starts from."""
        return cls(Regression(np.zeros(len(COLUMNS)), 0.0), None, 1.0, 0.0)

    def without_words(self) -> Verifier:
        """Return a verifier that goes by features alone: another sentence model's words say nothing to this one."""
        return replace(self, attention=None)

    def confidences(
        self, features: Sequence[Features], asked: Words | None = None, offered: Sequence[Words] = ()
    ) -> list[float]:
        """Return for each pair the chance (0..1) that the entry answers the question; with `attention` it needs the
        words, as that returns them, of the question and of the entries' questions.
        """
        if not features:
            return []
        return self.chances(self.log_odds(np.stack([each.vector() for each in features]), asked, offered))

    def log_odds(self, vectors: Array, asked: Words | None, offered: Sequence[Words]) -> Array:
        """Return the mean log-odds (n,) of both models, uncalibrated; `vectors` are the features, (n, len(NAMES))."""
        odds = self.regression.log_odds(vectors)
        if self.attention is None or asked is None:
            return odds
        mean: Array = (odds + self.attention.log_odds(asked, offered, vectors)) / 2
        return mean

    def chances(self, log_odds: Array) -> list[float]:
        """Return the calibrated chances that are meant by the mean log-odds of both models, (n,)."""
        return [float(each) for each in chance(self.offset + self.slope * log_odds)]


def chance(log_odds: Array) -> Array:
    """Return the logistic function of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_FARTHEST, _FARTHEST))))


def parse_verifier(text: str, attention: Attention | None, name: str = "verifier.json") -> Verifier:
    """Read the fitted numbers beside those of `attention`; raises BadData where they do not fit the features."""
    try:
        data = json.loads(text)
        return Verifier(_regression(data), attention, float(data["slope"]), float(data["offset"]))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadData(name, "numbers", repr(error)) from error


def _regression(data: dict[str, Any]) -> Regression:
    weights = data["weights"]
    if set(weights) != {column.name for column in COLUMNS}:
        raise ValueError(sorted({column.name for column in COLUMNS}.symmetric_difference(weights)))
    return Regression(np.array([float(weights[column.name]) for column in COLUMNS]), float(data["bias"]))
