"""What general English says about a question: stop words, opposites, populations, the kind of answer asked for."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import snowballstemmer

from knowledge.errors import BadData
from knowledge.language.normalise import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REACH = 3  # words that may stand between "given" and "for X"
_GAP = 2  # words that a star in a phrase stands for at most

Label = TypeVar("Label")

_NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "none", "cannot"})


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # noqa: ANN401  the package has no types
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a casefolded word."""
    return str(_stemmer().stemWord(word))


class Phrases(Generic[Label]):
    """Labels by phrase, found in a sequence of stems; "turn * off" lets at most two words stand for the star."""

    def __init__(self, pairs: Iterable[tuple[str, Label]]) -> None:
        self._by_first: dict[str, list[tuple[list[tuple[str, ...]], Label]]] = {}
        for phrase, label in pairs:
            parts = [tuple(stem(token.text) for token in tokenise(part)) for part in phrase.split("*")]
            if parts[0]:
                self._by_first.setdefault(parts[0][0], []).append((parts, label))

    def find(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Label]]:
        """Yield (start, end, label) of every phrase in `stems`."""
        if self._by_first.keys().isdisjoint(stems):
            return
        for start, first in enumerate(stems):
            for parts, label in self._by_first.get(first, ()):
                end = _end(stems, start, parts)
                if end is not None:
                    yield start, end, label


def _end(stems: Sequence[str], start: int, parts: Sequence[tuple[str, ...]]) -> int | None:
    """Return where a phrase that begins at `start` ends, None where it does not stand there."""
    end = start
    for number, part in enumerate(parts):
        starts = range(end, end + _GAP + 1) if number else (end,)
        found = next((at for at in starts if tuple(stems[at : at + len(part)]) == part), None)
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


class Cues:
    """The tables of `cues.toml`, ready to be found in stems."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.stop = frozenset(tables["stop"].split())
        self.weak = frozenset(stem(word) for word in tables["weak"].split())
        self.contrasts = Phrases(
            (phrase, Side(number, side[0]))
            for number, contrast in enumerate(tables["contrasts"])
            for side in contrast["sides"]
            for phrase in side
        )
        self.populations = Phrases(_labelled(tables["populations"]))
        self.kinds = Phrases(_labelled(tables["kinds"]))
        self._links = Phrases(_labelled(tables["links"]))
        self._between = _stems(tables["stretch"]["between"])
        self._stretches = _stems(tables["stretch"]["of"])
        self.synonyms = Phrases(
            (phrase, number) for number, group in enumerate(tables["synonyms"]["groups"]) for phrase in group
        )

        self._roles = [
            _RoleCue(row["role"], _stems(row["heads"]), _stems(row["links"]), row.get("behind", False))
            for row in tables["roles"]
        ]

    def role(self, stems: Sequence[str], start: int, end: int) -> str:
        """Return what the thing at stems[start:end] is in its sentence, "" where nothing tells."""
        after = stems[end] if end < len(stems) else ""
        link = stems[start - 1] if start else ""
        by_next = (cue.role for cue in self._roles if cue.behind and after in cue.heads)
        by_head = (
            cue.role
            for head in reversed(stems[max(0, start - 1 - _REACH) : max(0, start - 1)])
            for cue in self._roles
            if link in cue.links and head in cue.heads
        )
        return next(chain(by_next, by_head), "")

    def links(self, stems: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, link) of every word that leads from what stands before it to what follows."""
        yield from self._links.find(stems)
        between = next((place for place, each in enumerate(stems) if each in self._between), None)
        if between is not None and not self._stretches.isdisjoint(stems):
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
