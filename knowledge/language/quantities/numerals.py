"""Numbers as people write them: "1,000", "3,5", "half a", "twenty-five", "a couple of"."""

from __future__ import annotations

import re
from typing import NamedTuple


def _numbered(words: str) -> dict[str, int]:
    return {word: place for place, word in enumerate(words.split())}


_SMALL = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = {
    word: 10 * (place + 2)
    for word, place in _numbered("twenty thirty forty fifty sixty seventy eighty ninety").items()
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_OTHERS = {"a couple of": 2.0, "couple of": 2.0, "half a": 0.5, "half an": 0.5, "a couple": 2.0}

_UNIT = "|".join(word for word in _SMALL if word != "zero")
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_UNIT})\b)?|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
_SCALE = rf"(?:{'|'.join(_SCALES)})s?"
WORDS = (
    rf"(?:{'|'.join(_OTHERS)}|(?:(?:{_WORD}|an?) {_SCALE}|{_WORD})\b(?: {_SCALE}\b)?(?: and {_WORD}\b|"
    r" and a half\b)?)"
)
DIGITS = r"(?:\d{1,3}(?:[, ]\d{3})+(?![.,]?\d)(?:\.\d+)?|\d+(?:[.,]\d+)?(?!\.?\d)|\d+|\.\d+)"
NUMBER = rf"(?:{DIGITS}|\b{WORDS}\b)"
"""A pattern without groups for a number in casefolded text."""

TRIGGERS = frozenset((*_SMALL, *_TENS, *_SCALES, "couple", "half"))
"""Words without which no number is written in words."""

_THOUSANDS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")


class Numeral(NamedTuple):
    """A number: its value, and whether it was written in words."""

    value: float
    worded: bool


def numeral_of(written: str) -> Numeral:
    """Read what `NUMBER` matched."""
    if written[0].isdigit() or written[0] == ".":
        if _THOUSANDS.fullmatch(written) and written[:2] != "0,":
            return Numeral(float(written.replace(",", "").replace(" ", "")), worded=False)
        return Numeral(float(written.replace(",", ".")), worded=False)
    return Numeral(_OTHERS.get(written) or _sum(written), worded=True)


def _sum(written: str) -> float:
    total, part = 0.0, 0.0
    for word in re.split(r"[ -]", written):
        if word in _SMALL or word in _TENS:
            part += _SMALL.get(word, 0) + _TENS.get(word, 0)
        elif word == "half":
            part += 0.5
        elif (scale := _SCALES.get(word.rstrip("s"))) is not None:
            total += (part or 1) * scale
            part = 0.0
    return total + part
