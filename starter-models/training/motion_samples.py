"""Writes the sample films: ``examples/clips``.

One short clip of each movement with its label in ``index.csv``, ``film.avi`` with many of them one after the other, and ``pages.avi``, a camera that moves over a page.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Iterable

import numpy as np

from motion import avi, camera, town
from pages import page as pages

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "examples/clips"
SAMPLE_SEED = 37_000_000
RATE = 15
SIZE = (256, 144)
#: The part of the town that is seen without zoom, in its pixels.
VIEW = 900
CAR = (62, 58, 196)

#: What happens in the film, in how many frames, and in which direction.
FILM = [("static", 45, 1), ("pan-right", 60, 1), ("static", 30, 1), ("zoom-in", 45, 1), ("zoom-out", 45, 1), ("tilt-up", 40, 1), ("tilt-down", 40, 1),
        ("roll", 40, 1), ("roll", 40, -1), ("shake", 45, 1), ("pan-left", 60, 1)]
#: How far each goes, of the kind of a path's numbers.
REACH = {"pan-left": -0.75, "pan-right": 0.75, "tilt-up": -0.4, "tilt-down": 0.4, "zoom-in": math.log(1.7), "zoom-out": -math.log(1.7), "roll": math.radians(25)}


def moved(kind: str, frames: int, reach: float) -> camera.Path:
    """A movement that begins at 0; ``reach`` of that in the table."""
    t = np.linspace(0, 1, frames)
    zero = np.zeros(frames)
    if kind == "shake":
        seconds = np.arange(frames) / RATE
        x, y = (0.016 * sum(np.sin(2 * np.pi * f * seconds + f) for f in rates) * np.sin(np.pi * t) for rates in ((1.3, 2.9, 4.1), (1.7, 3.3, 4.7)))
        return camera.Path(x, y, zero, 0.3 * x)
    far = t * REACH.get(kind, 0) * reach
    return camera.Path(far if kind.startswith("pan") else zero, far if kind.startswith("tilt") else zero,
                       far if kind.startswith("zoom") else zero, far if kind == "roll" else zero)


def joined(parts: list[camera.Path]) -> camera.Path:
    """One after the other, each going on from where the one before has ended."""
    made = parts[0]
    for part in parts[1:]:
        made = camera.Path(*(np.r_[a, a[-1] + b] for a, b in ((made.x, part.x), (made.y, part.y), (made.zoom, part.zoom), (made.turn, part.turn))))
    return made


def frames(scene: np.ndarray, seen: camera.Path, middle: tuple[float, float], cars: list[tuple[int, float, float]]) -> Iterable[np.ndarray]:
    """The town along a path; of a car: the first frame, where it is then, and pixels a frame."""
    for i in range(len(seen.x)):
        now = scene
        for first, left, pace in cars:
            at = left + (i - first) * pace
            if i >= first and -200 < at < town.WIDTH:
                now = town.car(now, at, CAR)
        one = camera.Path(*(values[i:i + 1] for values in (seen.x, seen.y, seen.zoom, seen.turn)))
        yield camera.film(now, one, middle, VIEW, SIZE)[0]


def write(name: str, pictures: Iterable[np.ndarray], quality: int) -> None:
    file = FOLDER / f"{name}.avi"
    avi.write(file, pictures, RATE, quality)
    print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


def over_a_page() -> Iterable[np.ndarray]:
    """Down a page and up to where it began, the page larger than the view."""
    image = np.asarray(pages.render(SAMPLE_SEED + 10, "report", "latin").image.convert("RGB"))[..., ::-1]
    t = np.linspace(0, 1, 75)
    tall, width = image.shape[:2]
    view = width * 1.05
    half = view * 360 / 480 / 2
    y = half * 0.9 + (tall - 1.8 * half) * (1 - np.cos(np.pi * t)) / 2
    seen = camera.Path(0.01 * np.sin(5 * t), y / view, 0 * t, 0.01 * np.sin(7 * t))
    return camera.film(np.ascontiguousarray(image), seen, (width / 2, 0), view, (480, 360))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for i, kind in enumerate(camera.LABELS):
        scene = town.picture(SAMPLE_SEED + i)
        middle = (0.5 * town.WIDTH - 300 * REACH.get(kind, 0) * kind.startswith("pan"), 0.6 * town.HEIGHT - 250 * REACH.get(kind, 0) * kind.startswith("tilt"))
        write(kind, frames(scene, moved(kind, 30, 0.6), middle, [(0, 420, 14)]), 62)
    (FOLDER / "index.csv").write_text("file,label\n" + "".join(f"{kind}.avi,{kind}\n" for kind in camera.LABELS))
    seen = joined([moved(kind, length, reach) for kind, length, reach in FILM])
    write("film", frames(town.picture(SAMPLE_SEED + 20), seen, (560, 720), [(6, -150, 16), (95, 700, 18), (400, 2000, -17)]), 62)
    write("pages", over_a_page(), 40)


if __name__ == "__main__":
    main()
