"""One page from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image

from . import damage
from .canvas import Element
from .layouts import LAYOUTS


@dataclass(frozen=True)
class Page:
    """A finished, undamaged page that stands the right way up."""

    image: Image.Image
    elements: list[Element]
    layout: str
    script: str


def render(seed: int, layout: str | None = None, script: str | None = None) -> Page:
    """Renders the page of a seed: a pure function of its arguments and of the fonts installed."""
    rng = random.Random(seed)
    chosen = rng.choices(list(LAYOUTS), list(LAYOUTS.values()))[0]
    if layout:
        chosen = next(f for f in LAYOUTS if f.__name__ == layout)
    sheet = chosen(rng, script)
    return Page(sheet.image, sheet.elements, chosen.__name__, sheet.hand.writer.script)


def view(page: Page, seed: int, *, clean: bool = False, whole: bool = False) -> Image.Image:
    """One damaged look at a page: the whole page or a window of it, scanned, photographed, copied or untouched."""
    rng = np.random.default_rng(seed)
    image = np.asarray(page.image)
    if not whole and page.layout not in ("lines", "sparse") and rng.random() < 0.4:
        image = damage.crop(rng, image)
    if not clean and rng.random() < 0.85:
        image, _ = damage.place(rng, image)
        for _ in range(4):
            aged = damage.age(rng, image)
            if damage.legible(image, aged):
                image = aged
                break
    return Image.fromarray(np.ascontiguousarray(image))
