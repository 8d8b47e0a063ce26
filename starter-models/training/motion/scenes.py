"""Pictures to move a camera over: made from noise, shapes and rendered pages, since no photograph of others may go in."""

from __future__ import annotations

import random

import cv2
import numpy as np

from pages import page as pages

SIDE = 512


def scene(seed: int) -> np.ndarray:
    """A grey picture, SIDE x SIDE, 8 bits."""
    rng = np.random.default_rng(seed)
    kind = rng.random()
    if kind < 0.2:
        picture = _page(seed, rng)
    else:
        picture = _noise(rng, rng.uniform(0.7, 1.7))
        if kind < 0.85:
            _shapes(rng, picture)
    # Flat light, little contrast, haze: as in films.
    low, high = np.sort(rng.uniform(0, 255, 2))
    if high - low < 60:
        low, high = max(0.0, low - 60), min(255.0, high + 60)
    picture = picture.astype(np.float32)
    spread = max(1.0, float(np.ptp(picture)))
    return np.clip((picture - picture.min()) / spread * (high - low) + low, 0, 255).astype(np.uint8)


def _noise(rng: np.random.Generator, slope: float) -> np.ndarray:
    """Noise whose spectrum falls with frequency to the power of ``slope``, as it does in photographs (about 1)."""
    f = np.hypot(np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None])
    f[0, 0] = 1
    phase = np.exp(2j * np.pi * rng.random(f.shape))
    picture = np.fft.irfft2(phase / f**slope, (SIDE, SIDE))
    low, high = np.percentile(picture, (1, 99))
    return np.clip((picture - low) / (high - low) * 255, 0, 255).astype(np.uint8)


def _shapes(rng: np.random.Generator, picture: np.ndarray) -> None:
    """Walls, windows, bodies: areas with edges, some filled with a texture of their own."""
    for _ in range(rng.integers(3, 40)):
        mask = np.zeros_like(picture)
        size = SIDE * rng.uniform(0.02, 0.4)
        centre = rng.uniform(0, SIDE, 2)
        if rng.random() < 0.4:
            axes = tuple(int(max(2, v)) for v in size * rng.uniform(0.2, 1, 2))
            cv2.ellipse(mask, tuple(int(v) for v in centre), axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
        else:
            corners = centre + rng.uniform(-size, size, (rng.integers(3, 7), 2))
            cv2.fillPoly(mask, [cv2.convexHull(corners.astype(np.int32))], 255)
        fill = np.roll(picture, tuple(rng.integers(0, SIDE, 2)), (0, 1)) if rng.random() < 0.4 else np.full_like(picture, rng.integers(256))
        if rng.random() < 0.5:
            mask = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.6, 6))
        share = mask.astype(np.float32) / 255 * rng.uniform(0.5, 1)
        picture[:] = picture * (1 - share) + fill * share


def _page(seed: int, rng: np.random.Generator) -> np.ndarray:
    """A part of a rendered page, near enough that something of it can be seen."""
    image = np.asarray(pages.render(seed, random.Random(seed).choice(["article", "slide", "screen", "report"])).image.convert("L"))
    side = int(min(image.shape) * rng.uniform(0.4, 1))
    top, left = rng.integers(0, image.shape[0] - side + 1), rng.integers(0, image.shape[1] - side + 1)
    return cv2.resize(np.ascontiguousarray(image[top:top + side, left:left + side]), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
