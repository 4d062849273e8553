"""What every match of a pattern has in it: texts without it need no search, which is many times dearer than a look."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]  # what `re` itself reads patterns with
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_NONE = frozenset[str]()


def literals_of(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return texts of which one stands in whatever the pattern matches; none where that is not known."""
    if pattern.flags & re.IGNORECASE:
        return _NONE
    return _in_sequence(_parser.parse(pattern.pattern, pattern.flags))


def _in_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the most telling of what the parts of a pattern need, one after the other."""
    needed, run = [], ""
    for operation, argument in items:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        needed += [_only(run), _in_part(str(operation), argument)]
        run = ""
    return max((*needed, _only(run)), key=_telling)


def _in_part(operation: str, argument: Any) -> frozenset[str]:  # noqa: ANN401  as the parser has it
    if operation == "SUBPATTERN":
        _, added_flags, _, part = argument
        return _NONE if added_flags else _in_sequence(part)
    if operation == "BRANCH":
        each = [_in_sequence(part) for part in argument[1]]
        return frozenset[str]().union(*each) if all(map(_telling, each)) else _NONE
    if operation in _REPEATS and argument[0]:
        return _in_sequence(argument[2])
    return _NONE


def _only(literal: str) -> frozenset[str]:
    return frozenset({literal}) if literal else _NONE


def _telling(literals: frozenset[str]) -> int:
    """Return how much it says that one of these stands in a text: the longer the shortest, the more."""
    return min(map(len, literals), default=0)
