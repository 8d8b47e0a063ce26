"""Training of the network that says how a camera moves; ``train.py`` is the command."""

from __future__ import annotations

import argparse
import pathlib
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import dataset
from layers import Network
from motion import clips, scenes
from motion.camera import DOWN, IN, LABELS, LEFT, OUT, RIGHT, UP
from motion_network import motion

TRAINING_SEED = 31_000_000
HELD_OUT_SEED = 39_000_000
#: Clips to a scene; each comes in sixteen ways in training.
CLIPS = 54
STEPS = 6000
BATCH = 64


def _swapped(*pairs: tuple[int, int]) -> np.ndarray:
    labels = np.arange(len(LABELS))
    for a, b in pairs:
        labels[[a, b]] = labels[[b, a]]
    return labels


MIRRORED = _swapped((LEFT, RIGHT))
FLIPPED = _swapped((UP, DOWN))
TRANSPOSED = _swapped((LEFT, UP), (RIGHT, DOWN))
BACKWARDS = _swapped((LEFT, RIGHT), (UP, DOWN), (IN, OUT))


def _render(job: tuple[str, int, int, int]) -> int:
    file, rows, index, first_seed = job
    # A few scenes at once: what moves by itself needs another picture than the background.
    pictures = np.stack([scenes.scene(first_seed + index * 4 + i) for i in range(4)])
    rng = np.random.default_rng(first_seed + index)
    store = np.memmap(file, np.uint8, "r+", shape=(rows, clips.FRAMES, clips.SIZE, clips.SIZE))
    for i in range(CLIPS):
        store[index * CLIPS + i] = clips.clip(rng, pictures, i % len(LABELS))
    return index


def build(work: pathlib.Path, sets: int, first_seed: int, workers: int) -> tuple[np.ndarray, np.ndarray]:
    """Clips and their labels, rendered unless the folder has them already."""
    work.mkdir(parents=True, exist_ok=True)
    rows = sets * CLIPS
    file, done = work / f"clips-{first_seed}-{sets}.u8", work / f"clips-{first_seed}-{sets}.done"
    shape = (rows, clips.FRAMES, clips.SIZE, clips.SIZE)
    if not done.exists():
        np.memmap(file, np.uint8, "w+", shape=shape).flush()
        dataset.in_parallel(_render, [(str(file), rows, i, first_seed) for i in range(sets)], workers)
        done.touch()
    return np.memmap(file, np.uint8, "r", shape=shape), np.arange(rows) % CLIPS % len(LABELS)


def _varied(frames: np.ndarray, label: int, rng: np.random.Generator) -> tuple[np.ndarray, int]:
    """The same clip in a mirror, on its side, backwards, as a negative: the label changes with it."""
    if rng.random() < 0.5:
        frames, label = frames[:, :, ::-1], MIRRORED[label]
    if rng.random() < 0.5:
        frames, label = frames[:, ::-1], FLIPPED[label]
    if rng.random() < 0.5:
        frames, label = frames.transpose(0, 2, 1), TRANSPOSED[label]
    if rng.random() < 0.5:
        frames, label = frames[::-1], BACKWARDS[label]
    return (255 - frames if rng.random() < 0.5 else frames), label


def train(options: argparse.Namespace) -> Network:
    frames, labels = build(options.work, options.pages // 8, TRAINING_SEED, options.threads)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    model = Network(motion, clips.SIZE, clips.FRAMES).to(memory_format=torch.channels_last)
    print(f"{sum(p.numel() for p in model.parameters())} numbers to learn from {len(labels)} clips", flush=True)
    steps = round(STEPS * options.scale)
    decay, rest = [p for p in model.parameters() if p.ndim > 1], [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.05}, {"params": rest, "weight_decay": 0.0}], lr=options.peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.peak, total_steps=steps + 1, pct_start=0.08, div_factor=10, final_div_factor=200)
    started, shown, right = time.time(), [], []
    for step in range(1, steps + 1):
        pairs = [_varied(frames[row], labels[row], rng) for row in np.sort(rng.integers(len(labels), size=BATCH))]
        x = torch.from_numpy(np.stack([pair[0] for pair in pairs])).float().sub_(127.5).div_(127.5)
        truth = torch.tensor([int(pair[1]) for pair in pairs])
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(x)
        loss = functional.cross_entropy(logits.float(), truth, label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 4.0)
        optimiser.step()
        schedule.step()
        shown.append(loss.item())
        right.append((logits.argmax(1) == truth).float().mean().item())
        if step % 100 == 0 or step == steps:
            print(f"step {step} of {steps}: loss {np.mean(shown):.3f}, {np.mean(right):.1%} right, {time.time() - started:.0f} s", flush=True)
            shown.clear()
            right.clear()
    torch.save(model.state_dict(), options.work / "camera-motion.pt")
    return model.eval()
