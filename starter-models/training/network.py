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

from preprocess import LUMA

LABELS = ["upright", "turned-90", "turned-180", "turned-270"]

# kernel, stride, channels in, channels out, groups
PLAN = [
    (6, 2, 1, 8, 1),      # 192: strokes
    (4, 2, 8, 24, 1),     # 96: letters of small print
    (4, 2, 24, 40, 1),    # 48: letters, short words
    (3, 1, 40, 40, 1),
    (4, 2, 40, 40, 40),   # 24: words
    (1, 1, 40, 64, 1),
    (3, 1, 64, 64, 64),
    (1, 1, 64, 96, 1),
    (4, 2, 96, 96, 96),   # 12: lines and blocks
    (1, 1, 96, 128, 1),
]


class PageOrientation(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        blocks = []
        for kernel, stride, inside, outside, groups in PLAN:
            blocks += [nn.Conv2d(inside, outside, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True)]
        self.features = nn.Sequential(*blocks)
        self.head = nn.Linear(PLAN[-1][3], 1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits for N x 1 x SIZE x SIZE of normalised brightness."""
        back = torch.cat([torch.rot90(x, k, (2, 3)) for k in range(4)]).contiguous(memory_format=torch.channels_last)
        scores = self.head(self.features(back).mean((2, 3)))
        return scores.view(4, len(x)).T


@dataclass(frozen=True)
class Layer:
    """A convolution, with batch normalisation folded into it."""

    weight: np.ndarray
    bias: np.ndarray
    stride: int
    pad: int
    groups: int
    relu: bool = True


@dataclass(frozen=True)
class Folded:
    layers: list[Layer]
    head_weight: np.ndarray
    head_bias: np.ndarray


@torch.no_grad()
def fold(model: PageOrientation) -> Folded:
    """The trained network as plain arrays, ready to be written in any format: RGB in, four logits out."""
    layers = [Layer(np.array(LUMA, np.float32).reshape(1, 3, 1, 1), np.zeros(1, np.float32), 1, 0, 1, relu=False)]
    modules = list(model.features)
    for i, (conv, norm) in enumerate(zip(modules[0::3], modules[1::3])):
        scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weight = (conv.weight.double() * scale[:, None, None, None]).float().numpy()
        bias = (norm.bias.double() - norm.running_mean.double() * scale).float().numpy()
        # Branch k reads the page as if it had been turned back k times: its kernels are turned k times clockwise.
        turned = np.concatenate([np.rot90(weight, -k, (2, 3)) for k in range(4)])
        layers.append(Layer(turned, np.tile(bias, 4), conv.stride[0], conv.padding[0], 1 if i == 0 else 4 * conv.groups))
    head = model.head.weight.float().numpy()
    return Folded(layers, np.kron(np.eye(4, dtype=np.float32), head), np.repeat(model.head.bias.float().numpy(), 4))
