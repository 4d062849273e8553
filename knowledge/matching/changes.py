"""How one text becomes the other, word by word: what a look-alike changes in an otherwise equal question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.matching.reading import Reading

    Array = NDArray[np.float64]

_STOP_WORD = 0.15  # the weight of a word without content when texts are laid side by side
_TELLING = 0.3  # weight of a term whose place in the order counts


class Changes(NamedTuple):
    """What turns the one text into the other.

    `same` is the weighted share of words that stay where they are (0..1); `swapped`, `inserted` and `deleted` are the
    weights (0..1) of the weightiest word that takes another's place, is new, or is gone; `reordered` is the share of
    pairs of common terms that stand in the other order.
    """

    same: float
    swapped: float
    inserted: float
    deleted: float
    reordered: float


def changes(asked: Reading, offered: Reading, lost: Array, extra: Array) -> Changes:
    """Lay two readings side by side.

    `lost` and `extra` say of each of their terms how much weight the other text leaves uncovered.
    """
    same = swapped = inserted = deleted = 0.0
    for step in Levenshtein.opcodes(asked.stems, offered.stems):
        if step.tag == "equal":
            same += sum(_weights(asked, step.src_start, step.src_end))
            continue
        here = _peak(asked, lost, step.src_start, step.src_end)
        there = _peak(offered, extra, step.dest_start, step.dest_end)
        swapped, inserted, deleted = max(swapped, min(here, there)), max(inserted, here), max(deleted, there)
    total = sum(_weights(asked, 0, None)) + sum(_weights(offered, 0, None))
    return Changes(2 * same / total if total else 0.0, swapped, inserted, deleted, _reordered(asked, offered))


def _weights(reading: Reading, start: int, end: int | None) -> Iterator[float]:
    return (reading.terms[term].weight if term >= 0 else _STOP_WORD for term in reading.places[start:end])


def _peak(reading: Reading, uncovered: Array, start: int, end: int) -> float:
    return max((float(uncovered[term]) for term in reading.places[start:end] if term >= 0), default=0.0)


def _reordered(asked: Reading, offered: Reading) -> float:
    first: dict[str, int] = {}
    for place, term in enumerate(offered.places):
        if term >= 0:
            first.setdefault(offered.terms[term].key, place)
    common = (asked.terms[term] for term in dict.fromkeys(asked.places) if term >= 0)
    order = [first[term.key] for term in common if term.key in first and term.weight > _TELLING]
    pairs = [one > other for place, one in enumerate(order) for other in order[place + 1 :]]
    return sum(pairs) / len(pairs) if pairs else 0.0
