"""What the tests of the use-cases share: a clock that can be moved, and members who ask."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest

from knowledge.domain import Question

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def clock() -> list[datetime]:
    """Give the time, in a list so that a test can move it."""
    return [datetime(2026, 8, 1, tzinfo=UTC)]


@pytest.fixture
def asks() -> Callable[..., Question]:
    """Give a way to ask: each question is an event of its own."""
    numbers = count()

    def ask(text: str, asker: str = "ann", community: str = "guild-1") -> Question:
        return Question(community, asker, text, key=f"event-{next(numbers)}")

    return ask
