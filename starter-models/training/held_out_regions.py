"""Writes held-out pages with the regions on them, as a user has such things: pictures, boxes and masks in files.

    python held_out_regions.py DIR [--pages 500]

``DIR/pictures`` holds JPEG and PNG files, ``DIR/instances.json`` the boxes in COCO's format, ``DIR/masks`` a PNG of class
numbers for each picture.  The library's own evaluators measure on them; training never sees these pages.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pathlib
import random

import cv2
import numpy as np
from PIL import Image

import region_pages
from pages import regions


def _write(job: tuple[pathlib.Path, int]) -> tuple[dict, list[list[float]]]:
    folder, index = job
    cv2.setNumThreads(1)
    seed = region_pages.HELD_OUT_SEED + index
    rng = random.Random(f"held-out regions {seed}")
    seen = region_pages.scene(seed, look=1)
    name = f"page-{index:04d}"
    if rng.random() < 0.75:
        file = f"{name}.jpg"
        seen.image.save(folder / "pictures" / file, quality=rng.randint(60, 95))
    else:
        file = f"{name}.png"
        seen.image.save(folder / "pictures" / file)
    Image.fromarray(seen.classes).save(folder / "masks" / f"{name}.png")
    return {"id": index + 1, "file_name": file, "width": seen.image.width, "height": seen.image.height}, seen.boxes.tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    for part in ("pictures", "masks"):
        (options.folder / part).mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(options.threads) as pool:
        written = list(pool.imap(_write, [(options.folder, i) for i in range(options.pages)], chunksize=8))
    annotations = []
    for picture, boxes in written:
        for kind, left, top, right, bottom in boxes:
            annotations.append({
                "id": len(annotations) + 1, "image_id": picture["id"], "category_id": int(kind) + 1, "iscrowd": 0,
                "bbox": [round(v, 2) for v in (left, top, right - left, bottom - top)], "area": round((right - left) * (bottom - top), 2),
            })
    (options.folder / "instances.json").write_text(json.dumps({
        "images": [picture for picture, _ in written],
        "annotations": annotations,
        "categories": [{"id": i + 1, "name": label} for i, label in enumerate(regions.LABELS)],
    }))
    print(f"{len(written)} pages, {len(annotations)} regions in {np.unique([a['image_id'] for a in annotations]).size} of them")


if __name__ == "__main__":
    main()
