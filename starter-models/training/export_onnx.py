"""Writes the folded network as ONNX, node by node: the result holds exactly what it needs and nothing else."""

from __future__ import annotations

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from network import Folded
from preprocess import SIZE

OPSET = 13
IR_VERSION = 7


def write(net: Folded, path: pathlib.Path, properties: dict[str, str]) -> None:
    nodes, weights = [], []

    def constant(name: str, value: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    x = "input"
    for i, layer in enumerate(net.layers):
        kernel = list(layer.weight.shape[2:])
        nodes.append(helper.make_node(
            "Conv", [x, constant(f"conv{i}_weight", layer.weight), constant(f"conv{i}_bias", layer.bias)], [f"conv{i}"], f"conv{i}",
            kernel_shape=kernel, strides=[layer.stride] * 2, pads=[layer.pad] * 4, group=layer.groups, dilations=[1, 1]))
        x = f"conv{i}"
        if layer.relu:
            nodes.append(helper.make_node("Relu", [x], [f"relu{i}"], f"relu{i}"))
            x = f"relu{i}"
    nodes.append(helper.make_node("GlobalAveragePool", [x], ["pool"], "pool"))
    nodes.append(helper.make_node("Flatten", ["pool"], ["features"], "flatten", axis=1))
    nodes.append(helper.make_node("Gemm", ["features", constant("head_weight", net.head_weight), constant("head_bias", net.head_bias)], ["logits"], "head", transB=1))
    graph = helper.make_graph(
        nodes, "page-orientation",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", net.head_weight.shape[0]])], weights)
    model = helper.make_model(graph, producer_name="visiontask", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
