"""What the regression weighs: columns made of the features, each with the way it may move the confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.matching.alignment import NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

EVIDENCE = ("asked", "context", "centre", "ridge", "said", "lead", "same")
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
