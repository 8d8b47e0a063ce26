"""The network: "does this look upright?", asked of the page in its four turns.

One small stack of convolutions scores how upright a picture looks; the four logits are its scores for the picture turned
back by 0, 90, 180 and 270 degrees.  So letters need to be learned in one position only, and turning the page changes the
answer exactly as it should.

Turning a picture and convolving is the same as convolving with turned kernels, and the average at the end forgets
positions.  Hence the exported graph turns no picture: it runs the four sets of turned kernels side by side as groups of
ordinary convolutions, which every engine has.  For this to be exact, steps of two need kernels of even size: an odd one
would look at other pixels from the other side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from graph import Graph
from layers import Convolution, luma
from preprocess import SIZE

LABELS = ["upright", "turned-90", "turned-180", "turned-270"]

@dataclass(frozen=True)
class Stage:
    """A convolution, ReLU, and, if ``halve``, the average of each 2 x 2."""

    kernel: int
    stride: int
    inside: int
    outside: int
    groups: int = 1
    halve: bool = False


# Depthwise kernels take no steps of two: halving afterwards reads the same and trains ten times as fast on a CPU.
PLAN = [
    Stage(6, 2, 1, 8),                         # 192: strokes
    Stage(4, 2, 8, 24),                        # 96: letters of small print
    Stage(4, 2, 24, 40),                       # 48: letters, short words
    Stage(3, 1, 40, 40),
    Stage(3, 1, 40, 40, groups=40, halve=True),  # 24: words
    Stage(1, 1, 40, 64),
    Stage(3, 1, 64, 64, groups=64),
    Stage(1, 1, 64, 96),
    Stage(3, 1, 96, 96, groups=96, halve=True),  # 12: lines and blocks
    Stage(1, 1, 96, 128),
]

#: The page is looked at in its own size, in half and in a quarter of it, with the same kernels: a letter need not be
#: learned in every size, and a word across the whole page is as plain as small print.
SCALES = 3


class PageOrientation(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList(Convolution(stage.inside, stage.outside, stage.kernel, stage.stride, stage.groups) for stage in PLAN)
        self.head = nn.Linear(PLAN[-1].outside * SCALES, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits for N x 1 x SIZE x SIZE of normalised brightness."""
        look = torch.cat([torch.rot90(x, k, (2, 3)) for k in range(4)]).contiguous(memory_format=torch.channels_last)
        kernels = [stage.kernels() for stage in self.stages]
        means = []
        for scale in range(SCALES):
            if scale:
                look = functional.avg_pool2d(look, 2)
            features = look
            for stage, convolution, weight in zip(PLAN, self.stages, kernels):
                features = convolution(features, weight)
                if stage.halve:
                    features = functional.avg_pool2d(features, 2)
            means.append(features.mean((2, 3)))
        return self.head(torch.cat(means, 1)).view(4, len(x)).T


@torch.no_grad()
def graph(model: PageOrientation) -> Graph:
    """The trained network ready to be written in any format: RGB in, four logits out."""
    out = Graph("page-orientation", SIZE)
    kernels = []
    for i, convolution in enumerate(model.stages):
        weight = convolution.kernels().float().numpy()
        # Branch k reads the page as if it had been turned back k times: its kernels are turned k times clockwise.
        turned = np.concatenate([np.rot90(weight, -k, (2, 3)) for k in range(4)])
        bias = np.tile(convolution.bias.float().numpy(), 4)
        kernels.append((out.weight(f"conv{i}_weight", turned), out.weight(f"conv{i}_bias", bias)))
    look = luma(out)
    means = []
    for scale in range(SCALES):
        size = f"_size{scale}"
        if scale:
            look = out.halve("look" + size, look)
        x = look
        for i, (stage, weights) in enumerate(zip(PLAN, kernels)):
            x = out.conv(f"conv{i}{size}", x, *weights, stage.stride, 1 if i == 0 else 4 * stage.groups)
            x = out.relu(f"conv{i}{size}_relu", x)
            if stage.halve:
                x = out.halve(f"conv{i}{size}_half", x)
        means.append(out.mean("mean" + size, x))
    # One row for each turn; the graph has the features of a size together, turn after turn.
    head = model.head.weight.float().numpy().reshape(SCALES, 1, -1)
    rows = np.concatenate([np.kron(np.eye(4, dtype=np.float32), part) for part in head], 1)
    bias = np.repeat(model.head.bias.float().numpy(), 4)
    out.dense("logits", out.concat("means", *means), out.weight("head_weight", rows), out.weight("head_bias", bias))
    out.output("logits", 4)
    return out
