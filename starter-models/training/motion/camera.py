"""How a camera moves: a path for each kind of movement, and the frames that it sees along the path.

Pan and tilt are named by where the camera turns: in ``pan-left`` the picture moves to the right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

LABELS = ["static", "pan-left", "pan-right", "tilt-up", "tilt-down", "zoom-in", "zoom-out", "roll", "shake"]
STATIC, LEFT, RIGHT, UP, DOWN, IN, OUT, ROLL, SHAKE = range(9)


@dataclass
class Path:
    """Of each frame: where the middle of the view is (in widths of the view), how much is zoomed in, and how far turned (radians)."""

    x: np.ndarray
    y: np.ndarray
    zoom: np.ndarray
    turn: np.ndarray


def path(rng: np.random.Generator, kind: int, frames: int) -> Path:
    """A movement of a kind over a window of frames; magnitudes are those of the whole window."""
    still = np.zeros(frames)
    made = Path(still.copy(), still.copy(), still.copy(), still.copy())
    along = _progress(rng, frames)
    if kind in (LEFT, RIGHT):
        made.x = along * between(rng, 0.04, 0.5) * (-1 if kind == LEFT else 1)
        made.y = along * rng.uniform(-0.15, 0.15) * np.ptp(made.x)
    elif kind in (UP, DOWN):
        made.y = along * between(rng, 0.04, 0.5) * (-1 if kind == UP else 1)
        made.x = along * rng.uniform(-0.15, 0.15) * np.ptp(made.y)
    elif kind in (IN, OUT):
        made.zoom = along * math.log(between(rng, 1.06, 1.9)) * (1 if kind == IN else -1)
        made.x, made.y = (along * rng.uniform(-0.15, 0.15) * np.ptp(made.zoom) for _ in range(2))
    elif kind == ROLL:
        made.turn = along * math.radians(between(rng, 4, 45)) * rng.choice([-1, 1])
    elif kind == SHAKE:
        _shake(rng, made, between(rng, 0.008, 0.05))
    # A hand, or a tripod on a floor that trembles: much less than a shake.
    if rng.random() < 0.6:
        _shake(rng, made, rng.uniform(0, 0.0015 if kind in (STATIC, SHAKE) else 0.003))
    return made


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """As often from 1 to 2 as from 2 to 4."""
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def _progress(rng: np.random.Generator, frames: int) -> np.ndarray:
    """From 0 to 1: evenly, faster and faster, slower and slower, or starting and stopping."""
    t = np.linspace(0, 1, frames)
    kind = rng.random()
    if kind < 0.5:
        return t
    if kind < 0.75:
        power = rng.uniform(1, 2)
        return t**power if rng.random() < 0.5 else 1 - (1 - t)**power
    return t + rng.uniform(0, 0.9) * np.sin(2 * np.pi * t) / (2 * np.pi) * rng.choice([-1, 1])


def _shake(rng: np.random.Generator, made: Path, amount: float) -> None:
    """Steps to and fro that come back to where they began."""
    frames = len(made.x)
    steps = rng.normal(0, 1, (4, frames)) * amount
    if rng.random() < 0.5:
        steps = (steps + np.roll(steps, 1, 1)) / 1.4
    steps -= np.linspace(0, 1, frames) * (steps[:, -1:] - steps[:, :1])
    made.x = made.x + steps[0]
    made.y = made.y + steps[1]
    made.zoom = made.zoom + steps[2] * 0.1
    made.turn = made.turn + steps[3] * 0.2


def film(picture: np.ndarray, seen: Path, middle: tuple[float, float], width: float, size: tuple[int, int]) -> np.ndarray:
    """What the camera sees: frames of a size (width, height).  ``width`` is that of the view without zoom, in pixels of the picture."""
    # Pixels of the picture that fall into one of the frame are averaged before: a camera does so too.
    shrink = width / size[0]
    source = cv2.GaussianBlur(picture, (0, 0), 0.5 * shrink) if shrink > 1.2 else picture
    frames = []
    for x, y, zoom, turn in zip(seen.x, seen.y, seen.zoom, seen.turn):
        scale = shrink * math.exp(-zoom)
        c, s = math.cos(turn) * scale, math.sin(turn) * scale
        across, down = (size[0] - 1) / 2, (size[1] - 1) / 2
        cx, cy = middle[0] + x * width, middle[1] + y * width
        matrix = np.array([[c, -s, cx - c * across + s * down], [s, c, cy - s * across - c * down]])
        frames.append(cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT_101))
    return np.stack(frames)
