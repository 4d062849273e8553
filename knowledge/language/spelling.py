"""Misspelt words back to the words of the community, never one drug into another."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.language.concepts import ConceptKind, Glossary
from knowledge.language.slips import slip_cost
from knowledge.language.tokens import word_set
from knowledge.language.variants import one_spelling

_SHORTEST = 4  # shorter unknown words are abbreviations more often than typos
_STEM = 3  # letters that must be left when an ending is taken off
_LONGEST = 30
_TWO_SLIPS_FROM = 6  # letters of a word with two likely slips
_TWO_OF_ANY_FROM = 8
_LIKELY = 2.7  # the dearest pair of slips that a shorter word is credited with
_FORMED, _UNKNOWN = 10.0, 13.5  # a repair that costs more is no likelier than the word as it stands
_COMMON_ENOUGH = 10.0  # what such a repair may cost at most
_TOPICAL = 3_000  # the rank of what only a community talks about
_COMMONER = 5  # how much commoner its English words are there
_EVERYDAY = 300  # of this rank a word is as common everywhere
_LOOKED_AT = 24
_MARGIN = 2.5  # how much less likely, in log likelihood, every other drug must be
_SHORT = 4
_COMMON_SHORT = 6_000  # a short unknown word is not taken for a rare one
_COMMON = 9_000  # of this rank a word may be half of a compound such as "checkout"
_RARE = 20  # ranks that make no difference
_MEMORY = 20_000
_NAMES_TO_KEEP_APART = (ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.VACCINE)

_REPEATED = re.compile(r"(.)\1{2,}")
# Endings with what they may stand for, - being nothing: "bloated" comes from "bloat" or "bloate".
_ENDINGS = """
    s:- es:- ies:y ed:-/e ied:y ing:-/e er:-/e ers:-/e ly:- ily:y ally:- ness:- iness:y less:- ful:-
    able:-/e y:- ier:y iest:y est:- ity:-/e ment:- ish:- ise:-/ize ising:-/izing ised:-/ized ize:-
    ism:- isation:-/ize ization:- ation:ate/e our:or ours:ors ion:-/e al:- ic:- ical:y
"""
_SUFFIXES = tuple(
    (rule.partition(":")[0], stem.strip("-"))
    for rule in _ENDINGS.split()
    for stem in rule.partition(":")[2].split("/")
)
_PREFIXES = tuple(
    word_set("un re non over pre mis dis anti post sub multi inter self out under micro neuro immuno")
)

_VOWELS = frozenset("aeiouy")
# Before a vowel such a stem does not stay as it is: "stop-ed", "smoke-ing" and "clinical-y" are slips.
_CHANGES = re.compile(r"^[^aeiouy]*[aeiou][bdfgklmnprtvz]$|(?<![eoy])e$|(?:al|ul)$")

Shelf = dict[Hashable, list[str]]


class English:
    """Common English, commonest words first; built once, shared by all lexicons."""

    def __init__(self, words: Collection[str]) -> None:
        self.rank: dict[str, int] = {word: place for place, word in enumerate(dict.fromkeys(words))}
        # First letters are seldom mistyped, and common English is long: it is searched by first letter only.
        self.shelf = _shelved(self.rank, by_initial=True)


class Lexicon:
    """What is spelt right: English and a glossary's words; shared by the communities that have this glossary."""

    def __init__(self, glossary: Glossary, english: English) -> None:
        self.rank = english.rank
        self.english = english
        self._named = {word for key, _ in glossary.names() for word in key}
        self.single_names = frozenset(key[0] for key, _ in glossary.names() if len(key) == 1)
        self.names = glossary.words(*_NAMES_TO_KEEP_APART)
        self.families = {id_: glossary.broader(id_) | {id_} for id_ in glossary.concepts}
        self.terms = _shelved(word for word in glossary.words() if word not in self.rank)

    def extended(self, glossary: Glossary) -> Lexicon:
        """Return a lexicon with another glossary that shares this one's English."""
        return Lexicon(glossary, self.english)

    def __contains__(self, word: str) -> bool:
        return word in self.rank or word in self._named

    def unknown(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of the words that are neither English nor in the glossary."""
        return words.difference(self.rank).difference(self._named)

    def is_term(self, word: str) -> bool:
        """Tell whether the word stands in one of the glossary's names."""
        return word in self._named

    def knows(self, word: str) -> bool:
        """Tell whether the word, or what it is formed from, is English or in the glossary."""
        if word in self or any(stem in self for stem in _stems(word)):
            return True
        for prefix in _PREFIXES:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
                rest = word[len(prefix) :]
                if rest in self or any(stem in self for stem in _stems(rest)):
                    return True
        return self._is_compound(word)

    def _is_compound(self, word: str) -> bool:
        halves = ((word[:cut], word[cut:]) for cut in range(_SHORTEST, len(word) - _SHORTEST + 1))
        return any(
            max(self.rank.get(first, _COMMON), self.rank.get(second, _COMMON)) < _COMMON
            for first, second in halves
        )


class Speller:
    """Repairs words that neither English, nor the glossary, nor the community's own entries know."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = ()) -> None:
        self._lexicon = lexicon
        self._vocabulary = frozenset(map(one_spelling, vocabulary))
        self._own = lexicon.unknown(self._vocabulary)
        self._targets = _shelved(sorted(self._own))
        self._repaired: dict[tuple[str, bool], str] = {}

    def is_right(self, word: str) -> bool:
        """Tell whether a word is left as it is without a look at others: it is known, or nothing to repair."""
        return (
            word in self._lexicon.rank
            or word in self._own
            or not _SHORTEST <= len(word) <= _LONGEST
            or not word.isalpha()
            or self._lexicon.is_term(word)
        )

    def repair(self, word: str, *, name: bool = False) -> str:
        """Return the word as it should be spelt; `name` marks what may be a person's or a place's."""
        if self.is_right(word):
            return word
        found = self._repaired.get((word, name))
        if found is None:
            if len(self._repaired) >= _MEMORY:
                self._repaired.clear()
            found = self._repaired[word, name] = one_spelling(self._repair(word, name=name))
        return found

    def _repair(self, word: str, *, name: bool) -> str:
        """Return what was most likely meant: a common word with a likely slip; what is rare, or formed from known
        words, may have been meant as it stands.
        """
        if shorter := self._without_repeats(word):
            return shorter
        reach = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        terms = dict(_nearest(word, self._lexicon.terms, _lengths(word, reach + 1), reach + 1))
        near = {target: distance for target, distance in terms.items() if distance <= reach}
        near |= dict(_nearest(word, self._targets, _lengths(word, reach), reach))
        if not name:
            near |= self._english(word, reach)
        weight, limit = (2, _FORMED) if self._lexicon.knows(word) else (1, _UNKNOWN)
        cost, best = self._likeliest(word, near, weight)
        if cost > limit or best in _stems(word) or word in _stems(best):
            return word
        return word if self._confusable(word, best, terms) else best

    def _likeliest(self, word: str, near: Mapping[str, int], weight: int) -> tuple[float, str]:
        """Return the cost of the target that was most likely meant, and this target; infinite if there is none."""
        best = (math.inf, word)
        for rarity, target in sorted((self._rarity(target), target) for target in near):
            if rarity > best[0]:  # the slips come on top
                break
            slips = slip_cost(word, target)
            likely = slips <= _LIKELY and rarity + slips <= _COMMON_ENOUGH
            if near[target] == 1 or likely or len(word) >= _TWO_OF_ANY_FROM:
                best = min(best, (rarity + weight * slips, target))
        return best

    def _rarity(self, target: str) -> float:
        """Return the cost of a word by itself; what this community talks about is common here."""
        rank = self._lexicon.rank.get(target, _TOPICAL)
        if rank > _EVERYDAY and self._is_topical(target):
            rank = min(max(_EVERYDAY, rank // _COMMONER), _TOPICAL)
        return math.log(_RARE + rank)

    def _is_topical(self, word: str) -> bool:
        return word in self._vocabulary or self._lexicon.is_term(word)

    def _without_repeats(self, word: str) -> str | None:
        """Return "so" for "soooo", "help" for "helllp"."""
        if not _REPEATED.search(word):
            return None
        shorter = {_REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)}
        # Not so for drugs, which are only told apart by looking at all of them.
        known = [
            w for w in shorter if w not in self._lexicon.names and (w in self._lexicon or w in self._own)
        ]
        return min(known, key=lambda w: (self._lexicon.rank.get(w, 0), w), default=None)

    def _english(self, word: str, reach: int) -> dict[str, int]:
        initials = {word[0], word[1]}
        keys = [(length, initial) for length in _lengths(word, reach) for initial in initials]
        found = dict(_nearest(word, self._lexicon.english.shelf, keys, reach))
        if len(word) <= _SHORT:
            rank = self._lexicon.rank
            return {t: far for t, far in found.items() if rank[t] < _COMMON_SHORT or self._is_topical(t)}
        likely = nsmallest(_LOOKED_AT, found, key=lambda target: (found[target], self._lexicon.rank[target]))
        return {target: found[target] for target in likely}

    def _confusable(self, word: str, chosen: str, terms: Mapping[str, int]) -> bool:
        """Tell whether another drug is as near, or nearly as likely: then nothing is repaired."""
        names = self._lexicon.names
        if chosen not in names or chosen not in terms:
            return False
        nearest = terms[chosen]
        unlikely = slip_cost(word, chosen) + (_MARGIN if len(word) >= _TWO_SLIPS_FROM else math.inf)
        rivals = (
            names[target]
            for target, distance in terms.items()
            if target in names and distance <= nearest + 1
            if distance <= nearest or slip_cost(word, target) < unlikely
        )
        return not all(self._related(names[chosen], rival) for rival in rivals)

    def _related(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two words may stand for one drug: a brand and its generic, a drug and its form."""
        families = self._lexicon.families
        return any(a in families[b] or b in families[a] for a in one for b in other)


def _shelved(words: Iterable[str], *, by_initial: bool = False) -> Shelf:
    shelf: Shelf = {}
    for word in words:
        if len(word) >= _SHORTEST and word.isalpha():
            shelf.setdefault((len(word), word[0]) if by_initial else len(word), []).append(word)
    return shelf


def _lengths(word: str, cutoff: int) -> range:
    return range(len(word) - cutoff, len(word) + cutoff + 1)


def _nearest(word: str, shelf: Shelf, keys: Iterable[Hashable], cutoff: int) -> Iterator[tuple[str, int]]:
    for key in keys:
        if words := shelf.get(key):
            for target, distance, _ in process.extract(
                word, words, scorer=OSA.distance, score_cutoff=cutoff, limit=None
            ):
                yield target, int(distance)


def _stems(word: str) -> Iterator[str]:
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            stem = word[: -len(suffix)]
            if ending or suffix[0] not in _VOWELS or not _CHANGES.search(stem):
                yield stem + ending
            if not ending and len(stem) >= _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]  # stopp-ed, swimm-ing
