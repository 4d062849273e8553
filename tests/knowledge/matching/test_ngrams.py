"""Character n-grams: cosines by hand, typos, and growth in segments."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.matching.ngrams import COMMON, NgramIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray


def index_of(*texts: str) -> NgramIndex:
    index = NgramIndex()
    index.add(np.arange(len(texts)), list(texts))
    return index


def cosines(index: NgramIndex, text: str, size: int) -> NDArray[np.float32]:
    asked = index.weigh(text)
    return index.cosines(asked, np.arange(size), index.estimates(asked, size))


def test_a_text_is_like_itself_and_unlike_one_without_a_shared_run() -> None:
    found = cosines(index_of("natalizumab", "xyxyxy"), "natalizumab", 2)
    assert found[0] == pytest.approx(1, abs=1e-5)
    assert found[1] == 0


def test_a_typo_keeps_most_of_the_likeness() -> None:
    found = cosines(index_of("delivery to durgapur", "refund of a payment"), "delivry to durgapur", 2)
    assert found[0] > 0.6
    assert found[1] < 0.1


def test_runs_that_many_texts_share_count_less() -> None:
    index = index_of("the blue kettle", "the blue teapot", "the blue saucer", "a red kettle")
    found = cosines(index, "the kettle", 4)
    assert found[3] > found[1]


def test_texts_added_one_by_one_are_found_like_those_added_at_once() -> None:
    texts = [f"text number {n} about {word}" for n, word in enumerate(("tea", "soil", "rain") * 10)]
    grown = NgramIndex()
    for row, text in enumerate(texts):
        grown.add(np.array([row]), [text])
    assert len(grown._segments) < 6
    at_once = index_of(*texts)
    for row, text in enumerate(texts):
        assert cosines(grown, text, len(texts)).argmax() == row
        assert cosines(at_once, text, len(texts)).argmax() == row


def test_an_empty_index_and_an_empty_text_share_nothing() -> None:
    assert cosines(NgramIndex(), "anything", 3).tolist() == [0, 0, 0]
    assert cosines(index_of("anything"), "", 1).tolist() == [0]


def test_a_text_of_one_letter_is_stored_and_like_no_other() -> None:
    index = index_of("a")
    assert cosines(index, "anything", 1).tolist() == [0]
    index.add(np.array([1]), ["anything"])
    assert cosines(index, "anything", 2).tolist() == [0, pytest.approx(1, abs=1e-5)]


def test_an_index_of_few_texts_takes_little_memory() -> None:
    tracemalloc.start()
    index = index_of("delivery to durgapur", "refund of a payment")
    cosines(index, "paid on delivery", 2)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 100_000  # bytes; every server has several


def test_the_rough_look_at_all_texts_is_exact_where_no_run_is_common() -> None:
    index = index_of("delivery to durgapur", "refund of a payment", "pay on delivery")
    asked = index.weigh("paid on delivery")
    estimates = index.estimates(asked, 3)
    np.testing.assert_allclose(estimates, index.cosines(asked, np.arange(3), estimates), rtol=1e-6)


def test_the_rough_look_leaves_out_what_very_many_texts_share() -> None:
    index = index_of(*(f"about it {number}" for number in range(COMMON)))
    asked = index.weigh("about it 77")
    rows, estimates = np.array([77, 78]), index.estimates(asked, COMMON)
    exact, rough = index.cosines(asked, rows, estimates), estimates[rows]
    assert exact[0] == pytest.approx(1, abs=0.05)
    assert rough[0] < exact[0]
    assert rough[0] > rough[1]
