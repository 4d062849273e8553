"""The model built anew: nearly the vectors of the file's own, and nothing but the known file is taken."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import pytest
from google.protobuf.message import DecodeError
from onnx import TensorProto, helper, load_from_string

from knowledge.matching.encoder import MiniLM, ModelFiles, model_files
from knowledge.matching.graph import rebuilt

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

QUESTIONS = [
    "Does heat make MS symptoms worse?",
    "MRI?",
    "My mum has had PPMS for twelve years. Is that infusion any good for her, or only for people with relapses?",
]


@pytest.fixture(scope="module")
def stored() -> bytes:
    return model_files().weights.read_bytes()


def as_exported(model: bytes, text: str) -> NDArray[np.float32]:
    """Return the unit vector of a text by the file's own operators: fractions multiplied, a mask of ones."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    tokens = np.array([MiniLM.load(model_files())._tokenizer.encode(text).ids])
    inputs = {
        "input_ids": tokens,
        "attention_mask": np.ones_like(tokens),
        "token_type_ids": np.zeros_like(tokens),
    }
    found: NDArray[np.float32] = session.run(None, inputs)[0][0].mean(axis=0)
    return found / np.linalg.norm(found)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_vectors_are_nearly_those_of_the_file(stored: bytes, text: str) -> None:
    assert float(as_exported(stored, text) @ MiniLM.load(model_files()).encode([text])[0]) > 0.98


def test_every_product_with_stored_bytes_is_one_of_whole_numbers(stored: bytes) -> None:
    graph = load_from_string(rebuilt(stored)).graph
    operators = [node.op_type for node in graph.node]
    assert operators.count("DynamicQuantizeMatMul") == 24, "four in each of six layers"
    assert "MatMul" not in operators
    floats = [each for each in graph.initializer if each.data_type == TensorProto.FLOAT]
    assert max(np.prod(each.dims) for each in floats) < 512 * 385, "the large tables stay bytes"


def test_another_model_runs_as_it_was_exported(stored: bytes, tmp_path: Path) -> None:
    renamed = load_from_string(stored)
    renamed.graph.name = "mine"
    weights = tmp_path / "model.onnx"
    weights.write_bytes(renamed.SerializeToString())
    files = ModelFiles(weights, model_files().vocabulary, hashlib.sha256(weights.read_bytes()).hexdigest())
    found = MiniLM.load(files).encode(QUESTIONS[:1])[0]
    np.testing.assert_allclose(found, as_exported(stored, QUESTIONS[0]), atol=1e-5)


def test_a_graph_without_its_names_is_refused() -> None:
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, 2]) for name in "xy")
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "x"], ["y"])], "square", [x], [y])
    with pytest.raises(KeyError):
        rebuilt(helper.make_model(graph).SerializeToString())


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(DecodeError):
        rebuilt(b"not a model")
