"""A dose and how often it is taken are one quantity: "240 mg of X twice a day" is 480 mg a day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from knowledge.language.quantities.quantity import Found, Quantity, Sense, start_of
from knowledge.language.quantities.units import DOSES

if TYPE_CHECKING:
    from knowledge.language.quantities.frequencies import Frequency

_GAP = 3  # words that may stand between them


def join(text: str, found: list[Found], frequency: Frequency) -> bool:
    """Join a frequency to the one of the found doses that it belongs to, in place; tell whether there is one."""
    after = bisect_right(found, frequency.start, key=start_of)
    for place in range(max(0, after - 1), min(after + 1, len(found))):
        if _is_dose(found[place].quantity) and _belongs(text, found[place], frequency):
            found[place] = _taken(found[place], frequency)
            return True
    return False


def _belongs(text: str, dose: Found, frequency: Frequency) -> bool:
    if frequency.end <= dose.start:
        return not text[frequency.end : dose.start].strip()
    gap = text[dose.end : frequency.start]
    most = 0 if frequency.abbreviated else _GAP
    return dose.end <= frequency.start and len(gap.split()) <= most and not set(gap) & set(".?!;:(")


def _is_dose(quantity: Quantity) -> bool:
    dimension = quantity.senses[0].dimension if quantity.senses else ""
    counted = dimension.startswith("count of ") and not dimension.endswith(" a day")
    return counted or dimension.partition(" per ")[0] in DOSES


def _taken(dose: Found, frequency: Frequency) -> Found:
    senses: list[Sense] = []
    for sense in dose.quantity.senses:
        low, high = sense.low * frequency.rate, sense.high * frequency.rate
        daily = sense._replace(dimension=f"{sense.dimension} a day", low=low, high=high)
        senses += [daily, sense, sense._replace(low=low, high=high, loose=True)]
    amount, often = dose.quantity, frequency.quantity
    taken = Quantity(
        f"{amount.shown} {often.shown}",
        tuple(senses),
        amount.written,
        amount.bare,
        amount.firm or often.firm,
    )
    return Found(min(dose.start, frequency.start), max(dose.end, frequency.end), taken)
