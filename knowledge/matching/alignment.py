"""What two texts share and what they do not: the features by which a question is told from its look-alikes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.concepts import ConceptKind
from knowledge.language.quantities import conflicting, missing
from knowledge.matching.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from knowledge.language.quantities import Quantity
    from knowledge.matching.cues import Opposite
    from knowledge.matching.reading import Reading, Term

    Array = NDArray[np.float64]
    Related = Callable[[str, str], bool]

_WORTH_A_WORD = 0.3
_FAR_AHEAD = 0.6  # a lead beyond this says nothing more
_DRUGS = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.VACCINE})
_CONDITIONS = frozenset({ConceptKind.CONDITION})


@dataclass(frozen=True, slots=True)
class Features:
    """The numbers the verifier weighs. All but `lead` are 0..1."""

    asked: float  # sentence cosine with the nearest question or phrasing
    said: float  # sentence cosine with the answer
    surface: float  # character n-gram cosine
    lead: float  # score ahead of the best other candidate, -0.6..0.6
    uncovered: float  # the weightiest word of the question that the whole entry lacks
    uncovered_sum: float  # all of them together
    uncovered_share: float  # their share of the question's weight
    unasked: float  # the weightiest word of the question that the entry's questions lack
    unasked_share: float
    extra: float  # the weightiest word of the entry's nearest question that the member's message lacks
    extra_share: float
    drug_missing: float
    drug_extra: float
    condition_missing: float
    condition_extra: float
    thing_missing: float  # trials, tests, body sites, procedures, symptoms
    thing_extra: float
    shared_concepts: float
    opposites: float
    population_missing: float
    population_extra: float
    number_missing: float
    kind_differs: float
    kind_unsaid: float
    negation_differs: float
    reversed: float
    short: float  # 1 for a question of one content word, falling with their number
    context: (
        float  # sentence cosine with the entry's nearest question when the member's whole message is taken
    )
    passage: float  # 1 for a passage of a post

    def vector(self) -> Array:
        """Return the features in the order of their names, shape (len(NAMES),)."""
        return np.array([getattr(self, name) for name in NAMES])


NAMES = tuple(each.name for each in fields(Features))


class Asked(NamedTuple):
    """What the member said: the asking sentence, and the message around it."""

    focus: Reading
    message: Reading


class Offered(NamedTuple):
    """What an entry has: its nearest question, all its questions with their context, and its answer."""

    nearest: Reading
    questions: Reading
    answer: Reading
    passage: bool = False


class Cosines(NamedTuple):
    """What the index measured."""

    asked: float
    said: float
    surface: float
    lead: float
    context: float


class Alignment(NamedTuple):
    """The features of a pair, and in words what speaks against it."""

    features: Features
    reasons: tuple[str, ...]


def align(asked: Asked, offered: Offered, cosines: Cosines, related: Related) -> Alignment:
    """Compare a question with an entry; `related` tells whether one concept is a kind of the other."""
    differences = _differences(asked, offered, related)
    features = _features(asked.focus, offered, cosines, differences)
    return Alignment(features, _reasons(asked.focus, offered.nearest, differences))


class _Differences(NamedTuple):
    """How far the question's terms are covered by the entry's questions and by all of it, how far the terms of its
    nearest question are covered by the message (0..1 each), and what else stands on one side only.
    """

    by_questions: Array
    by_all: Array
    back: Array
    opposites: list[Opposite]
    populations_missing: frozenset[str]
    populations_extra: frozenset[str]
    quantities_missing: tuple[Quantity, ...]
    quantities_apart: tuple[tuple[Quantity, Quantity], ...]
    turned: bool


def _differences(asked: Asked, offered: Offered, related: Related) -> _Differences:
    focus, nearest, questions, answer = asked.focus, offered.nearest, offered.questions, offered.answer
    by_questions = coverage(focus, [questions], related)
    return _Differences(
        by_questions=by_questions,
        by_all=np.maximum(by_questions, coverage(focus, [answer], related)),
        back=coverage(nearest, [focus, asked.message], related),
        opposites=_conflicts(focus, offered),
        populations_missing=focus.populations - questions.populations - answer.populations,
        populations_extra=nearest.populations - asked.message.populations,
        quantities_missing=missing(focus.quantities, questions.quantities, answer.quantities),
        quantities_apart=conflicting(focus.quantities, nearest.quantities, questions.quantities),
        turned=_reversed(focus, nearest, related),
    )


def _features(focus: Reading, offered: Offered, cosines: Cosines, found: _Differences) -> Features:
    nearest, weights, their_weights = offered.nearest, focus.weights, offered.nearest.weights
    lacking, unasked = weights * (1 - found.by_all), weights * (1 - found.by_questions)
    extra = their_weights * (1 - found.back)
    return Features(
        asked=cosines.asked,
        said=cosines.said,
        surface=cosines.surface,
        lead=max(-_FAR_AHEAD, min(_FAR_AHEAD, cosines.lead)),
        uncovered=_peak(lacking),
        uncovered_sum=min(float(lacking.sum()), 4.0) / 4,
        uncovered_share=_share(lacking, weights),
        unasked=_peak(unasked),
        unasked_share=_share(unasked, weights),
        extra=_peak(extra),
        extra_share=_share(extra, their_weights),
        drug_missing=_missing(focus, found.by_questions, _DRUGS),
        drug_extra=_missing(nearest, found.back, _DRUGS),
        condition_missing=_missing(focus, found.by_questions, _CONDITIONS),
        condition_extra=_missing(nearest, found.back, _CONDITIONS),
        thing_missing=_missing(focus, found.by_all, None),
        thing_extra=_missing(nearest, found.back, None),
        shared_concepts=min(len(focus.concepts & offered.questions.concepts), 3) / 3,
        opposites=min(len(found.opposites), 2) / 2,
        population_missing=float(bool(found.populations_missing)),
        population_extra=float(bool(found.populations_extra)),
        number_missing=float(bool(found.quantities_missing)),
        kind_differs=float(_kinds_differ(focus, nearest)),
        kind_unsaid=float(bool(focus.kind) != bool(nearest.kind)),
        negation_differs=float(focus.negated != nearest.negated),
        reversed=float(found.turned),
        short=1 / max(1, len(focus.terms)),
        context=cosines.context,
        passage=float(offered.passage),
    )


def _reasons(focus: Reading, nearest: Reading, found: _Differences) -> tuple[str, ...]:
    reasons = [
        *(f"asks about {term.shown}" for term in _lacking_terms(focus, found.by_all)),
        *(f"asks about {one.name}, the entry is about {one.other_name}" for one in found.opposites),
        *(f"asks about {each}" for each in sorted(found.populations_missing)),
        *(f"the entry is about {each}" for each in sorted(found.populations_extra)),
        *_reasons_by_number(found),
        *([f"asks {focus.kind}, the entry says {nearest.kind}"] if _kinds_differ(focus, nearest) else []),
        *(["the other way round"] if found.turned else []),
        *(f"the entry is about {term.shown}" for term in _lacking_terms(nearest, found.back)),
    ]
    return tuple(dict.fromkeys(reasons))


def _reasons_by_number(found: _Differences) -> list[str]:
    apart = {one.shown: other.shown for one, other in found.quantities_apart}
    alone = [each.shown for each in found.quantities_missing if each.shown not in apart]
    return [
        *(f"asks about {one}, the entry says {other}" for one, other in apart.items()),
        *(f"asks about {each}" for each in alone),
    ]


def _peak(lacking: Array) -> float:
    return float(lacking.max(initial=0.0))


def _share(lacking: Array, weights: Array) -> float:
    total = float(weights.sum())
    return float(lacking.sum()) / total if total else 0.0


def _missing(reading: Reading, covered: Array, kinds: frozenset[ConceptKind] | None) -> float:
    """Return how many concepts of the kinds are not covered, at most 2, halved; None means all other kinds."""
    count = 0.0
    for term, cover in zip(reading.terms, covered, strict=True):
        if term.concept is None:
            continue
        kind = term.concept.kind
        wanted = kind in kinds if kinds is not None else kind not in _DRUGS | _CONDITIONS
        if wanted:
            count += 1 - float(cover)
    return min(count, 2.0) / 2


def _conflicts(focus: Reading, offered: Offered) -> list[Opposite]:
    """Return the sides of the question whose opposite, and not they, stands in the entry's nearest question."""
    mine, theirs, all_theirs = focus.opposites, offered.nearest.opposites, offered.questions.opposites
    return sorted(one for one in mine - all_theirs if one.other in theirs and one.other not in mine)


def _reversed(focus: Reading, nearest: Reading, related: Related) -> bool:
    """Tell whether two things have changed places: each has another role in the one text than in the other."""
    swapped = 0
    for one, role in focus.roles.items():
        theirs = {nearest.roles[each] for each in nearest.roles if each == one or related(each, one)}
        swapped += bool(theirs) and role not in theirs
    return swapped > 1


def _kinds_differ(focus: Reading, nearest: Reading) -> bool:
    return bool(focus.kind and nearest.kind and focus.kind != nearest.kind)


def _lacking_terms(reading: Reading, covered: Array) -> list[Term]:
    """Return at most three terms worth a word that are not covered, weightiest first."""
    lacking = reading.weights * (1 - covered)
    order = np.argsort(-lacking, kind="stable")
    return [reading.terms[i] for i in order[:3] if lacking[i] > _WORTH_A_WORD]
