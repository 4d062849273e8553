"""Is it the same question? A pair -> calibrated confidence, by the numbers in verifier.json and attention.json.

How near the two are says much, and says too much of look-alikes; what that leaves to be said, a network says that reads
both questions word by word beside the named features of the pair. Where there are no words to read, a logistic
regression over the features stands in its place: a person can read its weights and check them against their meaning.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES, Features
from knowledge.matching.columns import COLUMNS, expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.matching.attention import Attention

    Array = NDArray[np.float64]
    Words = NDArray[np.int8]

_FARTHEST = 30.0  # log-odds beyond which a chance is certain to the last bit


class Nearness(NamedTuple):
    """What it says for a pair to be near, and nearer than others: bias + weights . features."""

    asked: float = 0.0
    lead: float = 0.0
    ridge: float = 0.0
    bias: float = 0.0

    def log_odds(self, vectors: Array) -> Array:
        """Return the log-odds of feature vectors, (n, len(NAMES)) -> (n,)."""
        odds: Array = self.bias + sum(
            getattr(self, name) * vectors[:, NAMES.index(name)] for name in NEARNESS
        )
        return odds


NEARNESS = Nearness._fields[:-1]
"""The features that nearness goes by: all of its numbers but the bias weigh one."""


@dataclass(frozen=True, slots=True)
class Regression:
    """Log-odds = bias + weights . columns."""

    weights: Array
    bias: float

    def log_odds(self, vectors: Array) -> Array:
        """Return the log-odds of feature vectors, (n, len(NAMES)) -> (n,)."""
        odds: Array = self.bias + expand(vectors) @ self.weights
        return odds


class Calibration(NamedTuple):
    """By what the log-odds of nearness and of the network count, and what is added to the sum: fitted on fields of
    kinds that neither had seen.
    """

    nearness: float
    network: float
    offset: float

    def log_odds(self, near: Array, read: Array) -> Array:
        """Return the calibrated log-odds (n,) of those by nearness and by the network, (n,) each."""
        odds: Array = self.nearness * near + self.network * read + self.offset
        return odds


UNCALIBRATED = Calibration(1.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Confidence = 1 / (1 + exp(-log-odds))."""

    nearness: Nearness
    regression: Regression
    attention: Attention | None
    calibration: Calibration

    @classmethod
    def blank(cls) -> Verifier:
        """Return a verifier that knows nothing yet: what a fit starts from."""
        unfitted = Regression(np.zeros(len(COLUMNS)), 0.0)
        return cls(Nearness(), unfitted, None, UNCALIBRATED)

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
        """Return the calibrated log-odds (n,) of pairs; `vectors` are their features, (n, len(NAMES))."""
        near = self.nearness.log_odds(vectors)
        if self.attention is None or asked is None:
            return near + self.regression.log_odds(vectors)
        return self.calibration.log_odds(near, self.attention.log_odds(asked, offered, vectors))

    def chances(self, log_odds: Array) -> list[float]:
        """Return the chances that log-odds (n,) mean."""
        return [float(each) for each in chance(log_odds)]


def chance(log_odds: Array) -> Array:
    """Return the logistic function of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_FARTHEST, _FARTHEST))))


def parse_verifier(text: str, attention: Attention | None, name: str = "verifier.json") -> Verifier:
    """Read the fitted numbers beside those of `attention`; raises BadData where they do not fit the features."""
    try:
        data = json.loads(text)
        nearness = Nearness(**_floats(data["nearness"]))
        calibration = Calibration(**_floats(data["calibration"]))
        return Verifier(nearness, _regression(data), attention, calibration)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadData(name, "numbers", repr(error)) from error


def _floats(numbers: dict[str, Any]) -> dict[str, float]:
    return {name: float(number) for name, number in numbers.items()}


def _regression(data: dict[str, Any]) -> Regression:
    weights = data["weights"]
    if set(weights) != {column.name for column in COLUMNS}:
        raise ValueError(sorted({column.name for column in COLUMNS}.symmetric_difference(weights)))
    return Regression(np.array([float(weights[column.name]) for column in COLUMNS]), float(data["bias"]))
