"""Differences in a few words, for the author and for moderators."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from knowledge.language.concepts import Concept
    from knowledge.matching.differences import Differences
    from knowledge.matching.reading import Reading, Term

_WORTH_A_WORD = 0.3
_MOST_TERMS = 3
_UNRELATED = 0.5  # share of a name's weight that is left uncovered by anything that is not a relation of it


def reasons(asked: Reading, offered: Reading, found: Differences) -> tuple[str, ...]:
    """Say what speaks against the pair, the weightiest first; `offered` is the entry's nearest question."""
    return tuple(dict.fromkeys(_reasons(asked, offered, found)))


def _reasons(asked: Reading, offered: Reading, found: Differences) -> Iterator[str]:
    lacking, extra = _terms(asked, found.lacking), _terms(offered, found.extra)
    yield from _other_things(_named(asked, found.lost), _named(offered, found.extra))
    yield from (f"asks about {mine}, the entry is about {theirs}" for mine, theirs in found.contrasts)
    yield from (f"asks about {each}" for each in sorted(found.populations_missing))
    yield from (f"the entry is about {each}" for each in sorted(found.populations_extra))
    apart = {one.shown: other.shown for one, other in found.quantities_apart}
    yield from (f"asks about {one}, the entry says {other}" for one, other in apart.items())
    yield from (f"asks about {each.shown}" for each in found.quantities_missing if each.shown not in apart)
    if found.kinds_differ:
        yield f"asks {_kinds(asked)}, the entry says {_kinds(offered)}"
    if found.turned:
        yield "the other way round"
    yield from (f"asks about {term.shown}" for term in lacking)
    yield from (f"the entry is about {term.shown}" for term in extra)


def _other_things(lost: list[Concept], extra: list[Concept]) -> Iterator[str]:
    """Name two things of one kind of which each stands on one side: "different drug: A / B"."""
    for mine, theirs in product(lost, extra):
        if mine.kind is theirs.kind:
            kind = mine.kind.value.replace("-", " ")
            yield f"different {kind}: {mine.name.casefold()} / {theirs.name.casefold()}"


def _named(reading: Reading, uncovered: NDArray[np.float64]) -> list[Concept]:
    """Return the concepts of which the other text has neither the name nor one that is related to it."""
    places = zip(reading.terms, uncovered, strict=True)
    return [term.concept for term, rest in places if term.concept and rest > _UNRELATED * term.weight]


def _kinds(reading: Reading) -> str:
    return " and ".join(sorted(kind.replace("-", " ") for kind in reading.kinds))


def _terms(reading: Reading, uncovered: NDArray[np.float64]) -> list[Term]:
    """Return at most three terms that are worth a word, weightiest first."""
    order = np.argsort(-uncovered, kind="stable")
    return [reading.terms[place] for place in order[:_MOST_TERMS] if uncovered[place] > _WORTH_A_WORD]
