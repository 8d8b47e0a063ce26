"""Training of page-orientation; ``train.py`` is the command."""

from __future__ import annotations

import argparse
import time

import numpy as np
import torch
from torch import nn

import dataset
import windows
from orientation import PageOrientation
from preprocess import SIZE


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
FIRST = [(128, 32, 6000), (192, 24, 3000), (SIZE, 12, 1500)]
# Then once more, with a smaller step and with harder pages among the others.
SECOND = [(192, 24, 800), (SIZE, 12, 1400)]
HARD_PAGES = 1500


def train(options: argparse.Namespace) -> PageOrientation:
    store = dataset.build(options.work, options.pages, dataset.TRAINING_SEED, options.threads)
    validation = dataset.build(options.work, 300, dataset.VALIDATION_SEED, options.threads)
    hard = dataset.build(options.work, HARD_PAGES, dataset.HARD_SEED, options.threads)
    torch.manual_seed(options.seed)
    model = PageOrientation().to(memory_format=torch.channels_last)
    _cycle(model, store, validation, FIRST, options.peak, options)
    torch.save(model.state_dict(), options.work / "page-orientation-first.pt")
    _cycle(model, store + hard, validation, SECOND, options.peak / 2, options)
    torch.save(model.state_dict(), options.work / "page-orientation.pt")
    return model.eval()


def _cycle(model: PageOrientation, store: dataset.Store, validation: dataset.Store, phases: list[tuple[int, int, int]], peak: float,
           options: argparse.Namespace) -> None:
    rng = np.random.default_rng(options.seed)
    noise = rng.standard_normal(1 << 21, dtype=np.float32)
    plan = [(side, rows) for side, rows, steps in phases for _ in range(round(steps * options.scale))]
    decay = [p for p in model.parameters() if p.ndim > 1]
    rest = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.03}, {"params": rest, "weight_decay": 0.0}], lr=peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak, total_steps=len(plan) + 1, pct_start=0.08, div_factor=10, final_div_factor=200)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    order = np.empty(0, np.int64)
    started, shown = time.time(), []
    for step, (side, count) in enumerate(plan, 1):
        if len(order) < count:
            order = np.concatenate([order, rng.permutation(len(store.pages))])
        rows, order = np.sort(order[:count]), order[count:]
        x = windows.batch(store.pages, store.large, rows, side, rng, noise)
        y = torch.zeros(len(x), dtype=torch.long)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(x).float()
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
        if last:
            print(f"    validation: {accuracy(model, validation.pages):.2%}", flush=True)
