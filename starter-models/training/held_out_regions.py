"""Writes held-out pages with the regions on them, as a user has such things: pictures, boxes and masks in files.

    python held_out_regions.py DIR [--pages 500] [--any-look]

``DIR/pictures`` holds JPEG and PNG files, ``DIR/instances.json`` the boxes in COCO's format, ``DIR/masks`` a PNG of class
numbers for each picture.  The library's own evaluators measure on them; training never sees these pages.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pathlib
import random
from dataclasses import dataclass

import cv2
from PIL import Image

import region_pages
from pages import regions


@dataclass(frozen=True)
class Labelled:
    """A picture that was written, and its boxes (class, left, top, right, bottom)."""

    file: str
    width: int
    height: int
    boxes: list[list[float]]


def write(folder: pathlib.Path, name: str, seen: region_pages.Scene, quality: int | None) -> Labelled:
    """The picture, as JPEG of a quality or as PNG, and its mask."""
    for part in ("pictures", "masks"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    file = f"{name}.jpg" if quality else f"{name}.png"
    seen.image.save(folder / "pictures" / file, **({"quality": quality} if quality else {"optimize": True}))
    Image.fromarray(seen.classes).save(folder / "masks" / f"{name}.png", optimize=True)
    return Labelled(file, seen.image.width, seen.image.height, seen.boxes.tolist())


def write_instances(folder: pathlib.Path, pictures: list[Labelled]) -> int:
    """All boxes in COCO's format; returns how many."""
    annotations = []
    for i, picture in enumerate(pictures):
        for kind, left, top, right, bottom in picture.boxes:
            annotations.append({
                "id": len(annotations) + 1, "image_id": i + 1, "category_id": int(kind) + 1, "iscrowd": 0,
                "bbox": [round(v, 2) for v in (left, top, right - left, bottom - top)], "area": round((right - left) * (bottom - top), 2),
            })
    (folder / "instances.json").write_text(json.dumps({
        "images": [{"id": i + 1, "file_name": p.file, "width": p.width, "height": p.height} for i, p in enumerate(pictures)],
        "annotations": annotations,
        "categories": [{"id": i + 1, "name": label} for i, label in enumerate(regions.LABELS)],
    }) + "\n")
    return len(annotations)


def _held_out(job: tuple[pathlib.Path, int, bool]) -> Labelled:
    folder, index, any_look = job
    cv2.setNumThreads(1)
    seed = region_pages.HELD_OUT_SEED + index
    rng = random.Random(f"held-out regions {seed}")
    quality = rng.randint(60, 95) if rng.random() < 0.75 else None
    # As in training: whole pages and, every other one, any look, a window of the page among them.
    look = 1 if any_look else index % region_pages.VIEWS
    return write(folder, f"page-{index:04d}", region_pages.scene(seed, look), quality)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--any-look", action="store_true", help="no page is whole on purpose: the harder half, for all pages")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(options.threads) as pool:
        pictures = list(pool.imap(_held_out, [(options.folder, i, options.any_look) for i in range(options.pages)], chunksize=8))
    count = write_instances(options.folder, pictures)
    print(f"{len(pictures)} pages, {count} regions in {sum(bool(p.boxes) for p in pictures)} of them")


if __name__ == "__main__":
    main()
