"""The sentence model's products in whole numbers: half the time, a quarter of the memory, vectors that rank as well.

The file keeps its weights as bytes, one scale a column, but turns them back into fractions before each product. Here
each such product becomes ONNX Runtime's DynamicQuantizeMatMul, which turns the other factor into bytes instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto, helper, load_from_string, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onnx import GraphProto, NodeProto

_DOMAIN = "com.microsoft"  # of ONNX Runtime's own operators


def with_integer_products(model: bytes) -> bytes:
    """Return the model with whole numbers multiplied wherever one factor is stored as bytes; any other as it is.

    Raises:
        google.protobuf.message.DecodeError: the bytes are no ONNX model.
    """
    loaded = load_from_string(model)
    graph = loaded.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    made_by = {name: node for node in graph.node for name in node.output}
    nodes = []
    for node in graph.node:
        if (factor := _stored_factor(node, made_by, tensors)) is None:
            nodes.append(node)
            continue
        weights, scale = factor
        scales = f"{scale.name}_by_column"
        graph.initializer.append(numpy_helper.from_array(numpy_helper.to_array(scale).reshape(-1), scales))
        inputs = [node.input[0], weights.name, scales]
        nodes.append(
            helper.make_node("DynamicQuantizeMatMul", inputs, node.output, node.name, domain=_DOMAIN)
        )
    _keep(graph, nodes)
    if all(each.domain != _DOMAIN for each in loaded.opset_import):
        loaded.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    return bytes(loaded.SerializeToString())


def sums_overflow() -> bool:
    """Tell whether this processor's sums of products of bytes are cut off, as they are on x86-64 without VNNI unless
    ONNX Runtime is told to take care (session.x64quantprecision in onnxruntime_session_options_config_keys.h).
    """
    import onnxruntime  # noqa: PLC0415  as the encoder

    size, largest = 64, np.iinfo(np.int8).max
    weights = numpy_helper.from_array(np.full((size, size), largest, dtype=np.int8), "weights")
    scale = numpy_helper.from_array(np.ones(1, dtype=np.float32), "scale")
    node = helper.make_node("DynamicQuantizeMatMul", ["x", "weights", "scale"], ["y"], domain=_DOMAIN)
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, size]) for name in "xy")
    graph = helper.make_graph([node], "tallest", [x], [y], [weights, scale])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(_DOMAIN, 1)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = session.run(None, {"x": np.ones((1, size), dtype=np.float32)})[0]
    return not np.allclose(found, size * largest, rtol=1e-3)


def _stored_factor(
    node: NodeProto, made_by: Mapping[str, NodeProto], tensors: Mapping[str, TensorProto]
) -> tuple[TensorProto, TensorProto] | None:
    """Return the bytes and the scales of a product's second factor, where it is Cast(bytes) * scales."""
    scaled = made_by.get(node.input[1]) if node.op_type == "MatMul" else None
    if scaled is None or scaled.op_type != "Mul":
        return None
    cast = made_by.get(scaled.input[0])
    if cast is None or cast.op_type != "Cast" or cast.input[0] not in tensors:
        return None
    return tensors[cast.input[0]], tensors[scaled.input[1]]


def _keep(graph: GraphProto, nodes: list[NodeProto]) -> None:
    """Make these the nodes of a graph, without those, and without the tensors, that nothing needs any more."""
    kept = list(_needed(nodes, {output.name for output in graph.output}))[::-1]
    used = {name for node in kept for name in node.input}
    tensors = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(tensors)


def _needed(nodes: list[NodeProto], wanted: set[str]) -> Iterator[NodeProto]:
    """Yield the nodes that lead to what is wanted, last first; a model lists them in the order of their work."""
    for node in reversed(nodes):
        if not wanted.isdisjoint(node.output):
            wanted.update(node.input)
            yield node
