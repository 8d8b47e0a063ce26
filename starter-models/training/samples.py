"""Writes the sample pictures of the examples and the golden answers of the tests.

The pictures come from seeds of their own; the golden file holds what the exported model says to them through Pillow and
ONNX Runtime, so that another preprocessing or another engine can be compared number by number.
"""

from __future__ import annotations

import csv
import json
import pathlib

import numpy as np
from PIL import Image

from evaluate import Model
from orientation import LABELS
from pages import page as pages
from preprocess import turn

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "examples/pictures"
GOLDEN = ROOT / "starter-models/src/test/resources/page-orientation-golden.json"
SAMPLE_SEED = 7_000_000

# file, layout, script, offset of the seed, long side in pixels at most, quarter turns, damaged
SAMPLES = [
    ("letter.jpg", "letter", "latin", 3, 900, 0, False),
    ("article-upside-down.jpg", "article", "latin", 9, 1000, 2, True),
    ("receipt-on-its-side.jpg", "receipt", "latin", 1, 900, 1, True),
    ("program.png", "screen", "latin", 3, 900, 0, False),
    ("invoice.png", "form", "latin", 2, 900, 3, False),
    ("code-dark.png", "code", "latin", 7, 800, 2, False),
    ("hebrew-page.jpg", "article", "hebrew", 1, 800, 1, True),
    ("devanagari-text.jpg", "block", "devanagari", 1, 700, 2, True),
    ("arabic-page.jpg", "article", "arabic", 9, 800, 3, False),
    ("slide-640x480.jpg", "slide", "latin", 9, 640, 0, False),
]


def picture(layout: str, script: str, offset: int, long: int, quarter_turns: int, damaged: bool) -> Image.Image:
    seed = SAMPLE_SEED + offset
    image = pages.view(pages.render(seed, layout, script), seed, clean=not damaged, whole=True).image
    ratio = min(1.0, long / max(image.size))
    size = (640, 480) if long == 640 else (round(image.width * ratio), round(image.height * ratio))
    return turn(image.resize(size, Image.Resampling.LANCZOS), quarter_turns)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    model, golden, index = Model(), [], []
    for name, layout, script, offset, long, quarter_turns, damaged in SAMPLES:
        image = picture(layout, script, offset, long, quarter_turns, damaged)
        path = PICTURES / name
        if path.suffix == ".jpg":
            image.save(path, quality=88)
        else:
            image.save(path, optimize=True)
        logits = model.logits(Image.open(path)).astype(np.float64)
        powers = np.exp(logits - logits.max())
        probabilities = powers / powers.sum()
        golden.append({
            "file": name, "expected": LABELS[quarter_turns], "label": LABELS[int(logits.argmax())],
            "logits": [round(float(v), 5) for v in logits], "probabilities": [round(float(v), 6) for v in probabilities],
        })
        index.append((name, LABELS[quarter_turns]))
        print(f"{name:28s} {image.size} {path.stat().st_size:8d} bytes  {LABELS[quarter_turns]:10s} {golden[-1]['label']:10s} {probabilities.max():.4f}")
    with open(PICTURES / "index.csv", "w", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("file", "label"), *index])
    GOLDEN.write_text(json.dumps({"model": "page-orientation", "labels": LABELS, "pictures": golden}, indent=2) + "\n")


if __name__ == "__main__":
    main()
