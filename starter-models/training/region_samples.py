"""Writes the sample pictures of the models that find regions, with their boxes and masks: ``examples/pages``."""

from __future__ import annotations

import pathlib

import cv2
import numpy as np
from PIL import Image

import held_out_regions
import region_pages

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "examples/pages"
SAMPLE_SEED = 23_000_000
LONG_SIDE = 1000

# file, layout, script, offset of the seed, quality of JPEG or nothing for PNG
SAMPLES = [
    ("report", "report", "latin", 7, 85),
    ("article-photographed", "article", "latin", 17, 85),
    ("letter-photographed", "letter", "latin", 13, 85),
    ("receipt", "receipt", "latin", 22, 85),
    ("form", "form", "latin", 2, None),
    ("slide", "slide", "latin", 8, 85),
    ("chinese-manual", "report", "chinese", 8, 85),
    ("cyrillic-manual", "report", "cyrillic", 0, 85),
]


def smaller(seen: region_pages.Scene) -> region_pages.Scene:
    """The scene with a long side of at most LONG_SIDE pixels."""
    ratio = min(1.0, LONG_SIDE / max(seen.image.size))
    size = (round(seen.image.width * ratio), round(seen.image.height * ratio))
    boxes = seen.boxes * np.array([1, *[size[0] / seen.image.width, size[1] / seen.image.height] * 2], np.float32)
    classes = cv2.resize(seen.classes, size, interpolation=cv2.INTER_NEAREST)
    return region_pages.Scene(seen.image.resize(size, Image.Resampling.LANCZOS), boxes, classes, seen.layout)


def main() -> None:
    written = []
    for name, layout, script, offset, quality in SAMPLES:
        seen = smaller(region_pages.scene(SAMPLE_SEED + offset, 0, layout, script))
        written.append(held_out_regions.write(FOLDER, name, seen, quality))
    print(f"{len(written)} pictures, {held_out_regions.write_instances(FOLDER, written)} regions")


if __name__ == "__main__":
    main()
