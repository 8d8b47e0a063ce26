"""What the networks are made of, and how a network is written down once, to be trained and to be exported."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from graph import Graph
from preprocess import LUMA


class Convolution(nn.Module):
    """A convolution whose kernels are standardised, not its outputs, then ReLU: https://arxiv.org/abs/2101.08692.

    Batch normalisation would do the same job with statistics that differ between the sizes of a picture, in twice the time.
    Depthwise kernels keep their mean, since a kernel of nine numbers without one could not blur.
    """

    #: Keeps the variance of a standardised signal through a ReLU.
    GAIN = math.sqrt(2 / (1 - 1 / math.pi))

    def __init__(self, inside: int, outside: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.stride, self.groups = stride, groups
        self.weight = nn.Parameter(torch.empty(outside, inside // groups, kernel, kernel))
        self.gain = nn.Parameter(torch.ones(outside, 1, 1, 1))
        self.bias = nn.Parameter(torch.zeros(outside))
        nn.init.kaiming_normal_(self.weight)

    def kernels(self) -> torch.Tensor:
        weight = self.weight
        if self.groups == 1:
            weight = weight - weight.mean((1, 2, 3), keepdim=True)
        return weight * (self.gain * self.GAIN * torch.rsqrt(weight.square().sum((1, 2, 3), keepdim=True) + 1e-6))

    def forward(self, x: torch.Tensor, kernels: torch.Tensor | None = None) -> torch.Tensor:
        weight = self.kernels() if kernels is None else kernels
        return functional.relu(functional.conv2d(x, weight, self.bias, self.stride, (weight.shape[2] - 1) // 2, groups=self.groups))


class Network(nn.Module):
    """A network given by a plan: a function of a maker and the picture, which asks the maker for one step after the other.

    The same plan runs in PyTorch and writes the graph, so the two cannot differ.
    """

    def __init__(self, plan: Callable[[Any, Any], Any], side: int, frames: int = 1) -> None:
        super().__init__()
        self.plan = plan
        self.convolutions = nn.ModuleDict()
        with torch.no_grad():
            plan(_Running(self.convolutions), torch.zeros(1, frames, side, side))

    def forward(self, x: torch.Tensor) -> Any:
        return self.plan(_Running(self.convolutions), x.contiguous(memory_format=torch.channels_last))

    @torch.no_grad()
    def graph(self, name: str, size: int, frames: int = 1) -> tuple[Graph, Any]:
        """The steps from RGB on, and the name of what the plan returns."""
        out = Graph(name, size, frames)
        return out, self.plan(_Writing(out, self.convolutions), luma(out))


def luma(out: Graph) -> str:
    """The brightness of the RGB input, on which the networks are trained; of several frames, one channel each."""
    weights = np.tile(np.array(LUMA).reshape(1, 3, 1, 1), (out.frames, 1, 1, 1))
    picture = "input" if out.frames == 1 else out.flatten_frames("channels", "input")
    return out.conv("luma", picture, out.weight("luma_weight", weights), out.weight("luma_bias", np.zeros(out.frames)), groups=out.frames)


class _Running:
    """Takes the steps at once; a convolution that is asked for the first time is made."""

    def __init__(self, convolutions: nn.ModuleDict) -> None:
        self.convolutions = convolutions

    def conv(self, name: str, x: torch.Tensor, outside: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> torch.Tensor:
        if name not in self.convolutions:
            self.convolutions[name] = Convolution(x.shape[1], outside, kernel, stride, groups)
        return self.convolutions[name](x)

    def linear(self, name: str, x: torch.Tensor, outside: int) -> torch.Tensor:
        if name not in self.convolutions:
            self.convolutions[name] = nn.Conv2d(x.shape[1], outside, 1)
            nn.init.normal_(self.convolutions[name].weight, 0, 0.01)
            nn.init.zeros_(self.convolutions[name].bias)
        return self.convolutions[name](x)

    def dense(self, name: str, x: torch.Tensor, outside: int) -> torch.Tensor:
        if name not in self.convolutions:
            self.convolutions[name] = nn.Linear(x[0].numel(), outside)
            nn.init.normal_(self.convolutions[name].weight, 0, 0.01)
            nn.init.zeros_(self.convolutions[name].bias)
        return self.convolutions[name](x.flatten(1))

    def halve(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return functional.avg_pool2d(x, 2)

    def double(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return functional.interpolate(x, scale_factor=2, mode="nearest")

    def sum(self, name: str, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return a + b

    def concat(self, name: str, *inputs: torch.Tensor, axis: int = 1) -> torch.Tensor:
        return torch.cat(inputs, axis)

    def sigmoid(self, name: str, x: torch.Tensor) -> torch.Tensor:
        """Left to the loss, which is more exact on logits."""
        return x

    def rows(self, name: str, x: torch.Tensor, channels: int) -> torch.Tensor:
        return x.flatten(2).transpose(1, 2)


class _Writing:
    """Writes the steps into a graph."""

    def __init__(self, out: Graph, convolutions: nn.ModuleDict) -> None:
        self.out, self.convolutions = out, convolutions

    def conv(self, name: str, x: str, outside: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> str:
        module = self.convolutions[name]
        return self.out.relu(f"{name}_relu", self._conv(name, x, module.kernels(), module.bias, stride, groups))

    def linear(self, name: str, x: str, outside: int) -> str:
        return self._conv(name, x, self.convolutions[name].weight, self.convolutions[name].bias)

    def dense(self, name: str, x: str, outside: int) -> str:
        module = self.convolutions[name]
        weights = self.out.weight(f"{name}_weight", module.weight.numpy()), self.out.weight(f"{name}_bias", module.bias.numpy())
        return self.out.dense(self.out.fresh(name), x, *weights)

    def _conv(self, name: str, x: str, weight: torch.Tensor, bias: torch.Tensor, stride: int = 1, groups: int = 1) -> str:
        # Asked for twice under one name (a head on several sizes), it is one set of weights and several steps.
        weights = self.out.weight(f"{name}_weight", weight.float().numpy()), self.out.weight(f"{name}_bias", bias.float().numpy())
        return self.out.conv(self.out.fresh(name), x, *weights, stride, groups)

    def __getattr__(self, op: str) -> Callable[..., str]:
        return getattr(self.out, op)
