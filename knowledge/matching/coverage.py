"""How far the words and concepts of one text are covered by another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.reading import Reading, Term

    Array = NDArray[np.float64]
    Related = Callable[[str, str], bool]

_SYNONYM = 0.85  # how far a listed synonym covers a word
_KIN = 0.6  # how far a drug class covers its drug, and the reverse
_PART = 0.8  # how far a word covers a concept of whose name it is a part
_FAR, _NEAR = 0.45, 0.80  # word-vector cosines below and above which a word is not at all / wholly covered
_VECTOR = 0.9  # the most that word vectors can cover


def coverage(reading: Reading, others: Sequence[Reading], related: Related) -> Array:
    """Return how far each term of `reading` is covered by the terms of `others`, 0..1, shape (terms,)."""
    covered = np.zeros(len(reading.terms))
    for other in others:
        if not reading.terms or not other.terms:
            continue
        cosines = reading.vectors @ other.vectors.T
        near = _VECTOR * np.clip((cosines.max(axis=1) - _FAR) / (_NEAR - _FAR), 0, 1)
        keys = {term.key for term in other.terms}
        synonyms = frozenset[int]().union(*(term.synonyms for term in other.terms))
        named = [term.concept.id for term in other.terms if term.concept]
        for place, term in enumerate(reading.terms):
            best = 1.0 if term.key in keys else float(near[place]) if term.concept is None else 0.0
            if best < 1 and term.synonyms & synonyms:
                best = max(best, _SYNONYM)
            if best < 1 and term.concept is not None:
                best = max(best, _concept_cover(term, named, other, related))
            covered[place] = max(covered[place], best)
    return covered


def _concept_cover(term: Term, named: Sequence[str], other: Reading, related: Related) -> float:
    assert term.concept is not None  # noqa: S101  for the type checker; the caller looked
    if any(related(term.concept.id, each) for each in named):
        return _KIN
    words = set(term.shown.split())
    return _PART if any(each.concept is None and each.shown in words for each in other.terms) else 0.0
