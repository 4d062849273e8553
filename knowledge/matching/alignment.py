"""What two texts share and what they do not: the features by which a question is told from its look-alikes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.concepts import ConceptKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.cues import Opposite
    from knowledge.matching.reading import Reading, Term

_SYNONYM = 0.85  # how far a listed synonym covers a word
_KIN = 0.6  # how far a drug class covers its drug, and the reverse
_PART = 0.8  # how far a word covers a concept of whose name it is a part
_FAR, _NEAR = 0.45, 0.80  # word-vector cosines below and above which a word is not at all / wholly covered
_VECTOR = 0.9  # the most that word vectors can cover
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

    def vector(self) -> NDArray[np.float64]:
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


def align(asked: Asked, offered: Offered, cosines: Cosines, related: Callable[[str, str], bool]) -> Alignment:
    """Compare a question with an entry; `related` tells whether one concept is a kind of the other."""
    focus, nearest = asked.focus, offered.nearest
    by_questions = coverage(focus, [offered.questions], related)
    by_answer = coverage(focus, [offered.answer], related)
    by_all = np.maximum(by_questions, by_answer)
    back = coverage(nearest, [focus, asked.message], related)
    weights = _weights(focus)
    lacking, unasked = weights * (1 - by_all), weights * (1 - by_questions)
    extra = _weights(nearest) * (1 - back)
    opposites = _conflicts(focus, offered)
    populations_missing = focus.populations - offered.questions.populations - offered.answer.populations
    populations_extra = nearest.populations - asked.message.populations
    numbers_missing = focus.numbers - offered.questions.numbers - offered.answer.numbers
    turned = _reversed(focus, nearest, related)
    features = Features(
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
        extra_share=_share(extra, _weights(nearest)),
        drug_missing=_missing(focus, by_questions, _DRUGS),
        drug_extra=_missing(nearest, back, _DRUGS),
        condition_missing=_missing(focus, by_questions, _CONDITIONS),
        condition_extra=_missing(nearest, back, _CONDITIONS),
        thing_missing=_missing(focus, by_all, None),
        thing_extra=_missing(nearest, back, None),
        shared_concepts=min(len(focus.concepts & offered.questions.concepts), 3) / 3,
        opposites=min(len(opposites), 2) / 2,
        population_missing=float(bool(populations_missing)),
        population_extra=float(bool(populations_extra)),
        number_missing=float(bool(numbers_missing)),
        kind_differs=float(bool(focus.kind and nearest.kind and focus.kind != nearest.kind)),
        kind_unsaid=float(bool(focus.kind) != bool(nearest.kind)),
        negation_differs=float(focus.negated != nearest.negated),
        reversed=float(turned),
        short=1 / max(1, len(focus.terms)),
        context=cosines.context,
        passage=float(offered.passage),
    )
    reasons = [
        *(f"asks about {term.shown}" for term in _lacking_terms(focus, lacking)),
        *(f"asks about {one.name}, the entry is about {one.other_name}" for one in opposites),
        *(f"asks about {each}" for each in sorted(populations_missing)),
        *(f"the entry is about {each}" for each in sorted(populations_extra)),
        *(f"other number: {each}" for each in sorted(numbers_missing)),
        *([f"asks {focus.kind}, the entry says {nearest.kind}"] if features.kind_differs else []),
        *(["the other way round"] if turned else []),
        *(f"the entry is about {term.shown}" for term in _lacking_terms(nearest, extra)),
    ]
    return Alignment(features, tuple(dict.fromkeys(reasons)))


def coverage(
    reading: Reading, others: Sequence[Reading], related: Callable[[str, str], bool]
) -> NDArray[np.float64]:
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


def _concept_cover(
    term: Term, named: Sequence[str], other: Reading, related: Callable[[str, str], bool]
) -> float:
    assert term.concept is not None  # noqa: S101  for the type checker; the caller looked
    if any(related(term.concept.id, each) for each in named):
        return _KIN
    words = set(term.shown.split())
    return _PART if any(each.concept is None and each.shown in words for each in other.terms) else 0.0


def _weights(reading: Reading) -> NDArray[np.float64]:
    return np.array([term.weight for term in reading.terms])


def _peak(lacking: NDArray[np.float64]) -> float:
    return float(lacking.max(initial=0.0))


def _share(lacking: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    total = float(weights.sum())
    return float(lacking.sum()) / total if total else 0.0


def _missing(reading: Reading, covered: NDArray[np.float64], kinds: frozenset[ConceptKind] | None) -> float:
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


def _reversed(focus: Reading, nearest: Reading, related: Callable[[str, str], bool]) -> bool:
    """Tell whether two things have changed places: each has another role in the one text than in the other."""
    swapped = 0
    for one, role in focus.roles.items():
        theirs = {nearest.roles[each] for each in nearest.roles if each == one or related(each, one)}
        swapped += bool(theirs) and role not in theirs
    return swapped > 1


def _lacking_terms(reading: Reading, lacking: NDArray[np.float64]) -> list[Term]:
    order = np.argsort(-lacking, kind="stable")
    return [reading.terms[i] for i in order[:3] if lacking[i] > 0.3]  # noqa: PLR2004  what is worth a word
