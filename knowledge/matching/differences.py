"""What stands on one side only: words, things, contrasts, populations, quantities, the kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.quantities import conflicting, missing
from knowledge.matching.changes import Changes, changes
from knowledge.matching.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from knowledge.language.quantities import Quantity
    from knowledge.matching.reading import Reading

    Array = NDArray[np.float64]
    Related = Callable[[str, str], bool]


class Asked(NamedTuple):
    """What the member said: the asking sentence, and the message around it."""

    focus: Reading
    message: Reading


class Offered(NamedTuple):
    """What an entry has: its nearest question, all its questions with their context, and its answer."""

    nearest: Reading
    questions: Reading
    answer: Reading
    passage: bool = False


class Differences(NamedTuple):
    """What the two sides do not share.

    Of each term of the question, how much weight is uncovered by the entry's nearest question (`lost`), by all its
    questions (`unasked`), by all of it (`lacking`); of each term of its nearest question, how much the message leaves
    uncovered (`extra`).
    """

    lost: Array
    unasked: Array
    lacking: Array
    extra: Array
    changes: Changes
    contrasts: tuple[tuple[str, str], ...]
    populations_missing: frozenset[str]
    populations_extra: frozenset[str]
    quantities_missing: tuple[Quantity, ...]
    quantities_apart: tuple[tuple[Quantity, Quantity], ...]
    kinds_differ: bool
    negation_differs: bool
    turned: bool


def differences(asked: Asked, offered: Offered, related: Related) -> Differences:
    """Compare a question with an entry; `related` tells whether one concept is a kind of the other."""
    focus, nearest, questions, answer = asked.focus, offered.nearest, offered.questions, offered.answer
    by_questions = coverage(focus, [questions], related)
    by_nearest = by_questions if nearest is questions else coverage(focus, [nearest], related)
    by_all = np.maximum(by_questions, coverage(focus, [answer], related))
    lost = focus.weights * (1 - by_nearest)
    extra = nearest.weights * (1 - coverage(nearest, [focus, asked.message], related))
    lacking, apart = _quantities(focus, offered)
    return Differences(
        lost=lost,
        unasked=focus.weights * (1 - by_questions),
        lacking=focus.weights * (1 - by_all),
        extra=extra,
        changes=changes(focus, nearest, lost, extra),
        contrasts=_contrasts(focus, offered),
        populations_missing=focus.populations - questions.populations - answer.populations,
        populations_extra=nearest.populations - asked.message.populations,
        quantities_missing=lacking,
        quantities_apart=apart,
        kinds_differ=bool(focus.kinds and nearest.kinds and not focus.kinds & nearest.kinds),
        negation_differs=focus.negated != nearest.negated,
        turned=_other_roles(focus, nearest, related) or _other_direction(focus, nearest),
    )


def _quantities(
    focus: Reading, offered: Offered
) -> tuple[tuple[Quantity, ...], tuple[tuple[Quantity, Quantity], ...]]:
    """Return which quantities of the question the entry lacks, and which of them differ from its nearest question."""
    if not focus.quantities:  # then those of the entry need not be found
        return (), ()
    questions, answer = offered.questions.quantities, offered.answer.quantities
    return (
        missing(focus.quantities, questions, answer),
        conflicting(focus.quantities, offered.nearest.quantities, questions),
    )


def _contrasts(focus: Reading, offered: Offered) -> tuple[tuple[str, str], ...]:
    """Return (asked, offered) of each contrast of which the question has one side and the nearest another."""
    found = []
    theirs_only = offered.nearest.sides - focus.sides
    for side in sorted(focus.sides - offered.questions.sides):
        others = sorted(each for each in theirs_only if each.contrast == side.contrast)
        if others:
            found.append((side.name, others[0].name))
    return tuple(found)


def _other_roles(focus: Reading, nearest: Reading, related: Related) -> bool:
    """Tell whether two things have changed places: each has another role in the one text than in the other."""
    swapped = 0
    for one, role in focus.roles.items():
        theirs = {nearest.roles[each] for each in nearest.roles if each == one or related(each, one)}
        swapped += bool(theirs) and role not in theirs
    return swapped > 1


def _other_direction(focus: Reading, nearest: Reading) -> bool:
    """Tell whether what goes from one thing to another here goes the other way there."""
    return not focus.links.isdisjoint((last, link, first) for first, link, last in nearest.links)
