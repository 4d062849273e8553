"""What fingers and ears do often costs less than what they seldom do."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.slips import slip_cost

WORDS = st.text(alphabet="abcdefgh", max_size=8)


@pytest.mark.parametrize(
    ("word", "meant", "other"),
    [
        ("stoped", "stopped", "stowed"),
        ("recieve", "receive", "relieve"),
        ("startin", "starting", "statin"),
        ("relaps", "relapse", "relays"),
        ("fosphate", "phosphate", "fosterage"),
        ("clabridine", "cladribine", "claritin"),
        ("gess", "guess", "gems"),
        ("hart", "heart", "halt"),
    ],
)
def test_the_likelier_slip_costs_less(word: str, meant: str, other: str) -> None:
    assert slip_cost(word, meant) < slip_cost(word, other)


def test_a_wrong_first_letter_is_dearer_than_one_inside() -> None:
    assert slip_cost("dablet", "tablet") > slip_cost("tadlet", "tablet")


@given(WORDS, WORDS)
def test_only_the_word_itself_costs_nothing(word: str, target: str) -> None:
    assert (slip_cost(word, target) == 0) == (word == target)


def test_words_with_nothing_in_common_are_told_apart_quickly() -> None:
    start = time.process_time()

    for _ in range(100):
        slip_cost("zqxj" * 7, "abcdefghijklmnopqrstuvwxyz")

    assert time.process_time() - start < 0.5
