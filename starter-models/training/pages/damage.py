"""What happens to a page between the printer and the file: cropping, crooked feeding, photography, bad copies.

Every step keeps the page the right way up; the quarter turn is applied afterwards by whoever uses the page.
"""

from __future__ import annotations

import cv2
import numpy as np


def _background(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A desk, a cloth, a dark scanner bed."""
    kind = rng.random()
    base = rng.integers(0, 256, 3).astype(np.float32) * (0.3 if kind < 0.3 else 1.0)
    out = np.empty((height, width, 3), np.float32)
    out[:] = base
    if kind < 0.2:
        return out
    grain = rng.normal(0, 1, (max(2, height // rng.integers(1, 5)), max(2, width // rng.integers(1, 40)), 1)).astype(np.float32)
    if rng.random() < 0.5:
        grain = grain.transpose(1, 0, 2)
    grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    out += grain[..., None] * rng.uniform(3, 28)
    return np.clip(out, 0, 255)


def crop(rng: np.random.Generator, image: np.ndarray, written: list[tuple[int, int, int, int]]) -> tuple[np.ndarray, tuple[int, int]]:
    """A window of the page that still shows a good deal of its writing, or the page itself when none is found; and its left top.

    ``written``: left, top, right and bottom of the parts of the page that hold writing.
    """
    height, width = image.shape[:2]
    for _ in range(6):
        h = int(height * rng.uniform(0.25, 0.95))
        w = int(width * rng.uniform(0.35, 1.0))
        if h < 24 or w < 60:
            continue
        y, x = int(rng.integers(0, height - h + 1)), int(rng.integers(0, width - w + 1))
        covered = sum(max(0, min(x + w, right) - max(x, left)) * max(0, min(y + h, bottom) - max(y, top)) for left, top, right, bottom in written)
        part = image[y:y + h, x:x + w]
        grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
        edges = np.abs(np.diff(grey.astype(np.int16), axis=1)) > 50
        # Writing shows as many steep steps spread over several parts of the window.
        if covered > 0.2 * w * h and edges.mean() > 0.02 and (edges.sum(axis=1) > 2).sum() > 16:
            return part, (x, y)
    return image, (0, 0)


def place(rng: np.random.Generator, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Crooked on a flat ground or photographed at an angle; returns the picture and the 3x3 map from page to picture."""
    height, width = image.shape[:2]
    identity = np.eye(3)
    how = rng.random()
    if how < 0.45:
        return image, identity
    photo = how > 0.72
    angle = rng.uniform(-5, 5)
    if photo and rng.random() < 0.2:
        angle = rng.uniform(-16, 16)
    angle = np.deg2rad(angle)
    margin = rng.uniform(0, 0.25) if photo else rng.choice([0, 0, 0.02, 0.05])
    out_w, out_h = int(width * (1 + margin * rng.uniform(0.3, 2))), int(height * (1 + margin * rng.uniform(0.3, 1.5)))
    centre = np.array([out_w / 2, out_h / 2]) + rng.uniform(-0.5, 0.5, 2) * (np.array([out_w, out_h]) - [width, height])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) - [width / 2, height / 2]
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    scale = 1.0 if rng.random() < 0.5 else rng.uniform(0.9, 1.0)
    target = corners @ turn.T * scale + centre
    if photo:
        target += rng.uniform(-0.06, 0.06, (4, 2)) * min(width, height)
    matrix = cv2.getPerspectiveTransform((corners + [width / 2, height / 2]).astype(np.float32), target.astype(np.float32))
    if photo or rng.random() < 0.2:
        ground = _background(rng, out_h, out_w)
    else:
        ground = np.empty((out_h, out_w, 3), np.float32)
        ground[:] = rng.choice([255, 255, 245, 200, 0]) if rng.random() < 0.7 else image[0, 0]
    warped = cv2.warpPerspective(image, matrix, (out_w, out_h), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (out_w, out_h))[..., None].astype(np.float32) / 255
    return (warped * mask + ground * (1 - mask)).astype(np.uint8), matrix


def _light(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Uneven lamp light, a shadow across, a colour cast."""
    height, width = image.shape[:2]
    low = rng.uniform(0.45, 1.0, (rng.integers(2, 4), rng.integers(2, 4))).astype(np.float32)
    field = cv2.resize(low, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]
    if rng.random() < 0.25:
        a, b, c = rng.normal(0, 1), rng.normal(0, 1), rng.uniform(-0.5, 0.5)
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        edge = a * (xs / width - 0.5) + b * (ys / height - 0.5) + c * 0.5
        field = field * (1 - rng.uniform(0.1, 0.45) / (1 + np.exp(np.clip(-edge * rng.uniform(8, 60), -30, 30))))[..., None]
    cast = rng.uniform(0.85, 1.0, 3).astype(np.float32)
    return np.clip(image * field * cast, 0, 255)


def age(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Fading, light, blur, noise, thresholding and compression."""
    height, width = image.shape[:2]
    long = max(height, width)
    out = image.astype(np.float32)
    if rng.random() < 0.2:
        low = rng.uniform(0, 90)
        out = low + out * (rng.uniform(max(low + 90, 150), 255) - low) / 255
    if rng.random() < 0.04:
        out = np.minimum(out, 255 - (255 - out[:, ::-1]) * rng.uniform(0.05, 0.2))
    if rng.random() < 0.25:
        out = _light(rng, out)
    if rng.random() < 0.25:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.1) * max(0.7, long / 1000))
    if rng.random() < 0.1:
        factor = rng.uniform(0.5, 0.9) if long > 600 else rng.uniform(0.75, 0.95)
        small = cv2.resize(out, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        out = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR) if rng.random() < 0.5 else small
        height, width = out.shape[:2]
    if rng.random() < 0.3:
        sigma = rng.uniform(2, 22)
        noise = rng.standard_normal((height, width, 1 if rng.random() < 0.6 else 3), dtype=np.float32) * sigma
        out = out + noise
    out = np.clip(out, 0, 255).astype(np.uint8)
    x = rng.random()
    if x < 0.16:
        # A fax, a photocopy, a 1-bit scan.
        grey = cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)
        if rng.random() < 0.6:
            level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
            grey = np.where(grey > level + rng.uniform(-25, 35), 255, 0).astype(np.uint8)
        else:
            grey = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 2 * int(rng.integers(6, 25)) + 1, rng.uniform(6, 20))
        if rng.random() < 0.4:
            specks = rng.random(grey.shape, dtype=np.float32)
            share = rng.uniform(0, 0.006)
            grey[specks < share] = 0
            grey[specks > 1 - share] = 255
        out = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    elif x < 0.3:
        out = cv2.cvtColor(cv2.cvtColor(out, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if rng.random() < 0.03:
        out = 255 - out
    if rng.random() < 0.4:
        _, data = cv2.imencode(".jpg", out[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(22, 95))])
        out = cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1]
    return np.ascontiguousarray(out)


def legible(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether the strokes of ``before`` can still be made out in ``after``, the same picture after ageing.

    A page that a person could not turn upright teaches nothing.  Both are looked at from afar, as steps of brightness:
    the strong ones must be strong still, and in the same places.
    """
    def steps(image: np.ndarray) -> np.ndarray:
        height, width = image.shape[:2]
        ratio = 448 / max(height, width)
        grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (max(8, round(width * ratio)), max(8, round(height * ratio))), interpolation=cv2.INTER_AREA)
        grey = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 0.6)
        return np.abs(grey[1:, 1:] - grey[:-1, 1:]) + np.abs(grey[1:, 1:] - grey[1:, :-1])

    a, b = steps(before), steps(after)
    if b.shape != a.shape:
        b = cv2.resize(b, a.shape[::-1])
    inked = a > max(16.0, float(np.quantile(a, 0.97)) * 0.5)
    if inked.sum() < 40:
        return False
    return float(b[inked].mean()) > max(13.0, 2.0 * float(b[~inked].mean())) and float(np.corrcoef(a.ravel(), b.ravel())[0, 1]) > 0.35
