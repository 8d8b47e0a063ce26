"""Writes a graph as MXNet 1.9 files, without MXNet.

The symbol is JSON: a list of nodes in order of evaluation, inputs given as node numbers.  The parameters are MXNet's
saved list of arrays: little-endian, a header, each array with its shape, then the names.
"""

from __future__ import annotations

import json
import pathlib
import struct
from collections.abc import Callable

import numpy as np

from graph import Graph, Step

_LIST_MAGIC = 0x112
_ARRAY_MAGIC = 0xF993FAC9


def write(graph: Graph, symbol: pathlib.Path, params: pathlib.Path) -> None:
    nodes: list[dict] = []
    places: dict[str, int] = {}

    def node(op: str, name: str, inputs: list[str], **attributes: str) -> None:
        entry: dict = {"op": op, "name": name}
        if attributes:
            entry["attrs"] = attributes
        entry["inputs"] = [[places[i], 0, 0] for i in inputs]
        places[name] = len(nodes)
        nodes.append(entry)

    node("null", "data", [])
    places["input"] = places["data"]
    for step in graph.steps:
        for name in step.weights:
            if name not in places:
                node("null", name, [])
        _write(step, graph, node)
    arrays = graph.weights
    heads = [[places[name], 0, 0] for name, _ in graph.outputs]
    symbol.write_text(json.dumps({
        "nodes": nodes,
        "arg_nodes": [i for i, n in enumerate(nodes) if n["op"] == "null"],
        "node_row_ptr": list(range(len(nodes) + 1)),
        "heads": heads,
        "attrs": {"mxnet_version": ["int", 10901]},
    }, indent=1) + "\n")
    with open(params, "wb") as out:
        out.write(struct.pack("<QQQ", _LIST_MAGIC, 0, len(arrays)))
        for value in arrays.values():
            out.write(struct.pack("<IiI", _ARRAY_MAGIC, 0, value.ndim))  # storage type 0: dense
            out.write(struct.pack(f"<{value.ndim}q", *value.shape))
            out.write(struct.pack("<iii", 1, 0, 0))  # kept on the CPU, device 0, float32
            out.write(value.astype("<f4").tobytes())
        out.write(struct.pack("<Q", len(arrays)))
        for name in arrays:
            encoded = f"arg:{name}".encode()
            out.write(struct.pack("<Q", len(encoded)) + encoded)


def _write(step: Step, graph: Graph, node: Callable[..., None]) -> None:
    name, inputs, attributes = step.name, [*step.inputs, *step.weights], step.attributes
    if step.op == "conv":
        weight = graph.weights[step.weights[0]]
        kernel, stride, pad = weight.shape[2], attributes["stride"], (weight.shape[2] - 1) // 2
        node("Convolution", name, inputs, kernel=f"({kernel}, {kernel})", stride=f"({stride}, {stride})", pad=f"({pad}, {pad})", dilate="(1, 1)",
             num_filter=str(weight.shape[0]), num_group=str(attributes["groups"]), no_bias="False", layout="NCHW")
    elif step.op in ("relu", "sigmoid"):
        node("Activation", name, inputs, act_type=step.op)
    elif step.op == "halve":
        node("Pooling", name, inputs, kernel="(2, 2)", stride="(2, 2)", pool_type="avg")
    elif step.op == "double":
        node("UpSampling", name, inputs, scale="2", sample_type="nearest", num_args="1")
    elif step.op == "sum":
        node("elemwise_add", name, inputs)
    elif step.op == "concat":
        node("Concat", name, inputs, num_args=str(len(inputs)), dim=str(attributes["axis"]))
    elif step.op == "mean":
        node("Pooling", name, inputs, kernel="(1, 1)", global_pool="True", pool_type="avg")
    elif step.op == "dense":
        node("Flatten", f"{name}_flat", inputs[:1])
        node("FullyConnected", name, [f"{name}_flat", *inputs[1:]], num_hidden=str(graph.weights[step.weights[0]].shape[0]), no_bias="False", flatten="True")
    elif step.op == "flatten_frames":
        node("Reshape", name, inputs, shape=f"(0, {graph.frames * 3}, {graph.size}, {graph.size})")
    elif step.op == "rows":
        node("Reshape", f"{name}_flat", inputs, shape=f"(0, {attributes['channels']}, -1)")
        node("transpose", name, [f"{name}_flat"], axes="(0, 2, 1)")
    else:
        raise ValueError(f"unknown step: {step.op}")


def read(params: pathlib.Path) -> dict[str, np.ndarray]:
    """Reads such a file back, to check what was written."""
    data = params.read_bytes()
    at = 0

    def take(layout: str) -> tuple:
        nonlocal at
        values = struct.unpack_from("<" + layout, data, at)
        at += struct.calcsize("<" + layout)
        return values

    magic, _, count = take("QQQ")
    if magic != _LIST_MAGIC:
        raise ValueError(f"not a list of arrays: {magic:#x}")
    arrays = []
    for _ in range(count):
        magic, storage, dimensions = take("IiI")
        if magic != _ARRAY_MAGIC or storage != 0:
            raise ValueError(f"not a dense array: {magic:#x}, storage {storage}")
        shape = take(f"{dimensions}q")
        _, _, kind = take("iii")
        if kind != 0:
            raise ValueError(f"not float32: type {kind}")
        size = int(np.prod(shape))
        arrays.append(np.frombuffer(data, "<f4", size, at).reshape(shape))
        at += 4 * size
    names = []
    for _ in range(take("Q")[0]):
        length, = take("Q")
        names.append(data[at:at + length].decode())
        at += length
    if at != len(data):
        raise ValueError(f"{len(data) - at} bytes too many")
    return dict(zip(names, arrays))
