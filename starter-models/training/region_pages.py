"""Renders pages with the regions on them, for the models that find regions: squares, boxes and class maps."""

from __future__ import annotations

import json
import pathlib
import random
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

import dataset
from pages import codes, regions
from pages import page as pages
from preprocess import SIZE, placement, letterbox

TRAINING_SEED = 11_000_000
HELD_OUT_SEED = 19_000_000
VIEWS = 2

#: Which layouts are drawn, and how often; those of single lines and slogans have no regions to speak of, and in spreads pictures lie under text.
LAYOUTS = {"article": 0.26, "report": 0.28, "letter": 0.1, "receipt": 0.08, "form": 0.1, "slide": 0.08, "block": 0.04, "screen": 0.06}

SEGMENTS = ["surroundings", "page", "text", "figure or table"]
SURROUNDINGS, PAGE, TEXT, FIGURE = range(4)
#: Of a class map: not to be judged.
IGNORED = 255
#: One place of the class map that is learned covers so many pixels of the square, each way.
STRIDE = 4

_SEGMENT = {regions.TITLE: TEXT, regions.PARAGRAPH: TEXT, regions.LIST: TEXT, regions.TABLE: FIGURE, regions.FIGURE: FIGURE, regions.CODE: FIGURE}


@dataclass(frozen=True)
class Scene:
    """A picture of a page, the regions in it (class, left, top, right, bottom in its pixels) and the class of each pixel."""

    image: Image.Image
    boxes: np.ndarray
    classes: np.ndarray
    layout: str


def scene(seed: int, look: int = 0, layout: str | None = None, script: str | None = None) -> Scene:
    """One look at the page of a seed, the first one at the whole page."""
    layout = layout or random.Random(f"layout {seed}").choices(list(LAYOUTS), list(LAYOUTS.values()))[0]
    page = codes.stamp(pages.render(seed, layout, script), seed)
    return _seen(page, pages.view(page, seed * 16 + look, whole=look == 0))


def _seen(page: pages.Page, view: pages.View) -> Scene:
    width, height = view.image.size
    found = regions.regions(page)
    boxes = []
    for kind, box in found:
        corners = _through(view.matrix, box)
        left, top = np.maximum(corners.min(0), 0)
        right, bottom = np.minimum(corners.max(0), (width, height))
        full = float(np.prod(corners.max(0) - corners.min(0)))
        if right - left >= 2 and bottom - top >= 2 and (right - left) * (bottom - top) > 0.3 * full:
            boxes.append((kind, left, top, right, bottom))
    classes = np.full((height, width), SURROUNDINGS, np.uint8)
    cv2.fillConvexPoly(classes, _pixels(view.matrix, (0, 0, *page.image.size)), PAGE)
    _drop_invisible_edge(np.asarray(view.image), classes)
    for kind, box in sorted(found, key=lambda region: _SEGMENT[region[0]]):
        cv2.fillConvexPoly(classes, _pixels(view.matrix, box), _SEGMENT[kind])
    return Scene(view.image, np.array(boxes, np.float32).reshape(-1, 5), classes, page.layout)


def _drop_invisible_edge(picture: np.ndarray, classes: np.ndarray) -> None:
    """White paper on a white ground has no edge that anyone could see: what lies around it counts as page."""
    around = picture[classes == SURROUNDINGS]
    if len(around) and np.abs(np.median(around, 0) - np.median(picture[classes == PAGE], 0)).max() < 24:
        classes[classes == SURROUNDINGS] = PAGE


def _through(matrix: np.ndarray, box: tuple[float, ...]) -> np.ndarray:
    left, top, right, bottom = box
    points = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
    return cv2.perspectiveTransform(points[None], matrix)[0]


def _pixels(matrix: np.ndarray, box: tuple[float, ...]) -> np.ndarray:
    # Edges of pixels to centres of pixels, which is what OpenCV fills between.
    return np.round(_through(matrix, box) - 0.5).astype(np.int32)


@dataclass(frozen=True)
class Store:
    """Squares as the networks see them, with boxes and class maps in the frame of the square."""

    pages: np.ndarray
    classes: np.ndarray
    boxes: list[np.ndarray]


def _render(job: tuple[str, int, int, int]) -> list[list[list[float]]]:
    folder, rows, index, first_seed = job
    squares, classes = _maps(pathlib.Path(folder), rows, "r+")
    boxes = []
    for look in range(VIEWS):
        seen = scene(first_seed + index, look)
        row = index * VIEWS + look
        squares[row] = np.asarray(letterbox(seen.image).convert("L"))
        (width, height), (left, top) = placement(seen.image.size)
        whole = np.full((SIZE, SIZE), IGNORED, np.uint8)
        whole[top:top + height, left:left + width] = cv2.resize(seen.classes, (width, height), interpolation=cv2.INTER_NEAREST)
        classes[row] = whole[STRIDE // 2::STRIDE, STRIDE // 2::STRIDE]
        ratio = np.array([width / seen.image.width, height / seen.image.height] * 2)
        boxes.append([[float(box[0]), *(box[1:] * ratio + [left, top, left, top]).round(1).tolist()] for box in seen.boxes])
    return boxes


def _maps(folder: pathlib.Path, rows: int, mode: str) -> tuple[np.ndarray, np.ndarray]:
    return (np.memmap(folder / "squares.u8", np.uint8, mode, shape=(rows, SIZE, SIZE)),
            np.memmap(folder / "classes.u8", np.uint8, mode, shape=(rows, SIZE // STRIDE, SIZE // STRIDE)))


def build(work: pathlib.Path, count: int, first_seed: int, workers: int = 2) -> Store:
    """The squares of ``count`` pages, VIEWS after VIEWS, rendered unless the folder has them already."""
    folder = work / f"regions-{first_seed}-{count}x{VIEWS}-{SIZE}"
    folder.mkdir(parents=True, exist_ok=True)
    rows, done = count * VIEWS, folder / "boxes.json"
    if not done.exists():
        for array in _maps(folder, rows, "w+"):
            array.flush()
        found = dataset.in_parallel(_render, [(str(folder), rows, i, first_seed) for i in range(count)], workers)
        done.write_text(json.dumps([boxes for looks in found for boxes in looks]))
    squares, classes = _maps(folder, rows, "r")
    return Store(squares, classes, [np.array(boxes, np.float32).reshape(-1, 5) for boxes in json.loads(done.read_text())])
