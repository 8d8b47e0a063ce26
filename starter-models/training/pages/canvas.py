"""A sheet to typeset on, which remembers the kind and the box of everything drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PIL import Image, ImageDraw

from .fonts import Faces
from .words import UNSPACED, Writer

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Element:
    """What was drawn where: ``box`` is left, top, right, bottom in pixels of the undamaged page."""

    kind: str
    box: tuple[int, int, int, int]


class Hand:
    """One way to write: an invented vocabulary and the faces it is set in."""

    def __init__(self, rng: random.Random, script: str, mono: bool = False):
        self.writer = Writer(rng, script)
        self.faces = Faces(rng, script, mono)
        self.rtl = self.writer.rtl
        self.glue = "" if script in UNSPACED else " "
        self.per_character = script in ("chinese", "japanese")


class Sheet:
    """A page in the making."""

    def __init__(self, rng: random.Random, width: int, height: int, hand: Hand, body: float, ink: Colour, paper: Colour):
        self.rng = rng
        self.width, self.height = width, height
        self.hand = hand
        self.body = body
        self.ink, self.paper = ink, paper
        self.image = Image.new("RGB", (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.elements: list[Element] = []
        self.leading = rng.uniform(1.15, 1.6)
        self.justify = rng.random() < 0.4
        self.indent = rng.random() < 0.45
        self.gap = rng.uniform(0.2, 1.0)
        self._lengths: dict[tuple[int, str], float] = {}

    def mark(self, kind: str, box) -> None:
        left, top, right, bottom = (int(round(v)) for v in box)
        left, top, right, bottom = max(0, left), max(0, top), min(self.width, right), min(self.height, bottom)
        if right > left and bottom > top:
            self.elements.append(Element(kind, (left, top, right, bottom)))

    def length(self, font, text: str) -> float:
        key = (id(font), text)
        value = self._lengths.get(key)
        if value is None:
            value = self._lengths[key] = font.getlength(text)
        return value

    def text(self, x: float, y: float, text: str, size: float, *, cut: str = "regular", fill: Colour | None = None,
             align: str = "start", hand: Hand | None = None, kind: str | None = None, limit: float | None = None) -> float:
        """Draws one line whose line box begins at ``y``; returns its width.

        ``align``: "start" puts the line's beginning at ``x`` (its right end for right-to-left scripts), "left",
        "right" and "middle" mean what they say.  ``limit`` cuts a line that would grow wider.
        """
        hand = hand or self.hand
        font = hand.faces.font(size, cut)
        text = hand.faces.known(text)
        if limit is not None:
            while len(text) > 1 and self.length(font, text) > limit:
                text = text[: max(1, int(len(text) * 0.85))]
        width = self.length(font, text)
        if align == "start":
            align = "right" if hand.rtl else "left"
        left = x if align == "left" else x - width if align == "right" else x - width / 2
        self.draw.text((left, y + size * 0.95), text, font=font, fill=fill or self.ink, anchor="ls")
        self.mark(kind or "line", (left, y, left + width, y + size * 1.25))
        return width

    def paragraph(self, left: float, top: float, right: float, bottom: float, words: list[str], *, size: float | None = None,
                  cut: str = "regular", fill: Colour | None = None, align: str = "body", indent: float = 0,
                  hand: Hand | None = None, kind: str = "text", leading: float | None = None,
                  hole: tuple[float, float] = (0, 0)) -> float:
        """Breaks words into lines between ``left`` and ``right``, stops at ``bottom``; returns where the next line begins.

        ``hole`` (lines, width) keeps the first lines short, for a dropped capital.
        """
        hand = hand or self.hand
        size = size or self.body
        font = hand.faces.font(size, cut)
        fill = fill or self.ink
        step = size * (leading or self.leading)
        glue = hand.glue
        words = [known for word in words if (known := hand.faces.known(word))]
        if hand.per_character:
            words = _characters(words)
        space = self.length(font, " ") if glue else 0.0
        y, i, line_number = top, 0, 0
        used_left, used_right = right, left
        while i < len(words) and y + size * 1.1 <= bottom:
            first = indent if line_number == 0 else 0
            if line_number < hole[0]:
                first += hole[1]
            room = right - left - first
            width, j = 0.0, i
            while j < len(words):
                extra = self.length(font, words[j]) + (space if j > i else 0)
                if width + extra > room and j > i:
                    break
                width += extra
                j += 1
            line, last = words[i:j], j == len(words)
            i = j
            baseline = y + size * 0.95
            count = len(line)
            spread = align == "justify" or (align == "body" and self.justify)
            if spread and not last and count > 2 and glue and room - width < room * 0.35:
                # Word by word, so that the spaces take up what is left of the line.
                stretch = space + (room - width) / (count - 1)
                x = right - first if hand.rtl else left + first
                for word in line:
                    w = self.length(font, word)
                    self.draw.text((x - w if hand.rtl else x, baseline), word, font=font, fill=fill, anchor="ls")
                    x += -(w + stretch) if hand.rtl else w + stretch
                used_left, used_right = min(used_left, left), max(used_right, right)
            else:
                text = glue.join(line)
                if align == "middle":
                    x = left + (right - left - width) / 2
                elif align == "right" or (hand.rtl and align != "left"):
                    x = right - first - width
                else:
                    x = left + first
                self.draw.text((x, baseline), text, font=font, fill=fill, anchor="ls")
                used_left, used_right = min(used_left, x), max(used_right, x + width)
            y += step
            line_number += 1
        if line_number:
            self.mark(kind, (used_left, top, used_right, y - step + size * 1.25))
        return y


def _characters(words: list[str]) -> list[str]:
    """Splits words into characters, punctuation staying with what it follows."""
    out: list[str] = []
    for word in words:
        for c in word:
            if out and (c in "，。、,.!?:;)%" or (c.isascii() and c.isalnum() and out[-1][-1:].isascii() and out[-1][-1:].isalnum())):
                out[-1] += c
            else:
                out.append(c)
    return out
