"""What two texts share and what they do not, in numbers: the features that tell a question from its look-alikes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.concepts import ConceptKind
from knowledge.matching.differences import Asked, Differences, Offered, differences
from knowledge.matching.reasons import reasons

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from knowledge.matching.reading import Reading

    Array = NDArray[np.float64]
    Related = Callable[[str, str], bool]

__all__ = ["NAMES", "Alignment", "Asked", "Cosines", "Features", "Offered", "align", "bounded_lead"]

_FAR_AHEAD = 0.6  # a lead beyond this says nothing more
_SURELY = 0.9
_ALIKE = 0.4  # share of the same words from which a "not" or an opposite turns a question round
_DRUGS = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.VACCINE})
_CONDITIONS = frozenset({ConceptKind.CONDITION})
_THINGS = frozenset(ConceptKind) - _DRUGS - _CONDITIONS  # trials, tests, body sites, procedures, symptoms
# Of each of these kinds one thing excludes another.
_APART = tuple(
    frozenset({kind})
    for kind in (ConceptKind.TRIAL, ConceptKind.TEST, ConceptKind.ANATOMY, ConceptKind.SYMPTOM)
)


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers the verifier weighs. All but `lead` and `ridge` are 0..1."""

    asked: float  # sentence cosine with the nearest question or phrasing
    context: float  # the same when the member's whole message is taken
    centre: float  # the same with the middle of all its questions and phrasings
    ridge: float  # by a regression on the questions of all entries, less half of what its own ones get
    said: float  # sentence cosine with the answer
    surface: float  # character n-gram cosine
    lead: float  # score ahead of the best other candidate, -0.6..0.6
    same: float  # weighted share of the words that both texts have in the same order
    uncovered: float  # the weightiest word of the question that the whole entry lacks
    uncovered_sum: float  # all of them together
    uncovered_share: float  # their share of the question's weight
    unasked: float  # the weightiest word of the question that the entry's questions lack
    unasked_share: float
    extra: float  # the weightiest word of the entry's nearest question that the member's message lacks
    extra_share: float
    swapped: float  # the weightiest word that stands in the place of another
    inserted: float
    deleted: float
    reordered: float  # share of pairs of common words in the other order
    drug_missing: float  # concepts that the entry's questions lack, two or more count 1
    drug_extra: float
    drug_conflict: float  # one here, another of the kind there
    condition_missing: float
    condition_extra: float
    condition_conflict: float
    thing_missing: float
    thing_extra: float
    thing_conflict: float
    shared_concepts: float
    contrast: float  # sides that exclude each other, two or more count 1
    population_missing: float
    population_extra: float
    number_missing: float
    number_conflict: float
    kind_differs: float
    kind_missing: float  # the question says what kind of answer it wants, the entry's does not
    kind_extra: float
    negation_differs: float
    reversed: float
    short: float  # 1 for a question of one content word, falling with their number
    passage: float  # 1 for a passage of a post

    def vector(self) -> Array:
        """Return the features in the order of their names, shape (len(NAMES),)."""
        return np.array(_VALUES(self))

    @property
    def about_another(self) -> bool:
        """Tell whether the entry is about another drug, condition or amount, or the other way round, or about none of a
        condition or group of people that the question names, or says nearly the same with one "not" more or less or
        with a word's opposite in its place.
        """
        apart = max(self.drug_conflict, self.condition_conflict, self.number_conflict, self.reversed)
        turned = max(self.negation_differs, 2 * self.contrast) * (self.same >= _ALIKE)
        return max(apart, 2 * self.condition_missing, self.population_missing, turned) > _SURELY

    @property
    def is_a_guess(self) -> bool:
        """Tell whether the entry has hardly a word of the question, or its own question hardly one in common with it:
        it may be near, but nobody can be sure by that.
        """
        return max(self.uncovered_share, min(self.unasked_share, self.extra_share)) > _SURELY


NAMES = tuple(each.name for each in fields(Features))
_VALUES = attrgetter(*NAMES)


class Cosines(NamedTuple):
    """What the index measured."""

    asked: float
    said: float
    surface: float
    lead: float
    context: float
    centre: float
    ridge: float


class Alignment(NamedTuple):
    """The features of a pair, and in words what speaks against it."""

    features: Features
    reasons: tuple[str, ...]


def align(asked: Asked, offered: Offered, cosines: Cosines, related: Related) -> Alignment:
    """Compare a question with an entry; `related` tells whether one concept is a kind of the other."""
    found = differences(asked, offered, related)
    features = _features(asked.focus, offered, cosines, found)
    return Alignment(features, reasons(asked.focus, offered.nearest, found))


def _features(focus: Reading, offered: Offered, cosines: Cosines, found: Differences) -> Features:
    nearest, changes = offered.nearest, found.changes
    return Features(
        asked=cosines.asked,
        context=cosines.context,
        centre=cosines.centre,
        ridge=cosines.ridge,
        said=cosines.said,
        surface=cosines.surface,
        lead=bounded_lead(cosines.lead),
        same=changes.same,
        uncovered=_peak(found.lacking),
        uncovered_sum=min(float(found.lacking.sum()), 4.0) / 4,
        uncovered_share=_share(found.lacking, focus.weights),
        unasked=_peak(found.unasked),
        unasked_share=_share(found.unasked, focus.weights),
        extra=_peak(found.extra),
        extra_share=_share(found.extra, nearest.weights),
        swapped=changes.swapped,
        inserted=changes.inserted,
        deleted=changes.deleted,
        reordered=changes.reordered,
        drug_missing=_missing(focus, found.unasked, _DRUGS),
        drug_extra=_missing(nearest, found.extra, _DRUGS),
        drug_conflict=_conflict(focus, nearest, found, _DRUGS),
        condition_missing=_missing(focus, found.unasked, _CONDITIONS),
        condition_extra=_missing(nearest, found.extra, _CONDITIONS),
        condition_conflict=_conflict(focus, nearest, found, _CONDITIONS),
        thing_missing=_missing(focus, found.lacking, _THINGS),
        thing_extra=_missing(nearest, found.extra, _THINGS),
        thing_conflict=max(_conflict(focus, nearest, found, kind) for kind in _APART),
        shared_concepts=min(len(focus.concepts & offered.questions.concepts), 3) / 3,
        contrast=min(len(found.contrasts), 2) / 2,
        population_missing=float(bool(found.populations_missing)),
        population_extra=float(bool(found.populations_extra)),
        number_missing=float(bool(found.quantities_missing)),
        number_conflict=float(bool(found.quantities_apart)),
        kind_differs=float(found.kinds_differ),
        kind_missing=float(bool(focus.kinds) and not nearest.kinds),
        kind_extra=float(bool(nearest.kinds) and not focus.kinds),
        negation_differs=float(found.negation_differs),
        reversed=float(found.turned),
        short=1 / max(1, len(focus.terms)),
        passage=float(offered.passage),
    )


def bounded_lead(lead: float) -> float:
    """Return a lead within what the verifier tells apart, -0.6..0.6."""
    return max(-_FAR_AHEAD, min(_FAR_AHEAD, lead))


def _peak(uncovered: Array) -> float:
    return float(uncovered.max(initial=0.0))


def _share(uncovered: Array, weights: Array) -> float:
    total = float(weights.sum())
    return float(uncovered.sum()) / total if total else 0.0


def _missing(reading: Reading, uncovered: Array, kinds: frozenset[ConceptKind]) -> float:
    """Return how many concepts of the kinds are not covered, at most 2, halved."""
    return min(sum(_shares(reading, uncovered, kinds)), 2.0) / 2


def _conflict(focus: Reading, nearest: Reading, found: Differences, kinds: frozenset[ConceptKind]) -> float:
    """Return how surely each text names one of the kinds that the other does not, 0..1."""
    mine = max(_shares(focus, found.lost, kinds), default=0.0)
    theirs = max(_shares(nearest, found.extra, kinds), default=0.0)
    return min(mine, theirs)


def _shares(reading: Reading, uncovered: Array, kinds: frozenset[ConceptKind]) -> list[float]:
    """Return for each concept of the kinds which share of it is uncovered."""
    return [
        float(uncovered[place]) / reading.terms[place].weight
        for place, concept in reading.summary.concepts
        if concept.kind in kinds
    ]
