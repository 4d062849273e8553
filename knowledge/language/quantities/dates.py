"""Days, months, years and times of day in a text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from knowledge.language.quantities.quantity import Quantity, Sense
from knowledge.language.quantities.units import DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![^\W_])"
_YEAR = r"(?:19|20)\d\d(?!\w)"
_DATE = re.compile(
    rf"(?<![\w.,/])(?:(?P<iso>{_YEAR}-\d\d?-\d\d?)(?!\w)"
    rf"|(?P<first>\d\d?)[./-](?P<second>\d\d?)[./-](?P<last>(?:19|20)?\d\d)(?![\w/])"
    rf"|(?P<day>{_DAY})(?: of)?[ -]?(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH}) (?:the )?(?P<day2>{_DAY})(?!:)(?:,? (?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH})(?: of)?,? (?P<year3>{_YEAR})"
    r"|(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])\.?m\b|o'?clock\b)"
    r"|(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\w:]))"
)
_DIGIT = re.compile(r"\d")
_CENTURY = 100


def find_dates(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Yield (start, end, quantity) of every date or time of day in a casefolded text; lone years are not dates yet."""
    if not _DIGIT.search(text):
        return
    for match in _DATE.finditer(text):
        senses = tuple(_senses(match))
        if senses:
            yield match.start(), match.end(), Quantity(match[0], senses, senses[0])


def year(value: float) -> Sense:
    """Return the days of a year."""
    return _days(int(value))


def _senses(match: re.Match[str]) -> Iterator[Sense]:
    if match["hour"] or match["hour2"]:
        hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or match["minute2"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"] == "p" else 0)
        yield _point("clock", hour * 60 + minute)
        return
    for in_year, month, day in _readings(match):
        if in_year is None:
            yield _point("day of the year", 100 * month + (day or 0))
        elif _exists(in_year, month, day):
            yield _days(in_year, month, day)
            if day is not None:
                yield _point("day of the year", 100 * month + day)


def _readings(match: re.Match[str]) -> Iterator[tuple[int | None, int, int | None]]:
    """Yield year, month and day as far as they are given; 3/4/2021 is read both ways."""
    if match["iso"]:
        in_year, month, day = map(int, match["iso"].split("-"))
        yield in_year, month, day
    elif match["first"]:
        first, second, last = int(match["first"]), int(match["second"]), int(match["last"])
        full = last if last >= _CENTURY else 2000 + last
        yield full, second, first
        yield full, first, second
    else:
        month = _MONTHS[(match["month"] or match["month2"] or match["month3"]).rstrip(".")]
        day_text = match["day"] or match["day2"]
        year_text = match["year"] or match["year2"] or match["year3"]
        yield int(year_text) if year_text else None, month, _number(day_text)


def _number(day: str | None) -> int | None:
    return int(re.sub(r"\D", "", day)) if day else None


def _exists(in_year: int, month: int, day: int | None) -> bool:
    try:
        date(in_year, month, day or 1)
    except ValueError:
        return False
    return True


def _days(in_year: int, month: int | None = None, day: int | None = None) -> Sense:
    first = date(in_year, month or 1, day or 1)
    if day is not None:
        return _point(DATE, first.toordinal())
    after = date(in_year + (month in {None, 12}), 1 if month is None else month % 12 + 1, 1)
    return Sense(DATE, first.toordinal(), after.toordinal() - 1)


def _point(dimension: str, value: float) -> Sense:
    return Sense(dimension, value, value)
