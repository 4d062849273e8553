"""What one comment gives away about who wrote it: its cues added up, with the words that show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.ingest.cues import AUTHOR_CUES, MEMBER_CUES, TERMS_OF_THE_TRADE, THANKS_FOR_REPLY
from knowledge.ingest.sentences import fold

_READ = 4000  # characters of a comment that are looked at
_SHOWN = 60  # characters of a cue in a hint
_TERMS = 2  # terms of the trade, in a comment that asks nothing, make it informed
_INFORMED = 0.8
_ADDRESSED = -2.0
_THANKED = 1.2
_PATIENT = -1.0  # whoever weighs less than this is not taken for informed by terms alone

_WORD = re.compile(r"\w+")
_TITLES = frozenset(
    ("doc", "doctor", "prof", "professor", "mrs", "miss", "sir", "dame", "neuro", "nurse", "the", "team")
)
_SHORT_NAME = 2
_APOSTROPHES = str.maketrans("\u2019\u2018", "''")


class Evidence(NamedTuple):
    """`weight` is the sum of a comment's cues, `reasons` the same in words.

    `parent` is what it says for the comment replied to being the author's: thanks for a reply.
    """

    weight: float
    reasons: tuple[str, ...]
    parent: float


def author_address(author: str | None) -> re.Pattern[str] | None:
    """Return a pattern that finds the author being spoken to, by a name of theirs or by initials."""
    words = _WORD.findall(author or "")
    names = [word for word in words if word.casefold() not in _TITLES and len(word) > _SHORT_NAME]
    if not names:
        return None
    name = "|".join(map(re.escape, names))
    initials = re.escape("".join(word[0] for word in words).upper())
    greeting = r"(?i:hi|hello|dear|hey|thanks|thank you),?"
    title = r"(?i:dr|doc|doctor|prof|professor)\.?"
    return re.compile(
        rf"^(?:{greeting} )?(?:{title} )?(?:{initials}|{name})\s*[-\u2013\u2014,:!.]"
        rf"|\b{greeting} (?:{title} )?(?:{name})\b"
    )


def weigh(text: str, address: re.Pattern[str] | None) -> Evidence:
    """Return what a comment's words give away."""
    flat = fold(text[:_READ]).translate(_APOSTROPHES)
    weight = 0.0
    reasons: list[str] = []
    for cue in (*MEMBER_CUES, *AUTHOR_CUES):
        if found := cue.pattern.search(flat):
            weight += cue.weight
            reasons.append(_reason(cue.says, found))
    if address is not None and (found := address.search(flat)):
        weight += _ADDRESSED
        reasons.append(_reason("addresses the author", found))
    if weight > _PATIENT and "?" not in flat and len(TERMS_OF_THE_TRADE.findall(flat)) >= _TERMS:
        weight += _INFORMED
        reasons.append("states facts in the terms of the trade")
    return Evidence(weight, tuple(reasons), _THANKED if THANKS_FOR_REPLY.search(flat) else 0.0)


def _reason(says: str, found: re.Match[str]) -> str:
    words = found.group()[:_SHOWN].strip()
    return f"{says} (\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK})"
