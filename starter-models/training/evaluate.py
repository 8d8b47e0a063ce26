"""Measures the exported model through ONNX Runtime, on files as a user has them.

    python evaluate.py                     renders the 1,000 held-out pages and measures them
    python evaluate.py --write DIR         the same, and keeps the pages with labels.csv (file,label)
    python evaluate.py --folder DIR        measures a folder that has a labels.csv

The held-out pages come from seeds that training never sees.  Each is encoded as JPEG or PNG before it is measured, and
turned at random; ``--all-turns`` measures each in all four turns instead.
"""

from __future__ import annotations

import argparse
import collections
import csv
import io
import multiprocessing
import pathlib
import random

import cv2
import numpy as np
import onnxruntime
from PIL import Image

import export
from dataset import HELD_OUT_SEED
from orientation import LABELS
from pages import page as pages
from preprocess import tensor, turn


def held_out(index: int) -> tuple[bytes, str, int, str, str]:
    """One held-out page: the encoded picture, its suffix, its turn, its layout and its script."""
    cv2.setNumThreads(1)
    seed = HELD_OUT_SEED + index
    rng = random.Random(f"held-out {seed}")
    page = pages.render(seed)
    quarter_turns = rng.randrange(4)
    picture = turn(pages.view(page, seed * 16).image, quarter_turns)
    data = io.BytesIO()
    if rng.random() < 0.75:
        suffix = ".jpg"
        picture.save(data, "JPEG", quality=rng.randint(60, 95))
    else:
        suffix = ".png"
        picture.save(data, "PNG")
    return data.getvalue(), suffix, quarter_turns, page.layout, page.script


class Model:
    def __init__(self, threads: int = 2):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(export.folder("page-orientation") / "model.onnx", options, providers=["CPUExecutionProvider"])

    def logits(self, image: Image.Image) -> np.ndarray:
        return self.session.run(None, {"input": tensor(image)})[0][0]


class Tally:
    """Right and wrong answers, in all and by group."""

    def __init__(self) -> None:
        self.groups: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        self.confusion = np.zeros((4, 4), int)

    def add(self, truth: int, answer: int, *groups: str) -> None:
        self.confusion[truth, answer] += 1
        for group in ("all", *groups):
            self.groups[group][0] += truth == answer
            self.groups[group][1] += 1

    def show(self) -> None:
        for group, (right, count) in self.groups.items():
            print(f"{group:24s} {right:5d} of {count:5d}   {right / count:.1%}")
        print("rows: truth, columns: answer\n", self.confusion)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first held-out page")
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--all-turns", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show-wrong", action="store_true")
    options = parser.parse_args()
    model, tally = Model(options.threads), Tally()

    def measure(picture: Image.Image, truth: int, name: str, *groups: str) -> None:
        for extra in range(4) if options.all_turns else [0]:
            logits = model.logits(turn(picture, extra))
            answer, right = int(logits.argmax()), (truth + extra) % 4
            tally.add(right, answer, *groups)
            if answer != right and options.show_wrong:
                print(f"{name}: {LABELS[right]} taken for {LABELS[answer]}", np.round(logits, 2))

    if options.folder:
        with open(options.folder / "labels.csv", newline="") as rows:
            for row in csv.DictReader(rows):
                measure(Image.open(options.folder / row["file"]), LABELS.index(row["label"]), row["file"])
        tally.show()
        return
    labels = []
    with multiprocessing.get_context("spawn").Pool(options.threads) as pool:
        for i, (data, suffix, truth, layout, script) in enumerate(pool.imap(held_out, range(options.first, options.first + options.pages), chunksize=8), options.first):
            name = f"page-{i:04d}{suffix}"
            measure(Image.open(io.BytesIO(data)), truth, f"{name} {layout} {script}", f"layout {layout}", f"script {script}")
            if options.write:
                options.write.mkdir(parents=True, exist_ok=True)
                (options.write / name).write_bytes(data)
                labels.append((name, LABELS[truth]))
    if options.write:
        with open(options.write / "labels.csv", "w", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([("file", "label"), *labels])
    tally.groups = dict(sorted(tally.groups.items()))
    tally.show()


if __name__ == "__main__":
    main()
