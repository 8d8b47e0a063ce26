"""The regions of a page, as people name them: from everything that was drawn to a few boxes with a class.

Lines of running text that stand less than a line apart are one paragraph, also across the gap between two paragraphs of
the text: where one ends and the next begins is often not to be seen.
"""

from __future__ import annotations

from .canvas import Element
from .page import Page

LABELS = ["title", "paragraph", "list", "table", "figure", "code"]
TITLE, PARAGRAPH, LIST, TABLE, FIGURE, CODE = range(6)

_CLASS = {"heading": TITLE, "list-block": LIST, "table": TABLE, "figure": FIGURE, "barcode": CODE}
_NOT_WRITING = {"scribble", "receipt", "title-bar", "code"}

Box = tuple[float, float, float, float]


def regions(page: Page) -> list[tuple[int, Box]]:
    """Class and box (left, top, right, bottom in pixels of the undamaged page) of each region."""
    found = [(_CLASS[e.kind], e.box) for e in page.elements if e.kind in _CLASS]
    whole = [box for kind, box in found if kind in (LIST, TABLE, FIGURE)]
    lines = [e for e in page.elements if e.kind not in _CLASS and e.kind not in _NOT_WRITING and not any(_inside(e.box, box) for box in whole)]
    titles = [(kind, box) for kind, box in found if kind != TITLE or not any(_inside(box, outer) for outer in whole)]
    return titles + [(PARAGRAPH, box) for box in _blocks(lines, page.body)]


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _blocks(lines: list[Element], body: float) -> list[Box]:
    boxes = [tuple(float(v) for v in e.box) for e in lines]
    merged = True
    while merged:
        merged = False
        for i in range(len(boxes)):
            for j in range(len(boxes) - 1, i, -1):
                if _close(boxes[i], boxes[j], body):
                    a, b = boxes[i], boxes.pop(j)
                    boxes[i] = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
                    merged = True
    return boxes


def _close(a: Box, b: Box, body: float) -> bool:
    """Under each other with less than a line between, or side by side in one line with hardly a gap."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    stacked = across > 0.3 * min(a[2] - a[0], b[2] - b[0]) and down > -body
    in_line = down > 0.5 * min(a[3] - a[1], b[3] - b[1]) and across > -0.9 * body
    return stacked or in_line
