"""What general English says about a question: stop words, opposites, populations, the kind of answer asked for."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import Stemmer

from knowledge.errors import BadData
from knowledge.language.normalise import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REACH = 3  # words that may stand between "given" and "for X"
_GAP = 2  # words that a star in a phrase stands for at most

Label = TypeVar("Label")
_Phrase = tuple[tuple[str, ...], list[tuple[str, ...]], Label]

_NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "none", "cannot"})


_STEMMER = Stemmer.Stemmer("english", maxCacheSize=0)  # what it found is remembered here


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a casefolded word."""
    return str(_STEMMER.stemWord(word))


class Phrases(Generic[Label]):
    """Labels by phrase, found in a sequence of stems; "turn * off" lets at most two words stand for the star."""

    def __init__(self, pairs: Iterable[tuple[str, Label]]) -> None:
        # By its first word and the second up to a star: what follows the first one, what follows each star.
        self._by_first: dict[str, dict[tuple[str, ...], list[_Phrase[Label]]]] = {}
        for phrase, label in pairs:
            first, *behind = [
                tuple(stem(token.text) for token in tokenise(part)) for part in phrase.split("*")
            ]
            if first:
                by_second = self._by_first.setdefault(first[0], {})
                by_second.setdefault(first[1:2], []).append((first[1:], behind, label))

    def find(self, stems: tuple[str, ...]) -> Iterator[tuple[int, int, Label]]:
        """Yield (start, end, label) of every phrase in `stems`."""
        for start, first in enumerate(stems):
            by_second = self._by_first.get(first)
            if by_second is None:
                continue
            for second in {(), stems[start + 1 : start + 2]}:
                for rest, behind, label in by_second.get(second, ()):
                    end = start + 1 + len(rest)
                    if stems[start + 1 : end] == rest and (last := _end(stems, end, behind)) is not None:
                        yield start, last, label


def _end(stems: tuple[str, ...], end: int, behind: Sequence[tuple[str, ...]]) -> int | None:
    """Return where a phrase ends that goes on `behind` the star at `end`, None where it does not stand there."""
    for part in behind:
        starts = range(end, end + _GAP + 1)
        found = next((at for at in starts if stems[at : at + len(part)] == part), None)
        if found is None:
            return None
        end = found + len(part)
    return end


class _RoleCue(NamedTuple):
    role: str
    heads: frozenset[str]
    links: frozenset[str]
    behind: bool


class Side(NamedTuple):
    """One side of a contrast, named by its first word; the sides of one `contrast` exclude each other."""

    contrast: int
    name: str


class Signs(NamedTuple):
    """What general English finds in a text; synonyms and links stand at start..end of its words."""

    synonyms: list[tuple[int, int, int]]
    links: list[tuple[int, int, str]]
    sides: frozenset[Side]
    populations: frozenset[str]
    kinds: frozenset[str]


class Cues:
    """The tables of `cues.toml`, ready to be found in stems."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.stop = frozenset(tables["stop"].split())
        self.weak = frozenset(stem(word) for word in tables["weak"].split())
        sides = (
            (phrase, Side(number, side[0]))
            for number, contrast in enumerate(tables["contrasts"])
            for side in contrast["sides"]
            for phrase in side
        )
        synonyms = (
            (phrase, number) for number, group in enumerate(tables["synonyms"]["groups"]) for phrase in group
        )
        # One table, for texts are gone through once: the label says which field of Signs a phrase is for.
        self._phrases: Phrases[tuple[str, Any]] = Phrases(
            (phrase, (sign, label))
            for sign, labelled in (
                ("synonyms", synonyms),
                ("links", _labelled(tables["links"])),
                ("sides", sides),
                ("populations", _labelled(tables["populations"])),
                ("kinds", _labelled(tables["kinds"])),
            )
            for phrase, label in labelled
        )
        self._between = _stems(tables["stretch"]["between"])
        self._stretches = _stems(tables["stretch"]["of"])
        self._roles = [
            _RoleCue(row["role"], _stems(row["heads"]), _stems(row["links"]), row.get("behind", False))
            for row in tables["roles"]
        ]
        self._role_links = frozenset[str]().union(*(cue.links for cue in self._roles))
        self._heads_behind = frozenset[str]().union(*(cue.heads for cue in self._roles if cue.behind))

    def role(self, stems: Sequence[str], start: int, end: int) -> str:
        """Return what the thing at stems[start:end] is in its sentence, "" where nothing tells."""
        after = stems[end] if end < len(stems) else ""
        link = stems[start - 1] if start else ""
        if link not in self._role_links and after not in self._heads_behind:
            return ""
        by_next = (cue.role for cue in self._roles if cue.behind and after in cue.heads)
        by_head = (
            cue.role
            for head in reversed(stems[max(0, start - 1 - _REACH) : max(0, start - 1)])
            for cue in self._roles
            if link in cue.links and head in cue.heads
        )
        return next(chain(by_next, by_head), "")

    def find(self, stems: tuple[str, ...]) -> Signs:
        """Return what the tables find in a text."""
        found: defaultdict[str, list[tuple[int, int, Any]]] = defaultdict(list)
        for start, end, (sign, label) in self._phrases.find(stems):
            found[sign].append((start, end, label))
        return Signs(
            found["synonyms"],
            [*found["links"], *self._stretched(stems)],
            *(frozenset(label for _, _, label in found[sign]) for sign in ("sides", "populations", "kinds")),
        )

    def _stretched(self, stems: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
        """Yield the links "and" of "the time between A and B"."""
        if self._between.isdisjoint(stems) or self._stretches.isdisjoint(stems):
            return
        between = next(place for place, each in enumerate(stems) if each in self._between)
        yield from (
            (place, place + 1, "and") for place in range(between, len(stems)) if stems[place] == "and"
        )


def negated(words: Sequence[str]) -> bool:
    """Tell whether a negation stands among the words."""
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def parse_cues(text: str, name: str = "cues.toml") -> Cues:
    """Read the tables of general English; raises BadData where the file breaks its format."""
    try:
        return Cues(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadData(name, "TOML", str(error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadData(name, "tables", repr(error)) from error


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


def _labelled(table: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((phrase, label) for label, phrases in table.items() for phrase in phrases)
