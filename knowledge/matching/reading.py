"""A text as the verifier reads it: its content words and concepts, each with its weight, and what it hinges on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.quantities import find_quantities
from knowledge.matching.cues import negated, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.language.concepts import Concept
    from knowledge.language.normalise import Normalised
    from knowledge.language.quantities import Quantity
    from knowledge.matching.cues import Cues, Side, Signs
    from knowledge.matching.words import WordVectors

_COMMON_RANK = 2_500  # BERT's vocabulary has its most frequent words before this place
_RAREST_RANK = 30_000
_WEAK = 0.25
_WORDS = 10_000  # read and remembered
_REACH = 4  # words between a link and what it leads from or to
_NONE = frozenset[int]()


class Term(NamedTuple):
    """A content word or a concept: `key` compares, `shown` is for people, `weight` (0..1) says how much hangs on it,
    `stems` are those of the words in its name.
    """

    key: str
    shown: str
    weight: float
    concept: Concept | None
    synonyms: frozenset[int]
    stems: frozenset[str]


class Summary(NamedTuple):
    """What all terms of a text have together, to look a term of another text up in: their keys, their synonyms, the
    stems of their names, the same of those alone that are no concepts, and the concepts, each with its place.
    """

    keys: frozenset[str]
    synonyms: frozenset[int]
    stems: frozenset[str]
    plain_synonyms: frozenset[int]
    plain_stems: frozenset[str]
    concepts: tuple[tuple[int, Concept], ...]

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Summary:
        """Sum terms up."""
        plain = [term for term in terms if term.concept is None]
        return cls(
            frozenset([term.key for term in terms]),
            _synonyms(terms),
            _stems(terms),
            _synonyms(plain),
            _stems(plain),
            tuple([(place, term.concept) for place, term in enumerate(terms) if term.concept]),
        )


def _synonyms(terms: Sequence[Term]) -> frozenset[int]:
    return _NONE.union(*[term.synonyms for term in terms if term.synonyms])


def _stems(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset[str]().union(*[term.stems for term in terms])


@dataclass(frozen=True)
class Reading:
    """What a text says, as far as matching goes: its terms, their weights, and a row of `vectors` for each.

    `stems` are its words, and `places` tells of each which term it belongs to, -1 for none. `links` are the keys of two
    terms with the word that leads from the one to the other. What few comparisons look at is found when one does.
    """

    text: Normalised
    cues: Cues
    terms: tuple[Term, ...]
    summary: Summary
    weights: NDArray[np.float64]
    vectors: NDArray[np.float32]
    populations: frozenset[str] = frozenset()
    sides: frozenset[Side] = frozenset()
    kinds: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    links: frozenset[tuple[str, str, str]] = frozenset()

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What the text measures, counts and dates."""
        return find_quantities(_without_numbered_names(self.text))

    @cached_property
    def negated(self) -> bool:
        """Whether a negation stands in the text."""
        return negated(self.text.words)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The ids of the concepts that the text names."""
        return frozenset(mention.concept.id for mention in self.text.concepts)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """What each concept that the text names is in its sentence, where something tells."""
        found = (
            (mention.concept.id, self.cues.role(self.stems, mention.start, mention.end))
            for mention in self.text.concepts
        )
        return {concept: role for concept, role in found if role}


class Reader:
    """Reads normalised texts. `rank` is the frequency rank of English words, `common` says how much of a community's
    entries have a word (0..1): what everybody there talks about tells entries apart least.
    """

    def __init__(
        self,
        cues: Cues,
        words: WordVectors,
        rank: Mapping[str, int],
        common: Callable[[str], float] = lambda _word: 0.0,
    ) -> None:
        self._cues = cues
        self._words = words
        self._rank = rank
        self._common = common
        # A community has few words, and an entry has most of them several times.
        self._words_read = lru_cache(_WORDS)(self._word)
        self._names_read = lru_cache(_WORDS)(self._name_stems)

    def with_common(self, common: Callable[[str], float]) -> Reader:
        """Return a reader for another community."""
        return Reader(self._cues, self._words, self._rank, common)

    def __call__(self, text: Normalised, *, learnt: bool = True) -> Reading:
        """Read a normalised text; unless its words were learnt, the rare ones of them are like no others."""
        stems = tuple(map(stem, text.words))
        signs = self._cues.find(stems)
        terms, places = self._terms(text, stems, signs)
        return Reading(
            text,
            self._cues,
            terms=tuple(terms),
            summary=Summary.of(terms),
            weights=np.array([term.weight for term in terms], dtype=np.float64),
            vectors=self._words.of([term.shown for term in terms], text.words if learnt else ()),
            populations=signs.populations,
            sides=signs.sides,
            kinds=signs.kinds,
            stems=stems,
            places=tuple(places),
            links=frozenset(_directed(stems, signs, terms, places)),
        )

    def content_words(self, text: Normalised) -> list[str]:
        """Return the words whose vectors a reading of the text looks at."""
        return [word for word in text.words if word.isalpha() and word not in self._cues.stop]

    def _terms(self, text: Normalised, stems: tuple[str, ...], signs: Signs) -> tuple[list[Term], list[int]]:
        """Return the terms, once each, and for each word the place of its term, -1 for none."""
        groups: dict[int, frozenset[int]] = {}
        for start, end, group in signs.synonyms:
            for place in range(start, end):
                groups[place] = groups.get(place, _NONE) | {group}
        concept_at = {place: m.concept for m in text.concepts for place in range(m.start, m.end)}
        found: dict[str, int] = {}
        terms: list[Term] = []
        places: list[int] = []
        for place, word in enumerate(text.words):
            synonyms, concept = groups.get(place, _NONE), concept_at.get(place)
            read = self._named(concept, synonyms) if concept else None
            term = read or self._words_read(word, stems[place], synonyms)
            if term is None:
                places.append(-1)
                continue
            if term.key not in found:
                found[term.key] = len(terms)
                terms.append(term)
            places.append(found[term.key])
        return terms, places

    def _named(self, concept: Concept, synonyms: frozenset[int]) -> Term:
        key, name = "@" + concept.id, concept.name.casefold()
        return Term(key, name, 1 - 0.7 * self._common(key), concept, synonyms, self._names_read(name))

    def _name_stems(self, name: str) -> frozenset[str]:
        return frozenset(stem(part) for part in name.split() if part not in self._cues.stop)

    def _word(self, word: str, word_stem: str, synonyms: frozenset[int]) -> Term | None:
        if word in self._cues.stop or word[0].isdigit() or len(word) < 2:  # noqa: PLR2004  single letters
            return None
        return Term(word_stem, word, self.weight(word, word_stem), None, synonyms, frozenset({word_stem}))

    def weight(self, word: str, word_stem: str) -> float:
        """Return how much hangs on a word, 0..1: rare words decide, everyday ones hardly."""
        rank = min(self._rank.get(word, _RAREST_RANK), _RAREST_RANK)
        rarity = math.log(max(rank, _COMMON_RANK) / _COMMON_RANK) / math.log(_RAREST_RANK / _COMMON_RANK)
        weight = 0.45 + 0.55 * rarity
        if word_stem in self._cues.weak:
            weight = _WEAK
        return weight * (1 - 0.7 * self._common(word_stem))


def _directed(
    stems: tuple[str, ...], signs: Signs, terms: list[Term], places: list[int]
) -> Iterator[tuple[str, str, str]]:
    for start, end, link in signs.links:
        passive = stems[end : end + 1] == ("by",)
        before = {place for place in places[max(0, start - _REACH) : start] if place >= 0}
        behind = {place for place in places[end : end + _REACH + passive] if place >= 0}
        for one, other in product(behind, before) if passive else product(before, behind):
            if one != other:
                yield terms[one].key, link, terms[other].key


def _without_numbered_names(text: Normalised) -> str:
    """Return the text without names that a number is part of: "omega-3" is no quantity."""
    plain = text.text
    for concept in {mention.concept.name.casefold() for mention in text.concepts if not mention.concept.keep}:
        if any(character.isdigit() for character in concept):
            plain = plain.replace(concept, " ")
    return plain
