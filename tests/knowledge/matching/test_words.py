"""Which words mean nearly the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.words import WIDTH, WordVectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.matching.matcher import Parts


def similarity(words: WordVectors, one: str, other: str) -> float:
    first, second = words.of([one, other], learnt=[one, other])
    return float(first @ second)


def test_synonyms_are_near_and_other_words_far(parts: Parts) -> None:
    assert similarity(parts.words, "children", "kids") > 0.75
    assert similarity(parts.words, "children", "interval") < 0.4


def test_a_word_never_met_is_like_nothing_until_it_is_learnt(parts: Parts) -> None:
    words = WordVectors.parse(parts.words.dump())
    assert similarity(words, "dosage", "medication") == 0
    words.learn(["dosage"], parts.encoder.encode)
    assert similarity(words, "dosage", "medication") > similarity(words, "dosage", "football") + 0.2


def test_what_was_met_elsewhere_says_nothing_where_it_was_not_learnt(parts: Parts) -> None:
    words = WordVectors.parse(parts.words.dump())
    words.learn(["dosage"], parts.encoder.encode)
    assert not words.of(["dosage"]).any()
    assert not words.of(["dosage"], learnt=["shingles"]).any()
    assert words.of(["dosage"], learnt=["dosage"]).any()


def test_a_known_word_is_not_encoded_again(parts: Parts) -> None:
    words = WordVectors.parse(parts.words.dump())
    calls: list[list[str]] = []

    def encode(texts: list[str]) -> NDArray[np.float32]:
        calls.append(list(texts))
        return parts.encoder.encode(texts)

    words.learn(["children", "shingles", "shingles"], encode)  # type: ignore[arg-type]
    words.learn(["shingles"], encode)  # type: ignore[arg-type]
    assert calls == [["shingles"]]


def test_a_table_survives_being_written_and_read(parts: Parts) -> None:
    copy = WordVectors.parse(parts.words.dump())
    assert np.array_equal(copy.of(["children", "interval"]), parts.words.of(["children", "interval"]))
    assert copy.of(["children"]).shape == (1, WIDTH)
