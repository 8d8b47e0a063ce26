"""The two networks that find regions: where things stand on a page (boxes), and what each pixel belongs to (classes).

Both see the square of ``preprocess.letterbox`` in grey.  They share how they look: strokes, letters and words at a
quarter of the size and below, then context; what differs is the way back up.
"""

from __future__ import annotations

from typing import Any

from graph import Graph
from layers import Network
from pages import regions
from preprocess import SIZE
from region_pages import SEGMENTS, STRIDE

#: Pixels of the square to a place of each of the three maps that layout boxes come from.
STRIDES = (8, 16, 32)


def _separable(b: Any, name: str, x: Any, inside: int, outside: int) -> Any:
    """Depthwise 3 x 3, then across the channels."""
    return b.conv(f"{name}_across", b.conv(f"{name}_depth", x, inside, 3, groups=inside), outside, 1)


def _look(b: Any, x: Any, wide: int) -> tuple[Any, Any, Any, Any]:
    """Features at a quarter, an eighth, a sixteenth and a thirty-second of the size."""
    x = b.conv("stem", x, 12, 6, 2)
    quarter = b.conv("quarter", x, 24, 4, 2)
    x = b.conv("eighth_down", quarter, 48, 4, 2)
    eighth = b.conv("eighth", x, 48, 3)
    x = _separable(b, "sixteenth_down", b.halve("eighth_half", eighth), 48, wide)
    x = _separable(b, "sixteenth_a", x, wide, wide)
    sixteenth = _separable(b, "sixteenth_b", x, wide, wide)
    x = _separable(b, "last_down", b.halve("sixteenth_half", sixteenth), wide, wide)
    x = _separable(b, "last_a", x, wide, wide)
    x = _separable(b, "last_b", x, wide, wide)
    return quarter, eighth, sixteenth, _separable(b, "last_c", x, wide, wide)


def _up(b: Any, name: str, small: Any, large: Any, channels: int) -> Any:
    """Brings what the smaller map knows to the larger one."""
    known = b.double(f"{name}_double", b.conv(f"{name}_known", small, channels, 1))
    return _separable(b, f"{name}_both", b.sum(f"{name}_sum", known, b.conv(f"{name}_seen", large, channels, 1)), channels, channels)


def segments(b: Any, x: Any) -> Any:
    """Logits N x 4 x SIZE/4 x SIZE/4."""
    quarter, eighth, sixteenth, last = _look(b, x, 112)
    x = _up(b, "up_sixteenth", last, sixteenth, 80)
    x = _up(b, "up_eighth", x, eighth, 48)
    x = _up(b, "up_quarter", x, quarter, 32)
    return b.linear("classes", b.conv("mix", x, 32, 3), len(SEGMENTS))


def layout(b: Any, x: Any) -> list[tuple[Any, Any, Any]]:
    """For each stride box, presence and class maps: N x 4, N x 1 and N x 6 x SIZE/stride x SIZE/stride.

    The heads are those of https://arxiv.org/abs/2107.08430 (YOLOX): one set for all sizes.
    """
    _, eighth, sixteenth, last = _look(b, x, 144)
    deep = b.conv("deep", last, 96, 1)
    middle = _up(b, "up_sixteenth", last, sixteenth, 96)
    fine = _up(b, "up_eighth", middle, eighth, 96)
    out = []
    for x in (fine, middle, deep):
        place = _separable(b, "place_b", _separable(b, "place_a", x, 96, 96), 96, 96)
        kind = _separable(b, "kind_b", _separable(b, "kind_a", x, 96, 96), 96, 96)
        out.append((b.linear("box", place, 4), b.linear("presence", place, 1), b.linear("kind", kind, len(regions.LABELS))))
    return out


def segments_graph(model: Network) -> Graph:
    out, logits = model.graph("page-segments", SIZE)
    out.output(logits, len(SEGMENTS), SIZE // STRIDE, SIZE // STRIDE)
    return out


def layout_graph(model: Network) -> Graph:
    """Rows as YOLOX writes them: N x 3024 x (4 + 1 + 6), box offsets and logarithms of sizes, then probabilities."""
    out, maps = model.graph("page-layout", SIZE)
    channels, rows = 5 + len(regions.LABELS), []
    for stride, (box, presence, kind) in zip(STRIDES, maps):
        all_of = out.concat(f"all_{stride}", box, out.sigmoid(f"presence_{stride}", presence), out.sigmoid(f"kind_{stride}", kind))
        rows.append(out.rows(f"rows_{stride}", all_of, channels))
    out.output(out.concat("output", *rows, axis=1), sum((SIZE // stride) ** 2 for stride in STRIDES), channels)
    return out
