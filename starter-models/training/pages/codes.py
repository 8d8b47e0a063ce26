"""Draws barcodes and QR codes that say nothing, and puts them on the empty parts of a page."""

from __future__ import annotations

import dataclasses
import random

from PIL import Image, ImageDraw

from .canvas import Element
from .page import Page


def bars(rng: random.Random, width: int, height: int) -> Image.Image:
    """A one-dimensional code: bars of one to four units, on white."""
    unit = max(1, round(width / rng.randint(60, 130)))
    image = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    x = 0
    while x < width:
        bar = unit * rng.choice([1, 1, 2, 2, 3, 4])
        draw.rectangle((x, 0, min(width, x + bar) - 1, height), fill=(0, 0, 0))
        x += bar + unit * rng.choice([1, 1, 2, 2, 3])
    return image


def squares(rng: random.Random, size: int) -> Image.Image:
    """A QR code's look: three finder patterns, timing lines, an alignment pattern and random modules."""
    modules = rng.choice([21, 25, 29, 33, 41])
    grid = Image.new("L", (modules, modules), 255)
    pixels = grid.load()
    for y in range(modules):
        for x in range(modules):
            pixels[x, y] = rng.choice([0, 255])
    for i in range(8, modules - 8):
        pixels[i, 6] = pixels[6, i] = 255 * (i % 2)
    draw = ImageDraw.Draw(grid)
    for x, y in ((0, 0), (modules - 7, 0), (0, modules - 7)):
        draw.rectangle((x - 1, y - 1, x + 7, y + 7), fill=255)
        draw.rectangle((x, y, x + 6, y + 6), fill=0)
        draw.rectangle((x + 1, y + 1, x + 5, y + 5), fill=255)
        draw.rectangle((x + 2, y + 2, x + 4, y + 4), fill=0)
    if modules > 21:
        c = modules - 7
        draw.rectangle((c - 2, c - 2, c + 2, c + 2), fill=0)
        draw.rectangle((c - 1, c - 1, c + 1, c + 1), fill=255)
        draw.point((c, c), fill=0)
    return grid.resize((size, size), Image.Resampling.NEAREST).convert("RGB")


def stamp(page: Page, seed: int) -> Page:
    """The page with up to three codes on parts where nothing stands; none where there is no room."""
    rng = random.Random(f"codes {seed}")
    image, elements = page.image.copy(), list(page.elements)
    long = max(image.size)
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        square = rng.random() < 0.5
        width = int(long * rng.uniform(0.05, 0.2) if square else long * rng.uniform(0.12, 0.35))
        height = width if square else int(width * rng.uniform(0.15, 0.45))
        place = _room(rng, image.size, elements, width, height, quiet=max(3, width // 12))
        if place is None:
            continue
        x, y = place
        quiet = max(2, width // 16)
        ImageDraw.Draw(image).rectangle((x - quiet, y - quiet, x + width + quiet, y + height + quiet), fill=(255, 255, 255))
        image.paste(squares(rng, width) if square else bars(rng, width, height), (x, y))
        elements.append(Element("barcode", (x, y, x + width, y + height)))
    return dataclasses.replace(page, image=image, elements=elements)


def _room(rng: random.Random, size: tuple[int, int], elements: list[Element], width: int, height: int, quiet: int) -> tuple[int, int] | None:
    """A left top corner where the code meets nothing that was drawn."""
    if width + 2 * quiet >= size[0] or height + 2 * quiet >= size[1]:
        return None
    for _ in range(40):
        x, y = rng.randint(quiet, size[0] - width - quiet), rng.randint(quiet, size[1] - height - quiet)
        box = (x - quiet, y - quiet, x + width + quiet, y + height + quiet)
        if not any(_meet(box, element.box) for element in elements if element.kind != "receipt"):
            return x, y
    return None


def _meet(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
