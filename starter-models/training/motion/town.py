"""A drawn town under hills, in colour: what the sample films are about."""

from __future__ import annotations

import cv2
import numpy as np

WIDTH, HEIGHT = 1920, 1080
#: Blue, green, red.
SKY, HORIZON, ROAD, LINE = (222, 170, 96), (240, 228, 205), (92, 88, 86), (230, 235, 238)
WALLS = [(176, 205, 232), (150, 178, 214), (200, 214, 222), (120, 150, 196), (190, 190, 170), (160, 140, 190)]
ROOFS = [(60, 72, 150), (70, 60, 90), (52, 84, 128), (80, 80, 84)]


def picture(seed: int) -> np.ndarray:
    """HEIGHT x WIDTH x 3, BGR, 8 bits."""
    rng = np.random.default_rng(seed)
    down = np.linspace(0, 1, HEIGHT)[:, None, None]
    town = (np.array(SKY) * (1 - down) + np.array(HORIZON) * down).astype(np.float32).repeat(WIDTH, 1)
    _clouds(rng, town)
    cv2.circle(town, (int(WIDTH * 0.78), int(HEIGHT * 0.16)), 70, (150, 226, 250), -1, cv2.LINE_AA)
    for i in range(4):
        _hills(rng, town, HEIGHT * (0.38 + 0.09 * i), (190 - 34 * i, 190 - 14 * i, 150 - 26 * i))
    x = 10
    while x < WIDTH - 60:
        wide = int(rng.integers(90, 210))
        if rng.random() < 0.75:
            _house(rng, town, x, wide, int(rng.integers(110, 330)))
        else:
            _tree(rng, town, x + wide // 2, int(rng.integers(90, 170)))
        x += wide + int(rng.integers(4, 40))
    _road(town)
    return np.clip(town + rng.normal(0, 3, (HEIGHT, WIDTH, 1)), 0, 255).astype(np.uint8)


def car(town: np.ndarray, left: float, colour: tuple[int, int, int]) -> np.ndarray:
    """The town with a car on its road; ``left`` in pixels."""
    made, ground = town.copy(), int(HEIGHT * 0.93)
    at = int(round(left))
    cv2.rectangle(made, (at, ground - 62), (at + 190, ground - 14), colour, -1, cv2.LINE_AA)
    cv2.fillPoly(made, [np.array([(at + 30, ground - 60), (at + 58, ground - 104), (at + 134, ground - 104), (at + 166, ground - 60)])], colour, cv2.LINE_AA)
    cv2.fillPoly(made, [np.array([(at + 46, ground - 62), (at + 66, ground - 94), (at + 128, ground - 94), (at + 150, ground - 62)])], (210, 200, 180), cv2.LINE_AA)
    for wheel in (40, 150):
        cv2.circle(made, (at + wheel, ground - 12), 22, (36, 34, 34), -1, cv2.LINE_AA)
        cv2.circle(made, (at + wheel, ground - 12), 9, (190, 190, 190), -1, cv2.LINE_AA)
    return made


def _clouds(rng: np.random.Generator, town: np.ndarray) -> None:
    for _ in range(9):
        x, y = rng.uniform(0, WIDTH), rng.uniform(0.03, 0.3) * HEIGHT
        share = np.zeros((HEIGHT, WIDTH, 1), np.float32)
        for _ in range(6):
            middle = (int(x + rng.normal(0, 70)), int(y + rng.normal(0, 16)))
            cv2.ellipse(share, middle, (int(rng.uniform(40, 90)), int(rng.uniform(14, 34))), 0, 0, 360, 0.75, -1, cv2.LINE_AA)
        share = cv2.GaussianBlur(share, (0, 0), 6)[..., None]
        town[:] = town * (1 - share) + 250 * share


def _hills(rng: np.random.Generator, town: np.ndarray, height: float, colour: tuple[int, int, int]) -> None:
    x = np.arange(WIDTH)
    line = height + sum(rng.normal(0, 60 / k) * np.sin(2 * np.pi * (k * x / WIDTH + rng.random())) for k in range(1, 12))
    cv2.fillPoly(town, [np.stack([np.r_[0, x, WIDTH], np.r_[HEIGHT, line, HEIGHT]], 1).astype(np.int32)], colour, cv2.LINE_AA)


def _house(rng: np.random.Generator, town: np.ndarray, left: int, wide: int, tall: int) -> None:
    ground = int(HEIGHT * 0.84)
    wall, roof = WALLS[rng.integers(len(WALLS))], ROOFS[rng.integers(len(ROOFS))]
    cv2.rectangle(town, (left, ground - tall), (left + wide, ground), wall, -1)
    peak = int(rng.integers(0, 70))
    cv2.fillPoly(town, [np.array([(left - 10, ground - tall), (left + wide // 2, ground - tall - peak - 6), (left + wide + 10, ground - tall)])], roof, cv2.LINE_AA)
    for y in range(ground - tall + 22, ground - 60, 58):
        for x in range(left + 14, left + wide - 30, 44):
            light = (150, 222, 248) if rng.random() < 0.3 else (120, 104, 88)
            cv2.rectangle(town, (x, y), (x + 24, y + 34), light, -1)
            cv2.rectangle(town, (x, y), (x + 24, y + 34), (236, 240, 242), 2)
    door = left + int(rng.uniform(0.2, 0.7) * wide)
    cv2.rectangle(town, (door, ground - 50), (door + 26, ground), roof, -1)


def _tree(rng: np.random.Generator, town: np.ndarray, x: int, tall: int) -> None:
    ground = int(HEIGHT * 0.84)
    cv2.rectangle(town, (x - 7, ground - tall), (x + 7, ground), (46, 68, 92), -1)
    for _ in range(14):
        middle = (int(x + rng.normal(0, tall * 0.2)), int(ground - tall + rng.normal(0, tall * 0.2)))
        green = int(rng.uniform(90, 150))
        cv2.circle(town, middle, int(rng.uniform(0.12, 0.25) * tall), (int(green * 0.55), green, int(green * 0.6)), -1, cv2.LINE_AA)


def _road(town: np.ndarray) -> None:
    top = int(HEIGHT * 0.84)
    cv2.rectangle(town, (0, top), (WIDTH, HEIGHT), ROAD, -1)
    cv2.rectangle(town, (0, top), (WIDTH, top + 14), (170, 172, 174), -1)
    for x in range(0, WIDTH, 150):
        cv2.rectangle(town, (x, int(HEIGHT * 0.955)), (x + 80, int(HEIGHT * 0.962)), LINE, -1)
