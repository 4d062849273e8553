"""Misspelt words back to the words of the community, never one drug into another."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.language.concepts import ConceptKind, Glossary
from knowledge.language.tokens import word_set
from knowledge.language.variants import one_spelling

_SHORTEST = 4  # shorter unknown words are abbreviations more often than typos
_STEM = 3  # letters that must be left when an ending is taken off
_LONGEST = 30
_TWO_TYPOS_FROM = 8
_SHORT = 4
_COMMON_SHORT = 6_000  # a short unknown word is not taken for a rare one
_COMMON = 9_000  # of this rank a word may be half of a compound such as "checkout"
_RARE = 20  # ranks that make no difference
_OTHER_LETTER = 1.5  # a wrong letter is a rarer slip than one swapped, lost or doubled; in log ranks
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

    def repair(self, word: str, *, name: bool = False) -> str:
        """Return the word as it should be spelt; `name` marks what may be a person's or a place's."""
        if (
            not _SHORTEST <= len(word) <= _LONGEST
            or not word.isalpha()
            or word in self._lexicon
            or word in self._own
        ):
            return word
        found = self._repaired.get((word, name))
        if found is None:
            if len(self._repaired) >= _MEMORY:
                self._repaired.clear()
            found = self._repaired[word, name] = one_spelling(self._repair(word, name=name))
        return found

    def _repair(self, word: str, *, name: bool) -> str:
        if shorter := self._without_repeats(word):
            return shorter
        cutoff = 2 if len(word) >= _TWO_TYPOS_FROM else 1
        terms = dict(_nearest(word, self._lexicon.terms, _lengths(word, cutoff + 1), cutoff + 1))
        special = {**terms, **dict(_nearest(word, self._targets, _lengths(word, cutoff), cutoff))}
        best = min(special.values(), default=cutoff + 1)
        if best > 1 and self._lexicon.knows(word):
            return word  # a word formed from known ones is a typo only if a special word is one slip away
        if best <= cutoff:
            close = [target for target, distance in special.items() if distance == best]
            english_is_nearer = best > 1 and not name and self._english(word, best - 1)
            if not english_is_nearer:
                return (
                    word
                    if self._confusable(close, terms, best)
                    else min(close, key=lambda t: self._preference(word, t))
                )
        return word if name else self._english(word, cutoff) or word

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

    def _english(self, word: str, cutoff: int) -> str | None:
        initials = {word[0], word[1]}
        keys = [(length, initial) for length in _lengths(word, cutoff) for initial in initials]
        found = list(_nearest(word, self._lexicon.english.shelf, keys, cutoff))
        if len(word) <= _SHORT:
            found = [hit for hit in found if self._lexicon.rank[hit[0]] < _COMMON_SHORT]
        return min(found, key=lambda hit: (hit[1], self._preference(word, hit[0])), default=(None, 0))[0]

    def _confusable(self, close: list[str], terms: Mapping[str, int], best: int) -> bool:
        """Tell whether another drug is as near, or nearly so: then nothing is repaired."""
        names = self._lexicon.names
        chosen = [names[target] for target in close if target in names]
        if not chosen:
            return False
        rivals = [
            names[target] for target, distance in terms.items() if distance <= best + 1 and target in names
        ]
        return not all(self._related(one, other) for one in chosen for other in (*chosen, *rivals))

    def _related(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two words may stand for one drug: a brand and its generic, a drug and its form."""
        families = self._lexicon.families
        return any(a in families[b] or b in families[a] for a in one for b in other)

    def _preference(self, word: str, target: str) -> tuple[bool, bool, float, str]:
        """Order equally near words: the community's own, then common ones and likely slips."""
        rarity = math.log(_RARE + self._lexicon.rank.get(target, 0))
        unlikely = 0.0 if sorted(target) == sorted(word) or len(target) != len(word) else _OTHER_LETTER
        return (target[0] != word[0], target not in self._vocabulary, rarity + unlikely, target)


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
            for target, distance, _ in process.extract_iter(
                word, words, scorer=OSA.distance, score_cutoff=cutoff
            ):
                yield target, int(distance)


def _stems(word: str) -> Iterator[str]:
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            stem = word[: -len(suffix)]
            yield stem + ending
            if not ending and len(stem) >= _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]  # stopp-ed, swimm-ing
