"""Trains a starter model from nothing: renders its pages, learns, exports and writes the files that the library embeds.

    python train.py --model page-orientation

Seeded; made for two CPU cores.  ``README.md`` has the requirements and the time it takes.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn

import dataset
from network import PageOrientation
from preprocess import SIZE

HERE = pathlib.Path(__file__).resolve().parent


def batch(store: np.ndarray, rows: np.ndarray, side: int, rng: np.random.Generator, noise: np.ndarray) -> torch.Tensor:
    """A window of ``side`` pixels of each row, upright: the network itself turns them.

    The pages are also shifted, faded, inverted, covered in part and roughened a little, with ``noise`` as a table of
    normal numbers.
    """
    out = np.empty((len(rows), side, side), np.float32)
    for i, row in enumerate(rows):
        page = store[row]
        if side < page.shape[0]:
            page, strokes = _window(page, side, rng)
            while strokes < 0.02:  # nothing written here: look elsewhere
                page, strokes = _window(store[int(rng.integers(len(store)))], side, rng)
        out[i] = _vary(page, rng, noise)
    return torch.from_numpy(out)[:, None].sub_(255).div_(127.5)


def _window(page: np.ndarray, side: int, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """Of a few windows the one with the most strokes in it, and their share."""
    best, most = page[:side, :side], -1.0
    for _ in range(4):
        y, x = (int(v) for v in rng.integers(0, page.shape[0] - side + 1, 2))
        window = page[y:y + side, x:x + side]
        coarse = window[::2, ::2].astype(np.int16)
        strokes = float((np.abs(coarse[:, 1:] - coarse[:, :-1]) > 40).mean())
        if strokes > most:
            best, most = window, strokes
    return best, most


def _vary(page: np.ndarray, rng: np.random.Generator, noise: np.ndarray) -> np.ndarray:
    size = page.shape[0]
    out = page.astype(np.float32)
    if rng.random() < 0.7:
        dx, dy = (int(v) for v in rng.integers(-12, 13, 2))
        moved = np.full_like(out, 255.0)
        moved[max(0, dy):size + min(0, dy), max(0, dx):size + min(0, dx)] = out[max(0, -dy):size + min(0, -dy), max(0, -dx):size + min(0, -dx)]
        out = moved
    if rng.random() < 0.4:
        out = out * rng.uniform(0.5, 1.0) + rng.uniform(0, 40)
    if rng.random() < 0.04:
        out = 255 - out
    if rng.random() < 0.25:
        h, w = (int(v) for v in rng.integers(size // 16, size * 2 // 5, 2))
        y, x = int(rng.integers(0, size - h)), int(rng.integers(0, size - w))
        out[y:y + h, x:x + w] = rng.choice([255.0, 0.0, rng.uniform(0, 255)])
    if rng.random() < 0.2:
        at = int(rng.integers(0, noise.size - size * size))
        out += noise[at:at + size * size].reshape(size, size) * rng.uniform(2, 14)
    return np.clip(out, 0, 255)


@torch.no_grad()
def accuracy(model: nn.Module, store: np.ndarray) -> float:
    """Share of right answers; the answer to a turned page is the turned answer, so one turn tells of all four."""
    model.eval()
    right = 0
    for start in range(0, len(store), 16):
        x = torch.from_numpy(store[start:start + 16].astype(np.float32))[:, None].sub_(255).div_(127.5)
        right += int((model(x).argmax(1) == 0).sum())
    model.train()
    return right / len(store)


# Side of the training window, pages in a step, steps.  The network averages over positions, so it may learn its letters
# on windows, which are cheap and each give a verdict of their own, before it sees whole pages.
PHASES = [(128, 32, 3500), (192, 24, 2400), (SIZE, 12, 1200)]


def train(store: np.ndarray, validation: np.ndarray, scale: float, seed: int, checkpoint: pathlib.Path, start: pathlib.Path | None = None, peak: float = 3e-3) -> PageOrientation:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal(1 << 21, dtype=np.float32)
    model = PageOrientation()
    if start:
        model.load_state_dict(torch.load(start))
    model = model.to(memory_format=torch.channels_last)
    decay = [p for p in model.parameters() if p.ndim > 1]
    rest = [p for p in model.parameters() if p.ndim <= 1]
    plan = [(side, rows) for side, rows, steps in PHASES for _ in range(round(steps * scale))]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.03}, {"params": rest, "weight_decay": 0.0}], lr=peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak, total_steps=len(plan) + 1, pct_start=0.08, div_factor=10, final_div_factor=200)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    order = np.empty(0, np.int64)
    started, shown = time.time(), []
    for step, (side, count) in enumerate(plan, 1):
        if len(order) < count:
            order = np.concatenate([order, rng.permutation(len(store))])
        rows, order = np.sort(order[:count]), order[count:]
        x = batch(store, rows, side, rng, noise)
        y = torch.zeros(len(x), dtype=torch.long)
        logits = model(x)
        loss = loss_of(logits, y)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        shown.append((loss.item(), (logits.argmax(1) == y).float().mean().item()))
        last = step == len(plan)
        if step % 50 == 0 or last:
            mean = np.mean(shown, axis=0)
            shown.clear()
            print(f"step {step} of {len(plan)}, window {side}: loss {mean[0]:.3f}, right {mean[1]:.1%}, {time.time() - started:.0f} s", flush=True)
        if step % 200 == 0 or last:
            torch.save(model.state_dict(), checkpoint)
        if last or step % 600 == 0:
            print(f"    validation: {accuracy(model, validation):.2%}", flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=["page-orientation"], required=True)
    parser.add_argument("--pages", type=int, default=4500, help="pages to render; each is used in three views")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the number of steps")
    parser.add_argument("--seed", type=int, default=20240)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "build", help="rendered pages and the checkpoint")
    parser.add_argument("--start", type=pathlib.Path, help="go on from a checkpoint")
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    options = parser.parse_args()
    started = time.time()
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    store = dataset.build(options.work, options.pages, dataset.TRAINING_SEED, options.threads)
    validation = dataset.build(options.work, 300, dataset.VALIDATION_SEED, options.threads)
    print(f"rendered after {time.time() - started:.0f} s", flush=True)
    model = train(store, validation, options.scale, options.seed, options.work / f"{options.model}.pt", options.start, options.peak)
    import export
    export.write_all(model, options.model)
    print(f"done after {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
