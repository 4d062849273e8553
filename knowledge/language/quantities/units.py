"""Units of measure, each with the dimension it measures and its size in that dimension's base unit."""

from __future__ import annotations

from typing import NamedTuple

TIME, AGE, SHARE, DATE = "time", "age", "share", "date"
DOSES = frozenset({"mass", "volume", "units", "amount"})
"""Dimensions of what is taken so and so often."""


class Unit(NamedTuple):
    """What a number with this unit means: `scale` * number + `shift` base units of `dimension`.

    Base units: mg, ml, cm, days, years (of age), degrees Celsius, percent. `family` names units that convert into each
    other without rounding; across families people round ("6 months" for 26 weeks).
    """

    dimension: str
    scale: float
    family: str
    shift: float = 0.0


# dimension, family, size in base units: names
_TABLE = """
mass metric 1: mg mgs milligram milligrams
mass metric 1000: g gm gms gram grams
mass metric 1000000: kg kgs kilo kilos kilogram kilograms
mass metric 0.001: mcg mcgs µg μg ug microgram micrograms
mass metric 0.000001: ng nanogram nanograms
mass imperial 453592.37: lb lbs pound pounds
mass imperial 28349.52: oz ounce ounces
mass imperial 6350293: stone stones st
volume metric 1: ml mls millilitre milliliter millilitres milliliters cc
volume metric 10: cl
volume metric 100: dl decilitre deciliter
volume metric 1000: l litre liter litres liters ltr ltrs
volume imperial 568: pint pints
units units 1: iu ius unit units
amount metric 1: nmol nmols nanomol
amount metric 1000000: mmol mmols
amount metric 0.001: pmol
length metric 1: cm cms centimetre centimeter centimetres centimeters
length metric 0.1: mm millimetre millimeter millimetres millimeters
length metric 100: m metre meter metres meters
length metric 100000: km kms kilometre kilometer kilometres kilometers
length imperial 2.54: inch inches
length imperial 30.48: ft foot feet
length imperial 160934.4: mile miles
share exact 1: % percent pct
time days 0.0000115741: sec secs second seconds
time days 0.000694444: min mins minute minutes
time days 0.0416666667: hr hrs hour hours
time days 1: day days night nights
time days 7: week weeks wk wks
time days 14: fortnight fortnights
time months 30.4375: month months mth mths
time months 365.25: year years yr yrs
time months 3652.5: decade decades
field exact 1: tesla
pressure exact 1: mmhg
energy exact 1: kcal kcals calorie calories
data exact 1: mb
data exact 1000: gb
dollars exact 1: dollar dollars usd
euros exact 1: euro euros eur
sterling exact 1: pound pounds gbp quid
rupees exact 1: rupee rupees rs inr
"""
# Names that count only directly behind the digits: "38.5c", "3t", "24h".
_GLUED = """
time days 0.0416666667: h
time days 1: d
time days 7: w
time months 365.25: y
field exact 1: t
age years 1: yo
"""
_DEGREES = {
    "c": Unit("temperature", 1, "celsius"),
    "f": Unit("temperature", 5 / 9, "fahrenheit", -160 / 9),
}
_CURRENCIES = {"$": "usd", "£": "gbp", "€": "eur", "₹": "inr"}


def _read(table: str) -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for line in table.strip().splitlines():
        head, _, names = line.partition(":")
        dimension, family, scale = head.split()
        for name in names.split():
            found[name] = (*found.get(name, ()), Unit(dimension, float(scale), family))
    return found


UNITS = _read(_TABLE)
UNITS |= {sign: UNITS[name] for sign, name in _CURRENCIES.items()}
UNITS |= {name: tuple(_DEGREES.values()) for name in ("degree", "degrees", "°")}
UNITS |= {name: (_DEGREES[name[0]],) for name in ("celsius", "centigrade", "fahrenheit")}
UNITS |= {f"°{name}": (unit,) for name, unit in _DEGREES.items()}
"""Units by name; a name may stand for several ("pounds")."""
GLUED = UNITS | _read(_GLUED) | {name: (unit,) for name, unit in _DEGREES.items()}
PERIODS = {name: units[0] for name, units in UNITS.items() if units[0].dimension == TIME}
