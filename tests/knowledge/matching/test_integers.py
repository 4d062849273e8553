"""Products of whole numbers: nearly the vectors that the stored weights give, and the whole model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import pytest
from google.protobuf.message import DecodeError
from onnx import TensorProto, helper, load_from_string

from knowledge.matching.encoder import model_files
from knowledge.matching.integers import sums_overflow, with_integer_products

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOKENS = np.array([[101, 2515, 3809, 2191, 3622, 4788, 1029, 102]])


def run(model: bytes) -> NDArray[np.float32]:
    options = onnxruntime.SessionOptions()
    if sums_overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    inputs = {
        "input_ids": TOKENS,
        "attention_mask": np.ones_like(TOKENS),
        "token_type_ids": np.zeros_like(TOKENS),
    }
    found: NDArray[np.float32] = session.run(None, inputs)[0][0].mean(axis=0)
    return found / np.linalg.norm(found)


@pytest.fixture(scope="module")
def stored() -> bytes:
    return model_files().weights.read_bytes()


def test_every_product_with_stored_bytes_is_one_of_whole_numbers(stored: bytes) -> None:
    graph = load_from_string(with_integer_products(stored)).graph
    operators = [node.op_type for node in graph.node]
    assert operators.count("DynamicQuantizeMatMul") == 36, "six in each of six layers"
    assert operators.count("MatMul") == 12, "what attention multiplies is stored nowhere"
    used = {name for node in graph.node for name in node.input}
    assert {tensor.name for tensor in graph.initializer} <= used, "nothing is left that nobody needs"


def test_the_vectors_are_nearly_those_of_the_stored_weights(stored: bytes) -> None:
    assert float(run(stored) @ run(with_integer_products(stored))) > 0.98


def test_a_model_with_other_products_stays_as_it_is() -> None:
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, 2]) for name in "xy")
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "x"], ["y"])], "square", [x], [y])
    found = load_from_string(with_integer_products(helper.make_model(graph).SerializeToString()))
    assert [node.op_type for node in found.graph.node] == ["MatMul"]


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(DecodeError):
        with_integer_products(b"not a model")
