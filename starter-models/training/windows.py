"""What one step of training looks at: windows of the rendered pages, varied a little each time."""

from __future__ import annotations

import cv2
import numpy as np
import torch


def batch(store: np.ndarray, large: np.ndarray, rows: np.ndarray, side: int, rng: np.random.Generator, noise: np.ndarray) -> torch.Tensor:
    """A window of ``side`` pixels of each row, upright: the network itself turns them.

    Of a page in ``large`` print the whole, made smaller: a window of it could hold half a letter.  The pages are also shifted, faded, inverted, covered in part and roughened a little, with ``noise`` as a table of
    normal numbers.
    """
    out = np.empty((len(rows), side, side), np.float32)
    for i, row in enumerate(rows):
        page = store[row]
        if side < page.shape[0]:
            page = cv2.resize(page, (side, side), interpolation=cv2.INTER_AREA) if large[row] else _written_window(store, page, side, rng)
        out[i] = _vary(page, rng, noise)
    return torch.from_numpy(out)[:, None].sub_(255).div_(127.5)


def _written_window(store: np.ndarray, page: np.ndarray, side: int, rng: np.random.Generator) -> np.ndarray:
    window, strokes = _window(page, side, rng)
    while strokes < 0.02:  # nothing written here: look elsewhere
        window, strokes = _window(store[int(rng.integers(len(store)))], side, rng)
    return window


def _window(page: np.ndarray, side: int, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """Of a few windows the one with the most strokes in it, and their share."""
    best, most = page[:side, :side], -1.0
    for _ in range(4):
        y, x = (int(v) for v in rng.integers(0, page.shape[0] - side + 1, 2))
        window = page[y:y + side, x:x + side]
        coarse = window[::2, ::2].astype(np.int16)
        strokes = float((np.abs(coarse[:, 1:] - coarse[:, :-1]) > 40).mean())
        if strokes > most:
            best, most = window, strokes
    return best, most


def _vary(page: np.ndarray, rng: np.random.Generator, noise: np.ndarray) -> np.ndarray:
    out = _shifted(page.astype(np.float32), rng)
    out = _faded(out, rng)
    _cover(out, rng)
    return _rough(out, rng, noise)


def worn(page: np.ndarray, rng: np.random.Generator, noise: np.ndarray) -> np.ndarray:
    """The square as float32, now and then paler or darker, inverted or rough; everything stays in its place."""
    return _rough(_faded(page.astype(np.float32), rng), rng, noise)


def _shifted(page: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if rng.random() >= 0.7:
        return page
    size = page.shape[0]
    dx, dy = (int(v) for v in rng.integers(-12, 13, 2))
    moved = np.full_like(page, 255.0)
    moved[max(0, dy):size + min(0, dy), max(0, dx):size + min(0, dx)] = page[max(0, -dy):size + min(0, -dy), max(0, -dx):size + min(0, -dx)]
    return moved


def _faded(page: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 0.4:
        page = page * rng.uniform(0.5, 1.0) + rng.uniform(0, 40)
    return 255 - page if rng.random() < 0.04 else page


def _cover(page: np.ndarray, rng: np.random.Generator) -> None:
    size = page.shape[0]
    if rng.random() < 0.25:
        h, w = (int(v) for v in rng.integers(size // 16, size * 2 // 5, 2))
        y, x = int(rng.integers(0, size - h)), int(rng.integers(0, size - w))
        page[y:y + h, x:x + w] = rng.choice([255.0, 0.0, rng.uniform(0, 255)])


def _rough(page: np.ndarray, rng: np.random.Generator, noise: np.ndarray) -> np.ndarray:
    size = page.shape[0]
    if rng.random() < 0.2:
        at = int(rng.integers(0, noise.size - size * size))
        page = page + noise[at:at + size * size].reshape(size, size) * rng.uniform(2, 14)
    return np.clip(page, 0, 255)
