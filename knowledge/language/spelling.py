"""Misspelt words back to the words of the community, never one drug into another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.language.concepts import ConceptKind, Glossary

_SHORTEST = 4  # shorter unknown words are abbreviations more often than typos
_TWO_TYPOS_FROM = 8
_DRUG_KINDS = (ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.VACCINE)
_LONG_RUN = re.compile(r"(.)\1{2,}")
_SUFFIXES = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("ness", ""))

Buckets = dict[int, list[str]]


def by_length(words: Iterable[str]) -> Buckets:
    """Sort words into lists by length, keeping their order."""
    buckets: Buckets = {}
    for word in words:
        buckets.setdefault(len(word), []).append(word)
    return buckets


class Lexicon:
    """What is spelt right: common English (commonest first) and the glossary's words. Built once, shared."""

    def __init__(self, glossary: Glossary, known_words: Collection[str]) -> None:
        english = dict.fromkeys(known_words)
        terms = glossary.words()
        self.drugs = glossary.words(*_DRUG_KINDS)
        self.known = frozenset(english) | frozenset(terms) | {word for key, _ in glossary.names() for word in key}
        self.terms = by_length(word for word in terms if _can_be_target(word) and word not in english)
        self.english = by_length(word for word in english if _can_be_target(word))
        self.rank = {word: place for place, word in enumerate(english)}


class Speller:
    """Repairs words that neither English, nor the glossary, nor the community's own entries know."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = ()) -> None:
        self.lexicon = lexicon
        self._own = {word for word in vocabulary if word not in lexicon.known}
        self._targets = by_length(word for word in self._own if _can_be_target(word))
        self._vocabulary = vocabulary if isinstance(vocabulary, set | frozenset) else frozenset(vocabulary)
        self._repaired: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt as the community, the glossary or an English dictionary spells it."""
        known = self.lexicon.known
        if word in known or word in self._own:
            return True
        return any(
            word.endswith(suffix) and len(word) - len(suffix) >= 3 and word[: -len(suffix)] + ending in known
            for suffix, ending in _SUFFIXES
        )

    def repair(self, word: str, *, name: bool = False) -> str:
        """Return the word as it should be spelt; `name` marks a capitalised word, which is left out of English."""
        if len(word) < _SHORTEST or len(word) > 40 or not word.isalpha() or self.knows(word):
            return word
        key = word + "^" if name else word
        found = self._repaired.get(key)
        if found is None:
            if len(self._repaired) > 20_000:
                self._repaired.clear()
            found = self._repaired[key] = self._repair(word, name=name)
        return found

    def _repair(self, word: str, *, name: bool) -> str:
        for shorter in (_LONG_RUN.sub(r"\1\1", word), _LONG_RUN.sub(r"\1", word)):
            if shorter != word and self.knows(shorter):
                return shorter
        cutoff = 2 if len(word) >= _TWO_TYPOS_FROM else 1
        special = self._nearest(word, (self.lexicon.terms, self._targets), cutoff)
        english = [] if name else self._nearest(word, (self.lexicon.english,), cutoff)
        best = min((distance for _, distance in (*special, *english)), default=None)
        if best is None:
            return word
        close = [found for found, distance in special if distance == best]
        if close:
            return self._choose(word, close)
        return min((w for w, d in english if d == best), key=lambda w: self._preference(word, w))

    def _choose(self, word: str, close: list[str]) -> str:
        """Pick among equally near special words; two different drugs are never told apart by guessing."""
        drugs = {self.lexicon.drugs[w] for w in close if w in self.lexicon.drugs}
        if len(drugs) > 1:
            return word
        return min(close, key=lambda w: (w not in self._vocabulary, *self._preference(word, w)))

    def _preference(self, word: str, target: str) -> tuple[bool, bool, int, str]:
        rank = self.lexicon.rank.get(target, 0)
        return (target[0] != word[0], sorted(target) != sorted(word), rank, target)

    def _nearest(self, word: str, shelves: Iterable[Buckets], cutoff: int) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for shelf in shelves:
            for length in range(len(word) - cutoff, len(word) + cutoff + 1):
                if bucket := shelf.get(length):
                    hits = process.extract(word, bucket, scorer=OSA.distance, score_cutoff=cutoff, limit=8)
                    found += [(target, int(distance)) for target, distance, _ in hits]
        return found


def _can_be_target(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
