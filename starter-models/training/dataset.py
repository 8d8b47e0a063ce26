"""Renders the training pages once, as squares of the network's size, into a file that is mapped into memory.

Every page is looked at several times (whole, cropped, damaged in other ways): drawing letters costs more than damaging
them.  Pages are stored upright; the four turns are made during training, where they cost nothing.
"""

from __future__ import annotations

import json
import multiprocessing
import pathlib
import time

import cv2
import numpy as np

from pages import page as pages
from preprocess import SIZE, letterbox

# Seeds: a page is one seed, and the three sets never share one.
TRAINING_SEED = 1_000_000
VALIDATION_SEED = 5_000_000
HELD_OUT_SEED = 9_000_000
VIEWS = 3


def _render(job: tuple[str, int, int, int]) -> list[str]:
    path, shape0, index, first_seed = job
    store = np.memmap(path, np.uint8, "r+", shape=(shape0, SIZE, SIZE))
    seed = first_seed + index
    page = pages.render(seed)
    for v in range(VIEWS):
        store[index * VIEWS + v] = np.asarray(letterbox(pages.view(page, seed * 16 + v, whole=v == 0)).convert("L"))
    return [page.layout, page.script]


def _single_thread() -> None:
    cv2.setNumThreads(1)


def build(folder: pathlib.Path, count: int, first_seed: int, workers: int = 2) -> np.ndarray:
    """The squares of ``count`` pages, VIEWS after VIEWS, rendered unless the folder has them already."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pages-{first_seed}-{count}x{VIEWS}-{SIZE}.u8"
    done = path.with_suffix(".json")
    if not done.exists():
        started = time.time()
        np.memmap(path, np.uint8, "w+", shape=(count * VIEWS, SIZE, SIZE)).flush()
        jobs = [(str(path), count * VIEWS, i, first_seed) for i in range(count)]
        with multiprocessing.get_context("spawn").Pool(workers, _single_thread) as pool:
            kinds = []
            for i, kind in enumerate(pool.imap(_render, jobs, chunksize=16)):
                kinds.append(kind)
                if (i + 1) % 500 == 0:
                    print(f"rendered {i + 1} of {count} pages, {time.time() - started:.0f} s", flush=True)
        done.write_text(json.dumps(kinds))
    return np.memmap(path, np.uint8, "r", shape=(count * VIEWS, SIZE, SIZE))
