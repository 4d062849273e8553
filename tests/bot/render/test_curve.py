"""The picture of precision against coverage."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from bot.curve import Curve, curve
from bot.render.curve import picture, reliability_picture
from tests.bot.test_curve import POLICY, case

SOME = curve([case(0, n / 40, 0.1) for n in range(10, 41)] + [case(None, n / 40) for n in range(30)], POLICY)
ONE = curve([case(0, 0.97)], POLICY)
ALL_WRONG = curve([case(1, 0.97)] * 20, POLICY)
SILENT = curve([case(0, 0.2)], POLICY)
UNASKED = curve([case(0)], POLICY)


@pytest.mark.parametrize(
    "found", [SOME, ONE, ALL_WRONG, SILENT, UNASKED], ids=["some", "one", "all wrong", "silent", "unasked"]
)
def test_every_curve_becomes_a_png_of_full_size(found: Curve) -> None:
    png = picture(found)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)


def test_the_same_curve_gives_the_same_bytes() -> None:
    assert picture(SOME) == picture(SOME)
    assert picture(SOME) != picture(ONE)


def test_the_reliability_curve_alone_becomes_a_square_png() -> None:
    png = reliability_picture(SOME.bins)
    assert struct.unpack(">II", png[16:24]) == (900, 900)
    assert png != reliability_picture(ONE.bins)


def test_drawing_opens_no_window_and_nothing_else_loads_matplotlib() -> None:
    code = (
        "import sys, bot.commands.evaluate, bot.commands.chat; assert 'matplotlib' not in sys.modules;"
        " import bot.render.curve; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
