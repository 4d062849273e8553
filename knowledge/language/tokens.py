"""Words and numbers of a text, with where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

# Units are cut off numbers ("240mg"); other mixtures ("cd20", "25fw", "b12") stay whole. Hyphenated words come
# apart ("anti-cd20" is two tokens); glossary names are cut the same way, so they still match as phrases.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?=(?:mgs?|mcg|kgs?|g|mls?|ml|cm|mm|hrs?|hours?|mins?|days?|weeks?|wks?|months?|mths?|years?|yrs?|x|k|st|lbs?|iu|am|pm|%)?(?![^\W_]))"
    r"|[^\W_]+(?:'[^\W\d_]+)*",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class Token(NamedTuple):
    """A word or number: `text` is casefolded and without a possessive 's; `raw` is text[start:end] as written."""

    text: str
    start: int
    end: int
    raw: str


def tokenise(text: str) -> list[Token]:
    """Cut a cleaned text into words and numbers; "don't" stays one word, "240mg" and "anti-CD20" become two."""
    return [Token(_key(match[0]), match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]


def _key(raw: str) -> str:
    key = raw.casefold()
    if key[0].isdigit():
        return key.replace(",", "") if _THOUSANDS.fullmatch(key) else key.replace(",", ".")
    if key.endswith("'s") and key not in _CLITICS:
        return key[:-2]
    return key


_CLITICS = frozenset(
    "it's he's she's that's what's who's where's how's when's why's there's here's let's".split()
)
