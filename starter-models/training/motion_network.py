"""The network that says how a camera moves: eight frames at once, in three sizes, so that slow and fast movements look alike."""

from __future__ import annotations

from typing import Any

from graph import Graph
from layers import Network
from motion import clips
from motion.camera import LABELS


def motion(b: Any, x: Any) -> Any:
    """Logits N x 9 of brightness N x 8 x 96 x 96; the frames are the channels.

    The first kernels see all frames, and so a movement of a few pixels in each of the sizes; which part of the picture moves
    how is left to the last layer, as zooming and turning are only that.
    """
    half = b.halve("half", x)
    quarter = b.halve("quarter", half)
    full = b.conv("full_b", b.conv("full_a", x, 32, 6, 2), 48, 4, 2)
    parts = [
        b.halve("full_half", b.conv("full_c", full, 48, 3)),
        b.halve("half_half", b.conv("half_b", b.conv("half_a", half, 48, 6, 2), 48, 3)),
        b.conv("quarter_b", b.conv("quarter_a", quarter, 48, 6, 2), 48, 3),
    ]
    x = b.conv("mix", b.concat("sizes", *parts), 72, 1)
    x = b.halve("mix_half", b.conv("move_a", x, 72, 3))
    x = b.conv("move_c", b.conv("move_b", x, 72, 3), 32, 1)
    return b.dense("logits", x, len(LABELS))


def motion_graph(model: Network) -> Graph:
    """Frames in RGB, N x 8 x 3 x 96 x 96, to logits."""
    out, logits = model.graph("camera-motion", clips.SIZE, clips.FRAMES)
    out.output(logits, len(LABELS))
    return out
