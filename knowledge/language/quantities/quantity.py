"""Quantities of a text that compare as what they mean: "240 mg twice a day" is 480 mg a day, six weeks are 42 days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROUNDED = 0.1  # what people round off between weeks and months: 26 weeks are "6 months"
_CONVERTED = 0.02  # and between pounds and kilos
_EXACT = 1e-6
_FAMILIES_ROUNDED = frozenset({"days", "months"})


class Sense(NamedTuple):
    """A range low..high in base units of a dimension ("mass", "mass a day", "date", "count of lesion", "type").

    What is open at one end has an infinite bound. A `loose` sense may make two quantities the same, never different.
    """

    dimension: str
    low: float
    high: float
    family: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it may mean, most telling dimension first.

    `shown` is how it was written. `written` is the bare number: it compares where one side is `bare`, that is without a
    unit of measure. Only a `firm` quantity is missed where it is absent; "daily" or "two people" are not.
    """

    shown: str
    senses: tuple[Sense, ...]
    written: Sense
    bare: bool = False
    firm: bool = True

    def same(self, other: Quantity) -> bool:
        """Tell whether two quantities may be one and the same amount."""
        shared = self._shared(other)
        if shared is not None:
            return self._agrees(other, shared)
        if self.bare or other.bare:
            return _agree(self.written, other.written)
        return any(self._agrees(other, sense.dimension) for sense in self.senses)

    def conflicts(self, other: Quantity) -> bool:
        """Tell whether two quantities measure the same thing and differ."""
        shared = self._shared(other)
        return shared is not None and not self._agrees(other, shared)

    def _shared(self, other: Quantity) -> str | None:
        """Return the most telling dimension that both certainly have."""
        theirs = {sense.dimension for sense in other.senses if not sense.loose}
        return next((s.dimension for s in self.senses if not s.loose and s.dimension in theirs), None)

    def _agrees(self, other: Quantity, dimension: str) -> bool:
        theirs = [sense for sense in other.senses if sense.dimension == dimension]
        return any(
            _agree(mine, each) for mine in self.senses if mine.dimension == dimension for each in theirs
        )


class Found(NamedTuple):
    """A quantity at start..end of a text."""

    start: int
    end: int
    quantity: Quantity


def start_of(found: Found) -> int:
    """Return where a found quantity starts, to sort by."""
    return found.start


def missing(asked: Iterable[Quantity], *offered: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Return the firm quantities of a question that none of the other texts has, however written."""
    known = [quantity for each in offered for quantity in each]
    return tuple(one for one in asked if one.firm and not any(one.same(other) for other in known))


def conflicting(
    asked: Iterable[Quantity], nearest: Iterable[Quantity], *offered: Iterable[Quantity]
) -> tuple[tuple[Quantity, Quantity], ...]:
    """Return pairs (of the question, of its nearest look-alike) that measure the same thing and differ.

    What stands on both sides, or in another of the offered texts, is in no conflict.
    """
    asked, nearest = tuple(asked), tuple(nearest)
    ours = [one for one in asked if not _has(one, nearest, *offered)]
    theirs = [one for one in nearest if not _has(one, asked)]
    return tuple(_pairs(ours, theirs))


def _has(one: Quantity, *texts: Iterable[Quantity]) -> bool:
    return any(one.same(other) for text in texts for other in text)


def _pairs(ours: Iterable[Quantity], theirs: Iterable[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    theirs = list(theirs)
    for one in ours:
        rival = next((other for other in theirs if one.conflicts(other)), None)
        if rival is not None:
            yield one, rival


def _agree(one: Sense, other: Sense) -> bool:
    """Tell whether two ranges overlap; of two that are open to the same side, the bounds must agree."""
    slack = _slack(one, other)
    infinite = float("inf")
    if one.high == other.high == infinite and one.low > 0 and other.low > 0:
        return _close(one.low, other.low, slack)
    if one.low == other.low == -infinite:
        return _close(one.high, other.high, slack)
    below, above = (one, other) if one.low <= other.low else (other, one)
    return above.low <= below.high or _close(below.high, above.low, slack)


def _close(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _slack(one: Sense, other: Sense) -> float:
    if one.family == other.family:
        return _EXACT
    return _ROUNDED if {one.family, other.family} == _FAMILIES_ROUNDED else _CONVERTED
