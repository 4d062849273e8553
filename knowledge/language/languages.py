"""Is a message in another language than English, and which? By its script and its little words.

Trained detectors were tried and do worse here: of a chat's few words, drug names and typos they take one English
message in ten for something else. Little words err on the side of English: what is not recognised is matched as ever.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.domain import Language
from knowledge.errors import BadData
from knowledge.language.clean import clean
from knowledge.language.tokens import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOOKED_AT = 2_000  # characters; a language shows in its first words
_FOREIGN_LETTERS = 0.3  # their share from which a message is in their script: drug names stay Latin
_STRONG, _PLAIN, _WEAK, _LETTER = 2.0, 1.0, 0.5, 1.0
_ENOUGH = 2.0
_TWO = 2  # different words or letters of a language: any one may be a typo ("cancel oder") or a name
_AHEAD = 1.5  # a language counts so many times the English words around it: a quoted phrase makes no foreign message
_SHARE = 0.25  # of all words, at least
_WORD = re.compile(r"(?<![\w/])[^\W\d_]+(?:['-][^\W\d_]+)*(?![\w/])")  # "w/o" is no word of Polish
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Script:
    language: Language
    within: re.Pattern[str]
    letters: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Latin:
    language: Language
    weights: Mapping[str, float]
    letters: re.Pattern[str] | None

    def score(self, words: frozenset[str], text: str) -> float:
        """Return how much speaks for this language, each word once; nothing where a single one does."""
        known = [self.weights[word] for word in words if word in self.weights]
        spelt = self.letters is not None and self.letters.search(text) is not None
        return sum(known) + _LETTER * spelt if len(known) + spelt >= _TWO else 0.0


class Languages:
    """The languages of `languages.toml`."""

    def __init__(
        self,
        english: frozenset[str],
        thanks: frozenset[str],
        besides: frozenset[str],
        scripts: Sequence[_Script],
        latin: Sequence[_Latin],
    ) -> None:
        self._english = english
        self._thanks = thanks
        self._pleasant = thanks | besides
        self._scripts = tuple(scripts)
        self._latin = tuple(latin)
        self._telling = frozenset(
            word for each in latin for word, weight in each.weights.items() if weight >= _PLAIN
        )

    def foreign(self, text: str) -> Language | None:
        """Return the language of a message, None for English and wherever it is not plain."""
        text = clean(text[:_LOOKED_AT]).casefold()
        return self._by_script(text) or self._by_words(text)

    def is_pleasantry(self, text: str) -> bool:
        """Tell a greeting or thanks in another language, which asks nothing."""
        words = frozenset(_WORD.findall(clean(text[:_LOOKED_AT]).casefold()))
        return words <= self._pleasant and not words.isdisjoint(self._thanks)

    def _by_script(self, text: str) -> Language | None:
        if text.isascii():
            return None
        letters = len(_LETTERS.findall(text))
        for script in self._scripts:
            if len(script.within.findall(text)) >= max(2, _FOREIGN_LETTERS * letters) and (
                script.letters is None or script.letters.search(text)
            ):
                return script.language
        return None

    def _by_words(self, text: str) -> Language | None:
        words = _WORD.findall(text)
        if self._telling.isdisjoint(words):
            return None
        distinct = frozenset(words)
        score, place = max((each.score(distinct, text), -place) for place, each in enumerate(self._latin))
        best = self._latin[-place]
        english = sum(word in self._english and word not in best.weights for word in words)
        enough = score >= max(_ENOUGH, _SHARE * len(words)) and score > _AHEAD * english
        return best.language if enough else None


def parse_languages(toml_text: str, name: str = "languages.toml") -> Languages:
    """Read the languages; raises BadData where the file breaks its format."""
    try:
        data = tomllib.loads(toml_text)
        english = word_set(data["english"])
        return Languages(
            english,
            word_set(data["thanks"]),
            word_set(data["besides"]),
            [_Script(_language(row), re.compile(row["within"]), _letters(row)) for row in data["script"]],
            [_Latin(_language(row), _weights(row, english), _letters(row)) for row in data["latin"]],
        )
    except tomllib.TOMLDecodeError as error:
        raise BadData(name, "TOML", str(error)) from error
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise BadData(name, "tables", repr(error)) from error


def _language(row: Mapping[str, Any]) -> Language:
    return Language(row["name"], row.get("line", ""))


def _letters(row: Mapping[str, Any]) -> re.Pattern[str] | None:
    return re.compile(row["letters"]) if "letters" in row else None


def _weights(row: Mapping[str, Any], english: frozenset[str]) -> dict[str, float]:
    """Return the weight of each word of a language; what is English too is neutral."""
    weights = {
        word: weight
        for key, weight in (("strong", _STRONG), ("words", _PLAIN), ("weak", _WEAK))
        for word in row.get(key, "").split()
    }
    return {word: 0.0 if word in english else weight for word, weight in weights.items()}
