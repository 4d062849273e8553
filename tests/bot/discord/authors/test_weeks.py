"""The picture of /queue stats: it is drawn for any weeks, and what it shows can be read aloud."""

from __future__ import annotations

import struct
from datetime import date, timedelta

import pytest

from bot.render.weeks import Week, alternative, picture

FIRST = date(2026, 6, 1)


def weeks(*rows: tuple[int, int, int, float | None]) -> list[Week]:
    return [Week(FIRST + timedelta(weeks=n), *row) for n, row in enumerate(rows)]


@pytest.mark.parametrize(
    "shown",
    [
        weeks(),
        weeks((0, 0, 0, None)),
        weeks(*[(0, 0, 0, None)] * 8),
        weeks((14, 8, 5, 70.0), (1_000_000, 15, 7, 0.01), (3, 0, 900, None)),
        weeks(*[(5, 2, 1, 12.0)] * 26),
    ],
)
def test_the_picture_is_drawn_whatever_happened(shown: list[Week]) -> None:
    drawn = picture(shown)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1200, 1200)


def test_the_numbers_are_said_in_words_too() -> None:
    shown = weeks((10, 6, 4, 50.0), (10, 9, 2, 30.0), (0, 0, 3, None))
    assert (
        alternative(shown) == "20 asked; 75% answered at once; 3 waiting now; 40 h to an answer, in 3 weeks."
    )
    none = "\N{EN DASH}"
    assert (
        alternative([])
        == f"0 asked; {none} answered at once; 0 waiting now; {none} to an answer, in 0 weeks."
    )
