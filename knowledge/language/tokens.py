"""Words and numbers of a text, with where they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.language.variants import one_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

# Units are cut off numbers ("240mg"); other mixtures ("cd20", "25fw", "b12") stay whole. Hyphenated words
# come apart ("anti-cd20" is two tokens); glossary names are cut the same way, so they match as phrases.
_UNIT = (
    r"(?:mgs?|mcg|kgs?|g|mls?|cm|mm|hrs?|hours?|mins?|days?|weeks?|wks?|months?|mths?|years?|yrs?|x|k|st|lbs?"
    r"|iu|am|pm|%)"
)
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*(?={_UNIT}?(?![^\W_]))|[^\W_]+(?:'[^\W\d_]+)*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CLITICS = frozenset(
    f"{word}'s"
    for word in ("it", "he", "she", "that", "what", "who", "where", "how", "when", "why", "there", "let")
)


def fold(text: str) -> str:
    """Return a text without case and punctuation: what two wordings share if they are the same."""
    return " ".join(_WORD.findall(text.casefold()))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


def vocabulary(texts: Iterable[str]) -> set[str]:
    """Return all words of letters alone that stand in texts, in small letters."""
    return set().union(*(_LETTERS.findall(text.casefold()) for text in texts))


class Token(NamedTuple):
    """A word or number: `text` is casefolded, in one spelling and without a possessive 's, `raw` as written."""

    text: str
    start: int
    end: int
    raw: str


def tokenise(text: str) -> list[Token]:
    """Cut a cleaned text into words and numbers; "don't" stays one word, "240mg" becomes two."""
    return [Token(_key(match[0]), match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=50_000)
def _key(raw: str) -> str:
    key = raw.casefold()
    if key[0].isdigit():
        return key.replace(",", "") if _THOUSANDS.fullmatch(key) else key.replace(",", ".")
    return one_spelling(key[:-2] if key.endswith("'s") and key not in _CLITICS else key)
