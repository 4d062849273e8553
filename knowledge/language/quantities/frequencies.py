"""How often: "twice a day", "every 6 weeks", "6-weekly", "every other day", "bd"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from knowledge.language.quantities.numerals import NUMBER, numeral_of
from knowledge.language.quantities.quantity import Quantity, Sense
from knowledge.language.quantities.units import PERIODS, TIME, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_LATIN = {"od": 1.0, "bd": 2.0, "bid": 2.0, "tds": 3.0, "tid": 3.0, "qds": 4.0, "qid": 4.0}
_LETTERS = {"h": "hour", "d": "day", "w": "week"}

_PERIOD = rf"(?:{'|'.join(sorted(PERIODS, key=len, reverse=True))})\b"
_ADVERB = rf"(?:{'|'.join(ADVERBS)})\b"
_FREQUENCY = re.compile(
    rf"(?<![\w.,])(?:(?P<times>once|twice|thrice|{NUMBER}(?= ?(?:x|times)\b))(?: ?x| ?times)?"
    rf"(?: ?(?:in )?(?:an?\b|per\b|each\b|every\b|/) ?(?:(?P<span>{NUMBER}) )?(?P<period>{_PERIOD})"
    rf"| (?P<adverb>{_ADVERB}))"
    rf"|(?:every|each|q) ?(?:(?P<other>other|second|{NUMBER})[ -]?)?(?P<gap>{_PERIOD}|[hdw]\b)"
    rf"|(?:(?P<count>{NUMBER})[ -])?(?P<alone>{_ADVERB})"
    rf"|(?P<latin>{'|'.join(_LATIN)})\b)"
)


class Frequency(NamedTuple):
    """Something at start..end of a text happens `rate` times a day; `abbreviated` as on a prescription."""

    start: int
    end: int
    rate: float
    abbreviated: bool
    quantity: Quantity


def find_frequencies(text: str) -> Iterator[Frequency]:
    """Yield every frequency in a casefolded text."""
    for match in _FREQUENCY.finditer(text):
        times, span, unit = _parts(match)
        if times > 0 and span > 0:
            days = span * unit.scale / times
            told = any(match[group] not in {None, "once"} for group in ("times", "span", "other", "count"))
            senses = (
                Sense("interval", days, days, unit.family),
                Sense(TIME, days, days, unit.family, loose=True),
            )
            quantity = Quantity(match[0], senses, senses[0], firm=told)
            yield Frequency(match.start(), match.end(), 1 / days, match["latin"] is not None, quantity)


def _parts(match: re.Match[str]) -> tuple[float, float, Unit]:
    """Return how many times in how many of which unit."""
    if match["latin"]:
        return _LATIN[match["latin"]], 1.0, PERIODS["day"]
    if match["times"]:
        times = TIMES.get(match["times"]) or numeral_of(match["times"]).value
        span = numeral_of(match["span"]).value if match["span"] else 1.0
        return times, span, PERIODS[match["period"] or ADVERBS[match["adverb"]]]
    if match["gap"]:
        gap = match["other"]
        span = 1.0 if gap is None else 2.0 if gap in {"other", "second"} else numeral_of(gap).value
        return 1.0, span, PERIODS[_LETTERS.get(match["gap"], match["gap"])]
    span = numeral_of(match["count"]).value if match["count"] else 1.0
    return 1.0, span, PERIODS[ADVERBS[match["alone"]]]
