"""What the tests of the authors' side share: questions as values, and a server with an author and the shipped bot."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge import OpenQuestion, Origin

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # it imports audioop, which Python 3.13 will not have; nothing here uses it
    import discord  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Callable

THEN = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def question() -> Callable[..., OpenQuestion]:
    """Give a function that makes an open question."""

    def make(question_id: int = 7, text: str = "May I ski?", **more: object) -> OpenQuestion:
        given = {"wordings": (text,), "askers": 1, "since": THEN, "origin": Origin.DISCORD, **more}
        return OpenQuestion(id=question_id, community="1", text=text, **given)  # type: ignore[arg-type]

    return make
