"""Character n-grams: cosines by hand, typos, and growth in segments."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.ngrams import MAX_SEGMENTS, NgramIndex


def index_of(*texts: str) -> NgramIndex:
    index = NgramIndex()
    index.add(np.arange(len(texts)), list(texts))
    return index


def test_a_text_is_like_itself_and_unlike_one_without_a_shared_run() -> None:
    cosines = index_of("natalizumab", "xyxyxy").cosines("natalizumab", 2)
    assert cosines[0] == pytest.approx(1, abs=1e-5)
    assert cosines[1] == 0


def test_a_typo_keeps_most_of_the_likeness() -> None:
    cosines = index_of("delivery to durgapur", "refund of a payment").cosines("delivry to durgapur", 2)
    assert cosines[0] > 0.6
    assert cosines[1] < 0.1


def test_runs_that_many_texts_share_count_less() -> None:
    cosines = index_of("the blue kettle", "the blue teapot", "the blue saucer", "a red kettle").cosines(
        "the kettle", 4
    )
    assert cosines[3] > cosines[1]


def test_texts_added_one_by_one_are_found_like_those_added_at_once() -> None:
    texts = [f"text number {n} about {word}" for n, word in enumerate(("tea", "soil", "rain") * 10)]
    grown = NgramIndex()
    for row, text in enumerate(texts):
        grown.add(np.array([row]), [text])
    assert len(grown._segments) <= MAX_SEGMENTS
    at_once = index_of(*texts)
    for row, text in enumerate(texts):
        assert grown.cosines(text, len(texts)).argmax() == row
        assert at_once.cosines(text, len(texts)).argmax() == row


def test_an_empty_index_and_an_empty_text_share_nothing() -> None:
    assert NgramIndex().cosines("anything", 3).tolist() == [0, 0, 0]
    assert index_of("anything").cosines("", 1).tolist() == [0]
