"""Sentences as they stand: cut, never changed, so that they can be quoted."""

from __future__ import annotations

import re

_END = re.compile(r"\s*(?:[.!?]+|…)[\"'\u201d\u2019)\]]*(?=\s|$|(?<=…)[A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:[Dd]r|[Pp]rof|Mrs?|Ms|St|vs|e\.?g|i\.?e|[Ff]ig|approx|ca|al)$"
)  # "MS." ends a sentence
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, white space folded; "Prof. K" and "0.5" do not end one."""
    found = []
    for line in text.split("\n"):
        start = 0
        folded = fold(line)
        for end in _END.finditer(folded):
            if _ends(folded, start, end):
                found.append(folded[start : end.end()].strip())
                start = end.end()
        found.append(folded[start:].strip())
    return [sentence for sentence in found if any(character.isalnum() for character in sentence)]


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    mark = end.group().strip()
    after = text[end.end() : end.end() + 2].strip()
    if mark == "." and _ABBREVIATION.search(text[max(start, end.start() - 8) : end.start()]):
        return not after
    # An ellipsis, and a full stop before a small letter, go on with the sentence.
    return not after or not (after[0].islower() and (mark[0] in ".…" or mark[-1] not in "?!"))


def shorten(text: str, limit: int) -> str:
    """Return the opening words of a text within `limit` characters, an ellipsis where it goes on."""
    folded = fold(text)
    if len(folded) <= limit:
        return folded
    cut = folded.rfind(" ", 0, limit)
    return folded[: cut if cut > 0 else limit - 1].rstrip(" ,;:\u2013-") + "…"
