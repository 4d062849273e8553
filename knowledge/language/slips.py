"""How likely a word was meant for another: what fingers and ears do often is cheap, what they seldom do is dear."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOWELS = frozenset("aeiouy")
_ARBITRARY = 2.6  # log of how much rarer an arbitrary wrong letter is than no slip
_LOST, _ADDED = 2.0, 2.3
_FIRST = 2.0  # on top, where the first letter is wrong: it seldom is
_DOUBLING = 0.5
_END = 0.8  # a last e or g that is not heard
_SWAP = 1.0
_VOWEL_SWAP = 0.6  # "recieve"
_ANAGRAM, _ANAGRAM_FROM = 1.6, 6  # letters of a long word in another order: "clabridine"
_VOWEL = 1.3
_SOUND = 1.1
_SAME_SOUND = tuple(map(frozenset, ("ck", "sc", "kq", "sz", "gj", "mn", "td", "iy", "fv", "xs", "bp")))
_BESIDE = {
    letter: frozenset(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}
_KEY = 1.9
_MOST = 3  # slips in a word
_UNHEARD = {
    "h": "ctwgrsp",
    "c": "sk",
    "g": "h",
    "k": "cn",
    "t": "c",
    "w": "o",
    "u": "g",
    "b": "m",
    "n": "m",
    "d": "g",
}


def slip_cost(word: str, target: str) -> float:
    """Return the cost (>= 0, in log likelihood) of writing `word` for `target`."""
    if len(word) == len(target) > _ANAGRAM_FROM and sorted(word) == sorted(target):
        return min(_ANAGRAM, _stripped(word, target))
    return _stripped(word, target)


def _stripped(word: str, target: str) -> float:
    shortest = min(len(word), len(target))
    start = 0
    while start < shortest and word[start] == target[start]:
        start += 1
    end = 0
    while end < shortest - start and word[-1 - end] == target[-1 - end]:
        end += 1
    return _cost(word[: len(word) - end], target[: len(target) - end], start, start, _MOST)


def _cost(word: str, target: str, at: int, to: int, most: int) -> float:
    """Return the cost of what is left of both, from `at` and `to` on, infinite beyond `most` slips."""
    while at < len(word) and to < len(target) and word[at] == target[to]:
        at, to = at + 1, to + 1
    left, wanted = len(word) - at, len(target) - to
    if not left and not wanted:
        return 0.0
    if abs(left - wanted) > most or not most:
        return math.inf
    return min(
        (
            cost + _cost(word, target, at + read, to + meant, most - 1)
            for cost, read, meant in _slips(word, target, at, to)
        ),
        default=math.inf,
    )


def _slips(word: str, target: str, at: int, to: int) -> Iterator[tuple[float, int, int]]:
    """Yield what may have happened here: its cost, and how many letters of the word and of the target it explains."""
    first = 0.0 if at else _FIRST
    written, meant = word[at : at + 2], target[to : to + 2]
    if written and meant:
        yield first + _wrong(written[0], meant[0]), 1, 1
    if written:
        yield first + _added(word, at), 1, 0
    if meant:
        yield first + _lost(target, to), 0, 1
    if len(written) > 1 and written == meant[::-1]:
        yield (_VOWEL_SWAP if set(written) <= _VOWELS else _SWAP), 2, 2
    if written[:1] == "f" and meant == "ph":
        yield _SOUND, 1, 2
    if written == "ph" and meant[:1] == "f":
        yield _SOUND, 2, 1


def _wrong(written: str, meant: str) -> float:
    if written in _VOWELS and meant in _VOWELS:
        return _VOWEL
    if any(written in sound and meant in sound for sound in _SAME_SOUND):
        return _SOUND
    return _KEY if meant in _BESIDE.get(written, ()) else _ARBITRARY


def _lost(target: str, at: int) -> float:
    """Return the cost of leaving out the letter of the target."""
    letter = target[at]
    around = target[max(0, at - 1) : at] + target[at + 1 : at + 2]
    if letter in around or (letter == "c" and target[at + 1 : at + 2] == "k"):
        return _DOUBLING
    if at == len(target) - 1 and letter in "eg":
        return _END
    if letter in _VOWELS or any(each in _UNHEARD.get(letter, "") for each in around):
        return _VOWEL
    return _LOST


def _added(word: str, at: int) -> float:
    """Return the cost of the needless letter of the word."""
    letter = word[at]
    around = word[max(0, at - 1) : at] + word[at + 1 : at + 2]
    if letter in around:
        return _DOUBLING
    if letter == "e" and at == len(word) - 1:
        return _END
    return _VOWEL if letter == "e" or any(each in _UNHEARD.get(letter, "") for each in around) else _ADDED
