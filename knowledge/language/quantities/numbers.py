"""A number where it stands, with what it is of: ranges, products and fractions, units before and after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.language.quantities.numerals import DIGITS, NUMBER, WORDS, numeral_of
from knowledge.language.quantities.quantity import Sense
from knowledge.language.quantities.units import AGE, DOSES, GLUED, PERIODS, SHARE, TIME, UNITS, Unit
from knowledge.language.tokens import word_set

NUMBER_START = re.compile(rf"(?<![\w.,]){DIGITS}|(?<![\w.,]){WORDS}\b")
"""Where a number may begin; numbers glued to the end of a name ("b12") are part of it."""

_FEW = 20  # what people count in "two 120 mg capsules"
_PRESSURE = 30  # the lower of the two numbers of a blood pressure is above this, in mmHg
_FOOT, _INCH = 12, 2.54
_PERCENT = 100.0
_QUARTERS = 4  # of fractions people write halves, thirds and quarters
_SLASH = "\u2044"  # what a normalised ½ has between its digits

_MINUS = re.compile(r"(?:^|(?<=\s))(?:-|minus )$")
_THOUSAND = re.compile(r"k\b")
_LINKED = re.compile(
    rf"(?P<sign> ?- ?|/|{_SLASH}|'| to | or | and | over | in | out of | ?x ?| )(?P<number>{NUMBER})(?![^\W\d_]*\d)"
)
_CODE = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"(?P<space> ?-?)(?:(?:more|working|full|whole|extra) )?(?P<unit>° ?[cf]?\b|%|[^\W\d_]+)")
_UNIT_BEFORE = re.compile(r"(?:(?<![\w'])(?<!\d )(?P<name>[^\W\d_]{2,})\.?|(?P<sign>[$£€₹])) ?$")
_PER = re.compile(r" ?(?P<link>/|per\b|an?\b|each\b|every\b) ?(?P<unit>[^\W\d_]+)")
_OLD = re.compile(r"[ -](?:old|of age)\b")
NO_NAME = word_set(
    "and or to in of is are was were the a an for on at by with i im we my you your he she they it as if but so since"
    " from than per more other am pm ago not no do does did can should will would have has had be been when what which"
    " who how why where that this these those there then after before while because until till last next about now"
    " only also any some just please me him her them us too out up down off over under into x minus between age aged"
    " got get take takes taking took weigh need want wants know knows buy say says said sent give gave used"
)
"""Words that are neither what a number counts nor the name of what it measures."""


class Number(NamedTuple):
    """What stands at start..end: a value or a range.

    `each` is one of several that the value counts together ("two 120 mg capsules"); `sense` is set where the form alone
    says what it measures ("1 in 10", "120/80").
    """

    start: int
    end: int
    low: float
    high: float
    worded: bool
    each: float | None = None
    sense: Sense | None = None


class Measure(NamedTuple):
    """What a number is of: units (several where a name is ambiguous) or a noun, written at start..end.

    `per` follows the dimension (" per kg"), `rate` is how often a day.
    """

    units: tuple[Unit, ...]
    noun: str
    start: int
    end: int
    per: str = ""
    rate: float | None = None


def read_number(text: str, match: re.Match[str], limit: int) -> Number:
    """Read the number that `NUMBER_START` found, and what is linked to it before `limit`."""
    (value, worded), start, end = numeral_of(match[0]), *match.span()
    if minus := _MINUS.search(text[max(0, start - 6) : start]):
        value, start = -value, start - len(minus[0])
    if not worded and (thousand := _THOUSAND.match(text, end)):
        value, end = 1000 * value, thousand.end()
    number = Number(start, end, value, value, worded)
    link = _LINKED.match(text, end)
    return _linked(text, number, link) if link and link.end() <= limit else number


def _linked(text: str, number: Number, link: re.Match[str]) -> Number:
    """Read "20-30", "3 or 4", "between 3 and 4", "1 in 10", "2 x 120", "two 120 mg", "1/2", "120/80", 5'10."""
    sign, low, second = link["sign"].strip(), number.low, numeral_of(link["number"]).value
    units = read_measure(text, link.end()).units
    dimension = units[0].dimension if units else ""
    both = number._replace(end=link.end())
    match sign:
        case "in" | "out of" if second > low > 0 and not units:
            return _formed(both, SHARE, _PERCENT * low / second)
        case "/" | "over" if low > second >= _PRESSURE:
            return _formed(both, "blood pressure", low + second / 1000)
        case "'" if second < _FOOT:
            return _formed(both, "length", (low * _FOOT + second) * _INCH)
        case "x" | "" if 0 < low <= _FEW and dimension in DOSES:
            return both._replace(low=low * second, high=low * second, worded=False, each=second)
        case "/" | "\u2044" if low < second <= _QUARTERS and dimension != TIME:
            return both._replace(low=low / second, high=low / second)
        case _:
            return both._replace(high=second) if low < second and _spans(text, sign, both) else number


def _spans(text: str, sign: str, both: Number) -> bool:
    if sign == "and":
        return text.endswith("between ", 0, both.start)
    return sign in {"-", "to", "or", "/"} and code_at(text, both.end) is None


def _formed(number: Number, dimension: str, value: float) -> Number:
    return number._replace(worded=False, sense=Sense(dimension, value, value))


def code_at(text: str, end: int) -> str | None:
    """Return the letters glued to the number that ends here, unless they are a unit: "88a71", "1a"."""
    code = _CODE.match(text, end)
    return code[0] if code and code[0] not in GLUED else None


def read_measure(text: str, end: int) -> Measure:
    """Return what the number that ends here is of; nothing where nothing tells."""
    match = _UNIT.match(text, end)
    if match is None:
        return Measure((), "", end, end)
    name, glued = match["unit"].replace(" ", ""), not match["space"]
    units = (GLUED if glued else UNITS).get(name, ())
    if units and units[0].dimension == TIME and (old := _OLD.match(text, match.end())):
        return Measure((Unit(AGE, units[0].scale / PERIODS["year"].scale, "years"),), "", end, old.end())
    if units:
        return _per(text, Measure(units, "", end, match.end()))
    if glued or name in NO_NAME:
        return Measure((), "", end, end)
    return _per(text, Measure((), name.removesuffix("s"), end, match.end()))


def _per(text: str, measure: Measure) -> Measure:
    """Go on over "/kg", "per litre", "a day"."""
    while match := _PER.match(text, measure.end):
        unit = match["unit"]
        if unit in PERIODS:
            return measure._replace(end=match.end(), rate=1 / PERIODS[unit].scale)
        if unit not in UNITS or match["link"] not in {"/", "per"}:
            break
        measure = measure._replace(end=match.end(), per=f"{measure.per} per {unit}")
    return measure


def unit_before(number: Number, before: str) -> Measure | None:
    """Return the unit in front of a number: "rs 50", "£20", "mg 240"."""
    match = _UNIT_BEFORE.search(before)
    units = UNITS.get(match["sign"] or match["name"], ()) if match else ()
    if match is None or not units or units[0].dimension == TIME:
        return None
    return Measure(units, "", number.start - len(match[0]), number.end)
