"""A network as a list of steps, which the exporters write in their formats.

Only what our networks need, with one meaning everywhere: every step exists in ONNX, in MXNet and in OpenCV's dnn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Step:
    """One operation; its result has its name.  Kernels and biases are named by ``weights``."""

    op: str
    name: str
    inputs: tuple[str, ...]
    weights: tuple[str, ...] = ()
    attributes: dict = field(default_factory=dict)


class Graph:
    """Steps in order of evaluation, from one input N x 3 x size x size, or N x frames x 3 x size x size, to one or more outputs."""

    def __init__(self, name: str, size: int, frames: int = 1) -> None:
        self.name, self.size, self.frames = name, size, frames
        self.steps: list[Step] = []
        self.weights: dict[str, np.ndarray] = {}
        self.outputs: list[tuple[str, tuple[int, ...]]] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        """Keeps a weight; steps may share it by its name."""
        self.weights[name] = np.ascontiguousarray(value, np.float32)
        return name

    def output(self, name: str, *shape: int) -> None:
        """Declares a result as an output; ``shape`` without the batch."""
        self.outputs.append((name, shape))

    def fresh(self, name: str) -> str:
        """The name, with a number behind it if a step has it already."""
        taken = {step.name for step in self.steps}
        return name if name not in taken else next(n for i in range(2, 1000) if (n := f"{name}_{i}") not in taken)

    def add(self, op: str, name: str, *inputs: str, weights: tuple[str, ...] = (), **attributes) -> str:
        name = self.fresh(name)
        self.steps.append(Step(op, name, inputs, weights, attributes))
        return name

    def conv(self, name: str, x: str, weight: str, bias: str, stride: int = 1, groups: int = 1) -> str:
        """Convolution with zeros around: ``(kernel - 1) // 2`` on each side."""
        return self.add("conv", name, x, weights=(weight, bias), stride=stride, groups=groups)

    def relu(self, name: str, x: str) -> str:
        return self.add("relu", name, x)

    def sigmoid(self, name: str, x: str) -> str:
        return self.add("sigmoid", name, x)

    def halve(self, name: str, x: str) -> str:
        """The average of each 2 x 2."""
        return self.add("halve", name, x)

    def double(self, name: str, x: str) -> str:
        """Each value four times, as 2 x 2."""
        return self.add("double", name, x)

    def sum(self, name: str, a: str, b: str) -> str:
        return self.add("sum", name, a, b)

    def concat(self, name: str, *inputs: str, axis: int = 1) -> str:
        return self.add("concat", name, *inputs, axis=axis)

    def mean(self, name: str, x: str) -> str:
        """The average over height and width, as N x C x 1 x 1."""
        return self.add("mean", name, x)

    def dense(self, name: str, x: str, weight: str, bias: str) -> str:
        """Flattens and multiplies by ``weight`` (outputs x inputs)."""
        return self.add("dense", name, x, weights=(weight, bias))

    def flatten_frames(self, name: str, x: str) -> str:
        """N x frames x 3 x H x W as N x (frames * 3) x H x W."""
        return self.add("flatten_frames", name, x)

    def rows(self, name: str, x: str, channels: int) -> str:
        """N x C x H x W as N x (H * W) x C: one row a position, row after row of the picture."""
        return self.add("rows", name, x, channels=channels)
