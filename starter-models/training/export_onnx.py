"""Writes a graph as ONNX, node by node: the result holds exactly what it needs and nothing else."""

from __future__ import annotations

import pathlib

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from graph import Graph, Step

OPSET = 13
IR_VERSION = 7


def write(graph: Graph, path: pathlib.Path, properties: dict[str, str]) -> None:
    constants = {name: numpy_helper.from_array(value, name) for name, value in graph.weights.items()}
    nodes = [node for step in graph.steps for node in _nodes(step, graph, constants)]
    written = helper.make_graph(
        nodes, graph.name,
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", *([graph.frames] if graph.frames > 1 else []), 3, graph.size, graph.size])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *shape]) for name, shape in graph.outputs], list(constants.values()))
    model = helper.make_model(written, producer_name="visiontask", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _nodes(step: Step, graph: Graph, constants: dict[str, TensorProto]) -> list[NodeProto]:
    name, inputs, attributes = step.name, [*step.inputs, *step.weights], step.attributes

    def node(op: str, **values) -> list[NodeProto]:
        return [helper.make_node(op, inputs, [name], name, **values)]

    def constant(suffix: str, values: np.ndarray) -> str:
        key = f"{name}_{suffix}"
        constants[key] = numpy_helper.from_array(values, key)
        return key

    if step.op == "conv":
        kernel = graph.weights[step.weights[0]].shape[2:]
        return node("Conv", kernel_shape=list(kernel), strides=[attributes["stride"]] * 2, pads=[(kernel[0] - 1) // 2] * 4,
                    group=attributes["groups"], dilations=[1, 1])
    if step.op == "halve":
        return node("AveragePool", kernel_shape=[2, 2], strides=[2, 2])
    if step.op == "double":
        inputs += ["", constant("scales", np.array([1, 1, 2, 2], np.float32))]
        return node("Resize", mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
    if step.op == "concat":
        return node("Concat", axis=attributes["axis"])
    if step.op == "dense":
        flat = f"{name}_flat"
        return [helper.make_node("Flatten", [inputs[0]], [flat], flat, axis=1),
                helper.make_node("Gemm", [flat, *inputs[1:]], [name], name, transB=1)]
    if step.op == "flatten_frames":
        inputs.append(constant("shape", np.array([0, graph.frames * 3, graph.size, graph.size], np.int64)))
        return node("Reshape")
    if step.op == "rows":
        flat = f"{name}_flat"
        shape = constant("shape", np.array([0, attributes["channels"], -1], np.int64))
        return [helper.make_node("Reshape", [inputs[0], shape], [flat], flat),
                helper.make_node("Transpose", [flat], [name], name, perm=[0, 2, 1])]
    return node({"relu": "Relu", "sigmoid": "Sigmoid", "sum": "Add", "mean": "GlobalAveragePool"}[step.op])
