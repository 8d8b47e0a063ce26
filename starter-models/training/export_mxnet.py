"""Writes the folded network as MXNet 1.9 files, without MXNet.

The symbol is JSON: a list of nodes in order of evaluation, inputs given as node numbers.  The parameters are MXNet's
saved list of arrays: little-endian, a header, each array with its shape, then the names.
"""

from __future__ import annotations

import json
import pathlib
import struct

import numpy as np

from network import Folded

_LIST_MAGIC = 0x112
_ARRAY_MAGIC = 0xF993FAC9


def write(net: Folded, symbol: pathlib.Path, params: pathlib.Path) -> None:
    nodes: list[dict] = []
    arrays: dict[str, np.ndarray] = {}

    def node(op: str, name: str, inputs: list[int], **attributes: str) -> int:
        entry: dict = {"op": op, "name": name}
        if attributes:
            entry["attrs"] = attributes
        entry["inputs"] = [[i, 0, 0] for i in inputs]
        nodes.append(entry)
        return len(nodes) - 1

    def parameter(name: str, value: np.ndarray) -> int:
        arrays[name] = np.ascontiguousarray(value, np.float32)
        return node("null", name, [])

    x = node("null", "data", [])
    for i, layer in enumerate(net.layers):
        kernel = layer.weight.shape[2:]
        weight, bias = parameter(f"conv{i}_weight", layer.weight), parameter(f"conv{i}_bias", layer.bias)
        x = node("Convolution", f"conv{i}", [x, weight, bias], kernel=f"({kernel[0]}, {kernel[1]})", stride=f"({layer.stride}, {layer.stride})",
                 pad=f"({layer.pad}, {layer.pad})", dilate="(1, 1)", num_filter=str(layer.weight.shape[0]), num_group=str(layer.groups), no_bias="False", layout="NCHW")
        if layer.relu:
            x = node("Activation", f"relu{i}", [x], act_type="relu")
    x = node("Pooling", "pool", [x], kernel="(1, 1)", global_pool="True", pool_type="avg")
    x = node("Flatten", "features", [x])
    weight, bias = parameter("head_weight", net.head_weight), parameter("head_bias", net.head_bias)
    x = node("FullyConnected", "logits", [x, weight, bias], num_hidden=str(net.head_weight.shape[0]), no_bias="False", flatten="True")
    symbol.write_text(json.dumps({
        "nodes": nodes,
        "arg_nodes": [i for i, n in enumerate(nodes) if n["op"] == "null"],
        "node_row_ptr": list(range(len(nodes) + 1)),
        "heads": [[x, 0, 0]],
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
