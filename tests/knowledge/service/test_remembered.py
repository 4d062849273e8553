"""Vectors of texts that are looked at again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.service import remembered
from knowledge.service.remembered import RememberedVectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from numpy.typing import NDArray


class Counting:
    """An encoder that notes what it was given; a text's vector is its length."""

    model_id = "counting"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_a_text_is_encoded_once_and_one_that_was_learnt_never() -> None:
    encoder = Counting()
    vectors = RememberedVectors(encoder)
    vectors.learn("known", np.array([9], dtype=np.float32))
    assert vectors(["one", "known", "one", "three"]).tolist() == [[3], [9], [3], [5]]
    assert vectors(["three", "one"]).tolist() == [[5], [3]]
    assert encoder.encoded == ["one", "three"]


def test_what_was_not_looked_at_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_REMEMBERED", 2)
    encoder = Counting()
    vectors = RememberedVectors(encoder)
    for texts in (["a"], ["bb"], ["a"], ["ccc"], ["a"], ["bb"]):
        vectors(texts)
    assert encoder.encoded == ["a", "bb", "ccc", "bb"]
