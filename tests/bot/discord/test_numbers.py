"""Numbers out of custom_ids and selects, which anybody can forge."""

from __future__ import annotations

import pytest

from bot.actions import is_number, number
from bot.errors import InputRefused


def test_a_number_is_read_from_its_place() -> None:
    assert number(("7", "999999999")) == 7
    assert number(("7", "999999999"), 1) == 999_999_999


@pytest.mark.parametrize(
    "given",
    [
        (),
        ("",),
        ("x",),
        ("-1",),
        ("1.5",),
        (" 1",),
        ("\N{ARABIC-INDIC DIGIT ONE}",),
        ("\N{SUPERSCRIPT TWO}",),
        ("1" * 10,),
    ],
)
def test_what_is_no_number_that_the_databases_hold_is_refused(given: tuple[str, ...]) -> None:
    assert not is_number("".join(given))
    with pytest.raises(InputRefused) as refused:
        number(given)
    assert refused.value.sentence == "That button does not say what it is about, so nothing was done."
