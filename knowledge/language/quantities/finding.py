"""Find the quantities of a text: doses, spans, intervals, ages, dates, shares, counts, and numbered things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.language.quantities.dates import find_dates, year
from knowledge.language.quantities.doses import join
from knowledge.language.quantities.frequencies import ADVERBS, TIMES, find_frequencies
from knowledge.language.quantities.numbers import (
    NO_NAME,
    NUMBER_START,
    Measure,
    Number,
    code_at,
    read_measure,
    read_number,
    unit_before,
)
from knowledge.language.quantities.numerals import TRIGGERS
from knowledge.language.quantities.quantity import Found, Quantity, Sense, start_of
from knowledge.language.quantities.units import AGE, TIME, Unit
from knowledge.language.tokens import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INFINITE = float("inf")
_ADULT = (10, 110)  # "over 65" is an age in this range
_YEARS = (1900, 2100)
_SHORT_LABEL = 100  # "year 2" and "day 63" are names, "year 2014" is not
_BEFORE = 40  # characters looked at in front of a number

_ABOVE = re.compile(
    r"(?:over|above|more than|at least|older than|beyond|[>≥]=?)(?: the)?(?: age(?: of)?)? ?$"
)
_BELOW = re.compile(
    r"(?:under|below|less than|younger than|at most|up to|[<≤]=?)(?: the)?(?: age(?: of)?)? ?$"
)
_UP = re.compile(r"\+| (?:or|and) (?:over|above|older|more)\b")
_DOWN = re.compile(r" (?:or|and) (?:under|below|younger|less)\b")
_AGED = re.compile(r"\b(?:aged?|age of|i'?m|i am|he is|she is|he's|she's) ?$")
_NAMED = re.compile(
    r"(?<!\w)(?P<word>[^\W\d_]\w+)"
    r"(?P<link>-|(?: (?:is|was|of|at|about|around|now|to|score|index|no))*[ :=]*(?:minus )?)$"
)
_ORDINALS = {word: n for n, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b(?: (?P<noun>[^\W\d_]+))?"
)
_LABELS = word_set(
    "type phase grade stage class group version step category part chapter day week month year cycle round visit"
    " option episode season trimester"
)
_TRIGGERS = frozenset((*TRIGGERS, *TIMES, *ADVERBS, *_ORDINALS, "every", "each"))
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"\w+")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a casefolded text in order; numbers inside names ("b12", "cd20") are none."""
    if not _DIGIT.search(text) and _TRIGGERS.isdisjoint(_WORD.findall(text)):
        return ()
    fixed = _apart([*(Found(*each) for each in find_dates(text)), *_ordinals(text)])
    often = [each for each in find_frequencies(text) if not _inside(each.start, fixed)]
    spans = [each[:2] for each in fixed] + [each[:2] for each in often]
    found = list(_measured(text, sorted(spans)))
    free = [each for each in often if not join(text, found, each) and not each.abbreviated]
    alone = (Found(each.start, each.end, each.quantity) for each in free)
    return tuple(each.quantity for each in sorted((*fixed, *alone, *found), key=start_of))


def _inside(place: int, found: Iterable[Found]) -> bool:
    return any(each.start <= place < each.end for each in found)


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return those that begin outside the ones before them, in order; of two at one place the first counts."""
    kept: list[Found] = []
    for each in sorted(found, key=start_of):
        if not _inside(each.start, kept[-1:]):
            kept.append(each)
    return kept


def _ordinals(text: str) -> Iterator[Found]:
    for match in _ORDINAL.finditer(text):
        noun = "" if match["noun"] in NO_NAME else match["noun"] or ""
        if noun or match["digits"]:
            value = float(match["digits"] or _ORDINALS[match["word"]])
            sense = Sense(f"which {noun.removesuffix('s')}", value, value)
            end = match.end() if noun else match.end("digits") + 2
            shown = text[match.start() : end]
            yield Found(match.start(), end, Quantity(shown, (sense,), sense, bare=True, firm=False))


def _measured(text: str, spans: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield what is measured outside the spans, which are sorted."""
    at, upcoming = 0, iter([*spans, (len(text) + 1, 0)])
    start, end = next(upcoming)
    while match := NUMBER_START.search(text, at):
        while start <= match.start():
            at = max(at, end)
            start, end = next(upcoming)
        if at <= match.start():
            found = _read(text, match, start)
            at = match.end()
            if found is not None:
                at = max(at, found.end)
                yield found


def _read(text: str, match: re.Match[str], limit: int) -> Found | None:
    number = read_number(text, match, limit)
    if number.sense is not None:
        return _found(text, number.start, number.end, number.sense)
    before = text[max(0, number.start - _BEFORE) : number.start]
    code = None if number.worded else code_at(text, number.end)
    if label := _label(text, number, before, code or ""):
        return label
    if code is not None:  # letters that are no unit: it compares as it is written
        end = number.end + len(code)
        return _found(text, number.start, end, Sense(f"code {text[number.start : end]}", 0, 0))
    measure = read_measure(text, number.end)
    if not measure.units:
        measure = unit_before(number, before) or measure
    if measure.units:
        return _of_units(text, number, measure, before)
    if number.worded and (not measure.noun or number.low == 1):
        return None  # "that one", "two of them"
    return _bare(text, number, measure, before)


def _found(text: str, start: int, end: int, sense: Sense) -> Found:
    return Found(start, end, Quantity(text[start:end], (sense,), sense))


def _label(text: str, number: Number, before: str, code: str) -> Found | None:
    """Return the numbered thing that a name and this number are: "type 2", "phase 2b", "il-2"."""
    named = _NAMED.search(before)
    if named is None or number.worded or not 0 <= number.low < _SHORT_LABEL or number.low % 1:
        return None
    if named["link"] != "-" and (named["word"] not in _LABELS or named["link"] != " "):
        return None
    start = number.start - len(named[0])
    sense = Sense(f"{named['word']} {code}".rstrip(), number.low, number.high)
    return _found(text, start, number.end + len(code), sense)


def _of_units(text: str, number: Number, measure: Measure, before: str) -> Found:
    low, high, start, end = _bounds(text, number, before, lasting=measure.units[0].dimension == TIME)
    senses = tuple(sense for unit in measure.units for sense in _of_unit(unit, low, high, number, measure))
    start, end = min(start, measure.start), max(end, measure.end)
    firm = not (number.worded and number.low == 1)  # "one day I shall"
    written = Sense("", number.low, number.high)
    return Found(start, end, Quantity(text[start:end], senses, written, firm=firm))


def _of_unit(unit: Unit, low: float, high: float, number: Number, measure: Measure) -> Iterator[Sense]:
    dimension = unit.dimension + measure.per
    low, high = low * unit.scale + unit.shift, high * unit.scale + unit.shift
    yield from _rated(Sense(dimension, low, high, unit.family), measure.rate)
    if number.each is not None:
        each = number.each * unit.scale
        yield Sense(dimension, each, each, unit.family, loose=True)


def _rated(sense: Sense, rate: float | None) -> Iterator[Sense]:
    """Yield what "480 mg a day" means: so much a day, and perhaps just so much."""
    if rate is not None:
        yield sense._replace(
            dimension=f"{sense.dimension} a day", low=sense.low * rate, high=sense.high * rate
        )
    yield sense._replace(loose=rate is not None)


def _bare(text: str, number: Number, measure: Measure, before: str) -> Found:
    low, high, start, end = _bounds(text, number, before, lasting=False)
    senses, named = list(_numbered(low, high, number, measure)), _NAMED.search(before)
    if _AGED.search(before) and not measure.noun:
        senses.append(Sense(AGE, low, high, "years"))
    elif named and named["word"] not in NO_NAME and not measure.noun:
        senses.append(Sense(f"of {named['word']}", low, high))
        start = min(start, number.start - len(named[0]))
    written = Sense("", number.low, number.high)
    shown = text[start : max(end, measure.end)]
    return Found(
        start,
        max(end, measure.end),
        Quantity(shown, tuple(senses), written, bare=True, firm=not number.worded),
    )


def _numbered(low: float, high: float, number: Number, measure: Measure) -> Iterator[Sense]:
    if measure.noun:
        yield from _rated(Sense(f"count of {measure.noun}", low, high), measure.rate)
    elif low != high and _INFINITE in {high, -low} and _ADULT[0] <= number.low < _ADULT[1]:
        yield Sense(AGE, low, high, "years")
    elif low == high and _YEARS[0] <= low < _YEARS[1] and low % 1 == 0:
        yield year(low)


def _bounds(text: str, number: Number, before: str, *, lasting: bool) -> tuple[float, float, int, int]:
    """Return low and high of "over 65", "under 18", "65+", with where they are written."""
    low, high, start, end = number.low, number.high, number.start, number.end
    above, below = _ABOVE.search(before), _BELOW.search(before)
    if above and not (lasting and above[0].startswith("over")):  # "over 2 years" is during them
        return low, _INFINITE, start - len(above[0]), end
    if below:
        return -_INFINITE, high, start - len(below[0]), end
    if up := _UP.match(text, end):
        return low, _INFINITE, start, up.end()
    if down := _DOWN.match(text, end):
        return -_INFINITE, high, start, down.end()
    return low, high, start, end
