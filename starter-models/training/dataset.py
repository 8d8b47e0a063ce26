"""Renders the training pages once, as squares of the network's size, into a file that is mapped into memory.

Every page is looked at several times (whole, cropped, damaged in other ways): drawing letters costs more than damaging
them.  Pages are stored upright; the four turns are made during training, where they cost nothing.
"""

from __future__ import annotations

import json
import multiprocessing
import pathlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from pages import page as pages
from preprocess import SIZE, letterbox

# Seeds: a page is one seed, and the three sets never share one.
TRAINING_SEED = 1_000_000
VALIDATION_SEED = 5_000_000
HELD_OUT_SEED = 9_000_000
HARD_SEED = 3_000_000
VIEWS = 3

# Few words, and the scripts with the fewest faces, are learned last; these pages bring more of them.
_HARD_LAYOUTS = {"sparse": 0.25, "lines": 0.2, "poster": 0.15, "slide": 0.1, "receipt": 0.1, "screen": 0.1, "article": 0.1}
_HARD_SCRIPTS = {"latin": 0.35, "arabic": 0.2, "devanagari": 0.12, "greek": 0.1, "cyrillic": 0.1, "hebrew": 0.08, "korean": 0.05}


def _render(job: tuple[str, int, int, int]) -> list[str]:
    path, shape0, index, first_seed = job
    store = np.memmap(path, np.uint8, "r+", shape=(shape0, SIZE, SIZE))
    seed = first_seed + index
    page = _hard(seed) if first_seed == HARD_SEED else pages.render(seed)
    for v in range(VIEWS):
        store[index * VIEWS + v] = np.asarray(letterbox(pages.view(page, seed * 16 + v, whole=v == 0).image).convert("L"))
    return [page.layout, page.script]


def _hard(seed: int) -> pages.Page:
    rng = random.Random(f"hard {seed}")
    layout, script = (rng.choices(list(of), list(of.values()))[0] for of in (_HARD_LAYOUTS, _HARD_SCRIPTS))
    return pages.render(seed, layout, script)


def _single_thread() -> None:
    cv2.setNumThreads(1)


@dataclass(frozen=True)
class Store:
    """Squares of rendered pages, upright, and which of them are in large print (few words, far apart)."""

    pages: np.ndarray
    large: np.ndarray

    def __add__(self, other: Store) -> Store:
        return Store(np.concatenate([self.pages, other.pages]), np.concatenate([self.large, other.large]))


def in_parallel(render: Callable[[Any], Any], jobs: list[Any], workers: int) -> list[Any]:
    """Renders the jobs in several processes; the results in the order of the jobs."""
    started, out = time.time(), []
    with multiprocessing.get_context("spawn").Pool(workers, _single_thread) as pool:
        for i, result in enumerate(pool.imap(render, jobs, chunksize=16)):
            out.append(result)
            if (i + 1) % 500 == 0:
                print(f"rendered {i + 1} of {len(jobs)} pages, {time.time() - started:.0f} s", flush=True)
    return out


def build(folder: pathlib.Path, count: int, first_seed: int, workers: int = 2) -> Store:
    """The squares of ``count`` pages, VIEWS after VIEWS, rendered unless the folder has them already."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pages-{first_seed}-{count}x{VIEWS}-{SIZE}.u8"
    done = path.with_suffix(".json")
    if not done.exists():
        np.memmap(path, np.uint8, "w+", shape=(count * VIEWS, SIZE, SIZE)).flush()
        kinds = in_parallel(_render, [(str(path), count * VIEWS, i, first_seed) for i in range(count)], workers)
        done.write_text(json.dumps(kinds))
    large = np.array([layout in pages.LARGE_PRINT for layout, _ in json.loads(done.read_text())])
    return Store(np.memmap(path, np.uint8, "r", shape=(count * VIEWS, SIZE, SIZE)), np.repeat(large, VIEWS))
