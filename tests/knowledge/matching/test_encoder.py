"""The sentence model: checked before use, and the same vectors whatever the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.errors import ModelError
from knowledge.matching.encoder import DIMENSION, MiniLM, model_files, vocabulary_words

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.matching.matcher import Parts


def test_vectors_have_unit_length_and_the_order_of_the_texts(parts: Parts) -> None:
    texts = ["a much longer sentence that is encoded in another place of the batch", "short", "neither"]
    vectors = parts.encoder.encode(texts)
    assert vectors.shape == (3, DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.stack([parts.encoder.encode([text])[0] for text in texts])
    assert ((vectors @ alone.T).argmax(axis=1) == [0, 1, 2]).all()


def test_a_paraphrase_is_nearer_than_another_question(parts: Parts) -> None:
    asked, same, other = parts.encoder.encode(
        ["how long does delivery take?", "when will my parcel arrive?", "can I change my password?"]
    )
    assert asked @ same > asked @ other + 0.2


def test_progress_is_told_how_many_texts_are_done(parts: Parts) -> None:
    heard: list[int] = []
    parts.encoder.encode(["text"] * 70, heard.append)
    assert heard == [*range(1, 71)]


def test_a_vector_does_not_depend_on_the_company_of_its_text(parts: Parts) -> None:
    texts = [f"is number {number} any good?" for number in range(70)]
    crowd = parts.encoder.encode([*texts, "a text with many words " * 40])
    alone = MiniLM.load(model_files()).encode([texts[0]])[0]
    assert (crowd[0] == alone).all()


def test_an_empty_text_has_a_vector_and_a_long_one_is_cut(parts: Parts) -> None:
    vectors = parts.encoder.encode(["", "word " * 5_000])
    assert np.isfinite(vectors).all()


def test_another_file_in_the_place_of_the_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not the model")
    (tmp_path / "vocab.txt").write_text("[PAD]\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        MiniLM.load(model_files(tmp_path))
    assert caught.value.reason == "wrong checksum"


def test_a_file_with_the_expected_checksum_that_is_no_model_is_called_broken(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n", encoding="utf-8")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with pytest.raises(ModelError) as caught:
        MiniLM.load(model_files(tmp_path, empty))
    assert caught.value.reason == "broken"


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"x")
    with pytest.raises(ModelError) as caught:
        model_files(tmp_path).read()
    assert (caught.value.reason, caught.value.path) == ("missing", str(tmp_path / "vocab.txt"))


def test_common_words_rank_before_rare_ones() -> None:
    ranks = vocabulary_words(model_files().vocabulary.read_text(encoding="utf-8"))
    assert ranks["people"] < ranks["magnesium"]
    assert "##ing" not in ranks
