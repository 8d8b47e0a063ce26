"""One page from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image

from . import damage
from .canvas import Element
from .layouts import LAYOUTS


#: Layouts of few and large words: a window of such a page may hold half a letter.
LARGE_PRINT = ("lines", "sparse", "slide", "poster")


@dataclass(frozen=True)
class Page:
    """A finished, undamaged page that stands the right way up; ``body`` is the height of its print in pixels."""

    image: Image.Image
    elements: list[Element]
    layout: str
    script: str
    body: float


def render(seed: int, layout: str | None = None, script: str | None = None) -> Page:
    """Renders the page of a seed: a pure function of its arguments and of the fonts installed."""
    rng = random.Random(seed)
    chosen = rng.choices(list(LAYOUTS), list(LAYOUTS.values()))[0]
    if layout:
        chosen = next(f for f in LAYOUTS if f.__name__ == layout)
    sheet = chosen(rng, script)
    return Page(sheet.image, sheet.elements, chosen.__name__, sheet.hand.writer.script, sheet.body)


@dataclass(frozen=True)
class View:
    """One look at a page.  ``matrix`` (3 x 3) leads from pixels of the undamaged page to pixels of this picture."""

    image: Image.Image
    matrix: np.ndarray


def view(page: Page, seed: int, *, clean: bool = False, whole: bool = False) -> View:
    """One damaged look at a page: the whole page or a window of it, scanned, photographed, copied or untouched."""
    rng = np.random.default_rng(seed)
    image, matrix = np.asarray(page.image), np.eye(3)
    if not whole and page.layout not in LARGE_PRINT and rng.random() < 0.4:
        image, (left, top) = damage.crop(rng, image, [e.box for e in page.elements if e.kind not in ("figure", "line", "list-block")])
        matrix = np.array([[1.0, 0, -left], [0, 1, -top], [0, 0, 1]])
    if not clean and rng.random() < 0.85:
        image, placed = damage.place(rng, image)
        matrix = placed @ matrix
        for _ in range(4):
            aged = damage.age(rng, image)
            if damage.legible(image, aged):
                matrix = np.diag([aged.shape[1] / image.shape[1], aged.shape[0] / image.shape[0], 1]) @ matrix
                image = aged
                break
    return View(Image.fromarray(np.ascontiguousarray(image)), matrix)
