"""The network: a small stack of convolutions that looks at letters, an average over the page, a verdict.

It reads brightness only.  The exported graph takes RGB: its first convolution carries the luma weights (see
``Folded``).  Only operators that ONNX Runtime, OpenCV's dnn and MXNet share are used, and no branches, so that each
exporter is a loop over ``Folded.layers``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from preprocess import LUMA

LABELS = ["upright", "turned-90", "turned-180", "turned-270"]

# kernel, stride, channels in, channels out, groups
PLAN = [
    (5, 2, 1, 16, 1),    # 192: strokes
    (3, 2, 16, 48, 1),   # 96: letters of small print
    (3, 2, 48, 64, 1),   # 48: letters, short words
    (3, 1, 64, 64, 1),
    (3, 2, 64, 96, 1),   # 24: words
    (3, 1, 96, 96, 1),
    (3, 2, 96, 96, 96),  # 12: lines and blocks
    (1, 1, 96, 160, 1),
]


class PageOrientation(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        blocks = []
        for kernel, stride, inside, outside, groups in PLAN:
            blocks += [nn.Conv2d(inside, outside, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True)]
        self.features = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(PLAN[-1][3], len(LABELS))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits for N x 1 x SIZE x SIZE of normalised brightness."""
        return self.head(self.dropout(self.features(x).mean((2, 3))))


@dataclass(frozen=True)
class Layer:
    """A convolution followed by ReLU, with batch normalisation folded into it."""

    weight: np.ndarray
    bias: np.ndarray
    stride: int
    pad: int
    groups: int


@dataclass(frozen=True)
class Folded:
    layers: list[Layer]
    head_weight: np.ndarray
    head_bias: np.ndarray


@torch.no_grad()
def fold(model: PageOrientation) -> Folded:
    """The trained network as plain arrays, ready to be written in any format."""
    layers = []
    modules = list(model.features)
    for conv, norm in zip(modules[0::3], modules[1::3]):
        scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weight = conv.weight.double() * scale[:, None, None, None]
        bias = norm.bias.double() - norm.running_mean.double() * scale
        if not layers:
            weight = weight * torch.tensor(LUMA, dtype=torch.float64)[None, :, None, None]
        layers.append(Layer(weight.float().numpy(), bias.float().numpy(), conv.stride[0], conv.padding[0], conv.groups))
    return Folded(layers, model.head.weight.float().numpy(), model.head.bias.float().numpy())
