"""Where an error happened, without what it says: a message of an error can hold what a member wrote."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Formats errors by their kinds and places alone."""

    def formatException(  # noqa: N802  the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return the trace of the error being logged."""
        return bare_trace(ei[1]) if ei[1] is not None else ""


def bare_trace(error: BaseException) -> str:
    """Return the kinds of an error and of what led to it, each with the places in the code, the first cause first."""
    parts = []
    for each in reversed(list(_chain(error))):
        kind = f"{type(each).__module__}.{type(each).__qualname__}"
        parts.append("".join([*traceback.format_tb(each.__traceback__), kind]))
    return "\n\nwhich led to\n\n".join(parts)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
