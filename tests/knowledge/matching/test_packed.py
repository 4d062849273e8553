"""Packed values come out as they went in, in less room."""

from __future__ import annotations

import pytest

from knowledge.domain import EntryText
from knowledge.matching.packed import Packed


def test_a_value_comes_out_equal_and_small() -> None:
    packed, text = (
        Packed[EntryText](),
        EntryText("How long?", "As long as it takes. " * 50, ("For how long?",)),
    )
    packed[7] = text
    assert packed[7] == text
    assert len(packed._packed[7]) < len(text.answer)
    assert (list(packed), len(packed)) == ([7], 1)


def test_a_copy_keeps_what_its_original_loses() -> None:
    packed = Packed[str]()
    packed[1], packed[2] = "one", "two"
    copied = packed.copy()
    del packed[1]
    packed[2] = "too"
    assert dict(packed) == {2: "too"}
    assert dict(copied) == {1: "one", 2: "two"}
    with pytest.raises(KeyError):
        packed[1]


def test_what_was_looked_at_is_not_kept_past_its_end() -> None:
    packed = Packed[str]()
    for number in range(200):
        packed[number] = f"{number}"
        assert packed[number] == f"{number}"
    packed[199] = "other"
    del packed[198]
    assert packed[199] == "other"
    assert 198 not in packed
