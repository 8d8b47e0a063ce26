"""Clips of a moving camera: scenes, a movement, things that move by themselves, noise and light."""

from __future__ import annotations

import math

import cv2
import numpy as np

from . import camera
from .scenes import SIDE

FRAMES = 8
SIZE = 96


def clip(rng: np.random.Generator, pictures: np.ndarray, kind: int) -> np.ndarray:
    """FRAMES x SIZE x SIZE, grey, 8 bits."""
    seen = camera.path(rng, kind, FRAMES)
    frames = _background(rng, pictures, seen, kind)
    bare = kind == camera.STATIC and rng.random() < 0.35
    if bare:
        # A road, a wall: what moves on it is all there is to be seen.
        frames = frames.mean() + (frames - frames.mean()) * rng.uniform(0, 0.3)
    # In traffic and in crowds many go the same way, and nearly all that is seen to move is theirs.
    shared = rng.normal(0, camera.between(rng, 0.1, 1), 2) if rng.random() < 0.3 else None
    for _ in range(rng.integers(2, 7) if shared is not None else rng.choice([1, 1, 2, 3] if bare else [0, 0, 1, 1, 2, 3, 5])):
        way = rng.normal(0, 0.15, 2) if shared is None else shared * rng.uniform(0.7, 1.3) + rng.normal(0, 0.02, 2)
        _mover(rng, frames, seen, pictures, way * SIZE)
    return _recorded(rng, frames)


def _background(rng: np.random.Generator, pictures: np.ndarray, seen: camera.Path, kind: int) -> np.ndarray:
    """The scene along the path; where there is nothing to be seen of a movement, nobody could name it: then another scene."""
    for _ in range(20):
        width = SIDE * rng.uniform(0.25, 0.6)
        middle = tuple(rng.uniform(width / 2, SIDE - width / 2, 2))
        frames = camera.film(pictures[rng.integers(len(pictures))], seen, middle, width, (SIZE, SIZE))
        parts = frames[0].reshape(3, SIZE // 3, 3, SIZE // 3).std((1, 3))
        if kind == camera.STATIC or (parts > 4).sum() >= 4:
            break
    return frames.astype(np.float32)


def _mover(rng: np.random.Generator, frames: np.ndarray, seen: camera.Path, pictures: np.ndarray, way: np.ndarray) -> None:
    """A person, a car, a leaf: with a way of its own on top of the camera's, coming nearer or going away."""
    patch = _surface(rng, pictures)
    size = SIZE * camera.between(rng, 0.05, 0.6)
    start, nearer = rng.uniform(0, SIZE, 2) - way / 2, rng.normal(0, 0.3)
    swing, pace, phase = rng.uniform(0, 0.06) * SIZE, rng.uniform(0.5, 2.5), rng.uniform(0, 6)
    boxy, stiff = rng.random() < 0.5, rng.random() < 0.5
    tall = camera.between(rng, 0.4, 2.5)
    for i in range(FRAMES):
        t = i / (FRAMES - 1)
        grow = math.exp(seen.zoom[i])
        sway = 0 if stiff else math.sin(2 * math.pi * pace * t + phase)
        x, y = start + way * t + swing * sway * np.array([1, 0.5])
        # Where the camera has gone to, things are that much less to the side.
        x, y = ((np.array([x, y]) - SIZE / 2) - np.array([seen.x[i], seen.y[i]]) * SIZE) * grow + SIZE / 2
        wide = size * grow * math.exp(nearer * (t - 0.5))
        mask = np.zeros((SIZE, SIZE), np.float32)
        _outline(mask, (x, y), (wide, wide * tall), 15 * sway - math.degrees(seen.turn[i]), boxy)
        moved = np.roll(patch, (int(round(y - SIZE / 2)), int(round(x - SIZE / 2))), (0, 1))
        frames[i] = frames[i] * (1 - mask) + moved * mask


def _surface(rng: np.random.Generator, pictures: np.ndarray) -> np.ndarray:
    """What a thing looks like: a part of another scene, or smooth with parts that stand out, as a car from above."""
    texture = pictures[rng.integers(len(pictures))]
    left, top = rng.integers(0, texture.shape[0] - 128, 2)
    patch = cv2.resize(texture[top:top + 128, left:left + 128], (SIZE, SIZE), interpolation=cv2.INTER_AREA).astype(np.float32)
    if rng.random() < 0.5:
        patch = patch * rng.uniform(0, 0.3) + rng.uniform(0, 200)
        for _ in range(rng.integers(0, 4)):
            half = SIZE * rng.uniform(0.01, 0.2, 2)
            middle = SIZE / 2 + rng.normal(0, 0.1, 2) * SIZE
            low, high = np.clip([middle - half, middle + half], 0, SIZE).astype(int)
            patch[low[1]:high[1], low[0]:high[0]] = rng.uniform(0, 255)
    return patch


def _outline(mask: np.ndarray, middle: tuple[float, float], size: tuple[float, float], turn: float, boxy: bool) -> None:
    axes = (max(2.0, size[0]), max(2.0, size[1]))
    if boxy:
        corners = cv2.boxPoints((middle, axes, turn))
        cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), 1.0, cv2.LINE_AA, 4)
    else:
        cv2.ellipse(mask, (int(round(middle[0])), int(round(middle[1]))), (int(axes[0] / 2), int(axes[1] / 2)), turn, 0, 360, 1.0, -1, cv2.LINE_AA)


def _recorded(rng: np.random.Generator, frames: np.ndarray) -> np.ndarray:
    """Light that changes, noise of the sensor, blur, and what compression leaves."""
    if rng.random() < 0.3:
        light = 1 + rng.uniform(-0.15, 0.15) * np.linspace(0, 1, FRAMES) + rng.normal(0, 0.01, FRAMES)
        frames = frames * light[:, None, None]
    if rng.random() < 0.5:
        frames = frames + rng.normal(0, rng.uniform(0.5, 6), frames.shape)
    frames = np.clip(frames, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        quality = int(rng.integers(15, 80))
        frames = np.stack([cv2.imdecode(cv2.imencode(".jpg", f, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE) for f in frames])
    if rng.random() < 0.05:
        # A frame that is shown twice, as in films whose rate was changed.
        i = rng.integers(1, FRAMES)
        frames[i] = frames[i - 1]
    return frames
