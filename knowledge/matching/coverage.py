"""How far the words and concepts of one text are covered by another's."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from knowledge.language.concepts import ConceptKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.reading import Reading, Summary, Term

    Array = NDArray[np.float64]
    Related = Callable[[str, str], bool]

_SYNONYM = 0.85  # how far a listed synonym covers a word
_KIN = 0.6  # how far a drug class covers its drug, and the reverse
_PART = 0.8  # how far a word covers a concept of whose name it is a part, and the reverse
_NAMES = frozenset(
    {
        ConceptKind.DRUG,
        ConceptKind.DRUG_CLASS,
        ConceptKind.CONDITION,
        ConceptKind.TRIAL,
        ConceptKind.VACCINE,
        ConceptKind.PROCEDURE,
    }
)
_FAR, _NEAR = 0.45, 0.80  # word-vector cosines below and above which a word is not at all / wholly covered
_VECTOR = 0.9  # the most that word vectors can cover


def coverage(reading: Reading, others: Sequence[Reading], related: Related) -> Array:
    """Return how far each term of `reading` is covered by the terms of `others`, 0..1, shape (terms,)."""
    covered = [0.0] * len(reading.terms)
    for other in others:
        if not reading.terms or not other.terms:
            continue
        nearest = _cosines(reading, other).max(axis=1)
        near = _VECTOR * np.minimum(np.maximum((nearest - _FAR) / (_NEAR - _FAR), 0), 1)
        found = map(_covered, reading.terms, near.tolist(), repeat(other.summary), repeat(related))
        covered = list(map(max, covered, found))
    return np.array(covered)


def _cosines(reading: Reading, other: Reading) -> NDArray[np.float32]:
    """Return how near each term is to each of the other's; two concepts are the same or not, never nearly."""
    cosines: NDArray[np.float32] = reading.vectors @ other.vectors.T
    if reading.summary.concepts and other.summary.concepts:
        mine, theirs = ([place for place, _ in each.summary.concepts] for each in (reading, other))
        cosines[np.ix_(mine, theirs)] = 0.0
    return cosines


def _covered(term: Term, near: float, other: Summary, related: Related) -> float:
    """Return how far a text covers a term, given how far its nearest word does."""
    if term.key in other.keys:
        return 1.0
    is_name = _is_name(term)
    best = 0.0 if is_name else near
    synonyms, stems = (
        (other.plain_synonyms, other.plain_stems) if term.concept else (other.synonyms, other.stems)
    )
    if best < _SYNONYM and not term.synonyms.isdisjoint(synonyms):
        best = _SYNONYM
    if best < _PART and not is_name and not term.stems.isdisjoint(stems):
        best = _PART
    if best < _KIN and term.concept and any(related(term.concept.id, each.id) for _, each in other.concepts):
        best = _KIN
    return best


def _is_name(term: Term) -> bool:
    """Tell what is this very thing or another, whatever its name is near to or has in common with it."""
    return term.concept is not None and term.concept.kind in _NAMES
