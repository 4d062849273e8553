"""The picture of /queue stats: it is drawn for any weeks, and what it shows can be read aloud."""

from __future__ import annotations

import struct
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.render.discord.queue import stats_embed
from bot.render.weeks import alternative, picture
from knowledge import Rejected, Stats, Week

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Entry

FIRST = date(2026, 6, 1)


def weeks(*rows: tuple[int, ...]) -> tuple[Week, ...]:
    return tuple(Week(FIRST + timedelta(weeks=n), *row) for n, row in enumerate(rows))


@pytest.mark.parametrize(
    "shown",
    [
        Stats((), 0, 0),
        Stats(weeks((0,)), 0, 0),
        Stats(weeks(*[(0,)] * 8), 0, 0),
        Stats(weeks((14, 8, 2, 4, 5), (1_000_000, 15, 0, 7, 900_000), (3,)), 5_000, 4, 0.01),
        Stats(weeks(*[(5, 2, 1, 1, 1, 40_000, 4_000.0)] * 26), 1, 1, 4_000.0),
    ],
)
def test_the_picture_is_drawn_whatever_happened(shown: Stats) -> None:
    drawn = picture(shown)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1320, 840)


@pytest.mark.parametrize(
    ("hours", "told"), [(None, "\N{EN DASH}"), (0.2, "< 1 h"), (30, "30 h"), (50, "2.1 d"), (48, "2 d")]
)
def test_the_numbers_are_said_in_words_too(hours: float | None, told: str) -> None:
    stats = Stats(weeks((10, 6), (10, 9), (0,)), 3, 0, hours)
    assert alternative(stats).startswith(
        f"20 asked; 75% answered at once; 3 waiting now; {told} to an answer. By week, from 1 Jun: "
    )


def test_every_week_is_said_in_words_too_as_long_as_discord_reads_them_out() -> None:
    two = alternative(Stats(weeks((10, 6, 0, 2, 1, 4, 30.0), (0,)), 3, 0))
    assert two.endswith(
        "By week, from 1 Jun: 10 asked, 6 answered at once, 4 waiting at its end, 30 h to an answer;"
        " from 8 Jun: 0 asked, 0 answered at once, 0 waiting at its end, \N{EN DASH} to an answer."
    )
    many = alternative(Stats(weeks(*[(100_000, 100_000, 0, 0, 0, 100_000, 9_999.0)] * 26), 100_000, 0, 1.0))
    assert len(many) <= 1024


def test_nothing_asked_is_no_share_of_anything() -> None:
    assert "\N{EN DASH} answered at once" in alternative(Stats(weeks((0,)), 0, 0))


def test_what_needs_a_look_stands_beside_the_picture(make_entry: Callable[..., Entry]) -> None:
    calm = stats_embed(Stats(weeks(*[(0,)] * 8), 0, 0))
    assert not calm.fields
    assert calm.description == "The last 8 weeks, until today."
    shown = stats_embed(Stats((), 0, 2, rejected=(Rejected(make_entry(4), 3), Rejected(make_entry(5), 1))))
    assert shown.fields[0].value == "2 answers are past their review date: see `/queue due`."
    told = shown.fields[1].value or ""
    assert told.startswith("**4** ")
    assert told.splitlines()[0].endswith(": 3 times")
    assert told.splitlines()[1].endswith(": once")
