"""Training of the two networks that find regions; ``train.py`` is the command."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import region_pages
import windows
from layers import Network
from pages import regions
from preprocess import SIZE
from region_networks import STRIDES, layout, segments

PLANS = {"page-layout": layout, "page-segments": segments}
#: Steps of the cycles of training; each begins with a high learning rate and ends with a low one (https://arxiv.org/abs/1608.03983).
STEPS = {"page-layout": (5000,), "page-segments": (2600, 4500)}
#: By how much the highest learning rate falls from one cycle to the next.
FALL = 0.6
BATCH = 16


def train(name: str, options: argparse.Namespace) -> Network:
    """Trains one cycle after the other; those whose result is in the work folder are not trained again."""
    store = region_pages.build(options.work, options.pages, region_pages.TRAINING_SEED, options.threads)
    torch.manual_seed(options.seed)
    model = Network(PLANS[name], SIZE).to(memory_format=torch.channels_last)
    print(f"{sum(p.numel() for p in model.parameters())} numbers to learn", flush=True)
    loss_of: Callable = segments_loss if name == "page-segments" else layout_loss
    for cycle, count in enumerate(STEPS[name]):
        steps = round(count * options.scale)
        result = options.work / f"{name}-{cycle + 1}-{steps}x{options.pages}.pt"
        if result.exists():
            model.load_state_dict(torch.load(result))
        else:
            _cycle(model, loss_of, store, steps, options.peak * FALL**cycle, np.random.default_rng(options.seed + cycle))
            torch.save(model.state_dict(), result)
    return model.eval()


def _cycle(model: Network, loss_of: Callable, store: region_pages.Store, steps: int, peak: float, rng: np.random.Generator) -> None:
    noise = rng.standard_normal(1 << 21, dtype=np.float32)
    decay, rest = [p for p in model.parameters() if p.ndim > 1], [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.03}, {"params": rest, "weight_decay": 0.0}], lr=peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak, total_steps=steps + 1, pct_start=0.08, div_factor=10, final_div_factor=200)
    order = np.empty(0, np.int64)
    started, shown = time.time(), []
    for step in range(1, steps + 1):
        if len(order) < BATCH:
            order = np.concatenate([order, rng.permutation(len(store.pages))])
        rows, order = np.sort(order[:BATCH]), order[BATCH:]
        x = torch.from_numpy(np.stack([windows.worn(store.pages[row], rng, noise) for row in rows]))[:, None].sub_(255).div_(127.5)
        with torch.autocast("cpu", torch.bfloat16):
            out = model(x)
        loss = loss_of(out, store, rows)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 4.0)
        optimiser.step()
        schedule.step()
        shown.append(loss.item())
        if step % 50 == 0 or step == steps:
            print(f"step {step} of {steps}: loss {np.mean(shown):.3f}, {time.time() - started:.0f} s", flush=True)
            shown.clear()


def segments_loss(logits: torch.Tensor, store: region_pages.Store, rows: np.ndarray) -> torch.Tensor:
    truth = torch.from_numpy(np.stack([store.classes[row] for row in rows]).astype(np.int64))
    # Surroundings are the rarest class, and a page's edge matters more than another word.
    weight = torch.tensor([2.0, 1.0, 1.0, 1.5])
    return functional.cross_entropy(logits.float(), truth, weight, ignore_index=region_pages.IGNORED)


def layout_loss(maps: list, store: region_pages.Store, rows: np.ndarray) -> torch.Tensor:
    """Presence at every place; class and box where a region's centre is.

    The terms and their weights are those of YOLOX, with a fixed choice of places instead of its matching.
    """
    wanted = [_wanted(store.boxes[row]) for row in rows]
    presence = torch.zeros(())
    boxes, truths, kinds, labels = [], [], [], []
    for level, (box, present, kind) in enumerate(maps):
        stride = STRIDES[level]
        target = torch.zeros_like(present, dtype=torch.float32)
        at = np.array([(n, y, x) for n, regions_of in enumerate(wanted) for (l, y, x) in regions_of if l == level], np.int64).reshape(-1, 3)
        if len(at):
            n, y, x = torch.from_numpy(at).T
            found = np.stack([wanted[a][(level, b, c)] for a, b, c in at])
            box_here = box.permute(0, 2, 3, 1)[n, y, x].float()
            centre = (box_here[:, :2] + torch.stack([x, y], 1)) * stride
            size = box_here[:, 2:].clamp(max=6).exp() * stride
            truth = torch.from_numpy(found[:, 1:]).float()
            here = torch.cat([centre - size / 2, centre + size / 2], 1)
            boxes.append(here)
            truths.append(truth)
            kinds.append(kind.permute(0, 2, 3, 1)[n, y, x].float())
            labels.append(torch.from_numpy(found[:, 0].astype(np.int64)))
            # How present a region is, is how well its box fits: then the best box of a region comes first.
            target[n, 0, y, x] = _iou(here.detach(), truth)[0].clamp(0, 1)
        presence = presence + functional.binary_cross_entropy_with_logits(present.float(), target, reduction="sum")
    count = max(1, sum(len(b) for b in boxes))
    if not boxes:
        return presence / count
    _, generalised = _iou(torch.cat(boxes), torch.cat(truths))
    hot = functional.one_hot(torch.cat(labels), len(regions.LABELS)).float()
    kind_loss = functional.binary_cross_entropy_with_logits(torch.cat(kinds), hot, reduction="sum")
    return (5 * (1 - generalised).sum() + kind_loss + presence) / count


def _wanted(boxes: np.ndarray) -> dict[tuple[int, int, int], np.ndarray]:
    """Which places answer for which region: those within 1.5 steps of its centre and inside it, on the map of its size."""
    out: dict[tuple[int, int, int], np.ndarray] = {}
    for box in sorted(boxes, key=lambda b: -(b[3] - b[1]) * (b[4] - b[2])):  # the smaller one wins a place
        width, height = box[3] - box[1], box[4] - box[2]
        side = (width * height) ** 0.5
        level = 0 if side < 56 or min(width, height) < 20 else 1 if side < 128 else 2
        stride = STRIDES[level]
        cx, cy = (box[1] + box[3]) / 2 / stride, (box[2] + box[4]) / 2 / stride
        cells = SIZE // stride
        nearest = (min(cells - 1, int(cy)), min(cells - 1, int(cx)))
        places = {nearest}
        for y in range(nearest[0] - 1, nearest[0] + 2):
            for x in range(nearest[1] - 1, nearest[1] + 2):
                inside = box[1] < (x + 0.5) * stride < box[3] and box[2] < (y + 0.5) * stride < box[4]
                if 0 <= y < cells and 0 <= x < cells and inside and abs(x + 0.5 - cx) < 1.5 and abs(y + 0.5 - cy) < 1.5:
                    places.add((y, x))
        for y, x in places:
            out[(level, y, x)] = box
    return out


def _iou(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Intersection over union of pairs of boxes, and the generalised one: https://arxiv.org/abs/1902.09630."""
    area_a = (a[:, 2:] - a[:, :2]).clamp(min=0).prod(1)
    area_b = (b[:, 2:] - b[:, :2]).prod(1)
    common = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    union = area_a + area_b - common + 1e-6
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).clamp(min=0).prod(1) + 1e-6
    return common / union, common / union - (hull - union) / hull
