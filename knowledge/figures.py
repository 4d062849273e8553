"""How a community fares, in figures; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from knowledge.domain import Entry


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in an ISO week, from Monday `start` on, in UTC.

    Of what was `asked`, so many were `answered` at once and so many got something `suggested`; `queued` are those put
    to the author, at once or after suggestions were turned down. `closed` are those that the author answered or
    dismissed, whenever they were asked. At the end of the week, or by now, `waiting` questions were open. Those that
    the author answered in it had waited `median_hours`, None where there were none.
    """

    start: date
    asked: int = 0
    answered: int = 0
    suggested: int = 0
    queued: int = 0
    closed: int = 0
    waiting: int = 0
    median_hours: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry of which members said `times` times that it was not an answer to theirs."""

    entry: Entry
    times: int


@dataclass(frozen=True, slots=True)
class Stats:
    """A community's `weeks`, oldest first, the last of them under way; and what concerns all of them.

    `waiting` questions are open, and `due` published entries are past their review date, by now. In these weeks members
    waited `median_hours` for the author's answer, None where there was none, and `rejected` answers, most often first.
    """

    weeks: tuple[Week, ...]
    waiting: int
    due: int
    median_hours: float | None = None
    rejected: tuple[Rejected, ...] = ()
