"""Composes pages: articles, letters, receipts, forms, screens, slides, labels, single lines.

Each layout is a function from a random source to a finished ``Sheet``.  Positions vary widely on purpose: a model that
sees headings at the top only learns the top of pages instead of letters.
"""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw, ImageFilter

from .canvas import Colour, Hand, Sheet
from .words import SCRIPTS

_PAPERS: list[Colour] = [(255, 255, 255)] * 6 + [(252, 250, 244), (247, 243, 230), (240, 236, 224), (235, 235, 235), (250, 246, 210), (225, 235, 245)]
_INKS: list[Colour] = [(0, 0, 0)] * 5 + [(20, 20, 20), (45, 45, 48), (30, 30, 70), (70, 60, 50), (10, 40, 90)]
_ACCENTS: list[Colour] = [(180, 30, 40), (20, 80, 160), (20, 120, 70), (210, 120, 20), (90, 40, 130), (60, 60, 60), (0, 130, 140)]
_PALE: list[Colour] = [(236, 240, 246), (244, 236, 228), (232, 244, 234), (246, 232, 238), (230, 230, 230), (250, 244, 214)]
_DARK: list[Colour] = [(30, 30, 30), (18, 22, 30), (40, 44, 52), (0, 0, 0), (13, 17, 23), (39, 40, 34), (0, 43, 54)]
_LIGHT_INK: list[Colour] = [(212, 212, 212), (235, 235, 235), (200, 205, 215), (171, 178, 191)]
_SYNTAX: list[Colour] = [(86, 156, 214), (206, 145, 120), (106, 153, 85), (220, 220, 170), (197, 134, 192), (78, 201, 176), (249, 38, 114)]
_SYNTAX_DARK: list[Colour] = [(0, 0, 200), (160, 30, 30), (0, 110, 40), (120, 90, 0), (130, 0, 130), (0, 110, 120)]


def _hand(rng: random.Random, script: str | None, mono: bool = False) -> Hand:
    return Hand(rng, script or rng.choices(list(SCRIPTS), list(SCRIPTS.values()))[0], mono)


def _log(rng: random.Random, low: float, high: float) -> float:
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def _print(rng: random.Random, hand: Hand, long: float, small: float, large: float) -> float:
    """Height of running print on a page of this length: between a ``small``-th and a ``large``-th of it.

    Scripts whose letters differ in finer strokes than the Latin ones are printed larger, here as everywhere.
    """
    finest = small if hand.writer.script in ("latin", "cyrillic", "greek") else max(large * 1.2, small * 0.75)
    return max(7.5, _log(rng, long / finest, long / large))


def _size(rng: random.Random, aspects: list[float], low: int = 640, high: int = 1350) -> tuple[int, int]:
    """Width and height for one of the aspect ratios (width / height)."""
    aspect = rng.choice(aspects) * rng.uniform(0.92, 1.08)
    long = _log(rng, low, high)
    return (round(long * aspect), round(long)) if aspect < 1 else (round(long), round(long / aspect))


def _sheet(rng, width, height, hand, body, dark_chance=0.03) -> Sheet:
    if rng.random() < dark_chance:
        return Sheet(rng, width, height, hand, body, rng.choice(_LIGHT_INK), rng.choice(_DARK))
    return Sheet(rng, width, height, hand, body, rng.choice(_INKS), rng.choice(_PAPERS))


# -- pieces ----------------------------------------------------------------------------------------------------


def _figure(s: Sheet, left: float, top: float, right: float, bottom: float) -> None:
    """A picture, a chart or a drawing.  None of them says which way is up: photographs in scans often do not."""
    r = s.rng
    box = tuple(int(v) for v in (left, top, right, bottom))
    width, height = box[2] - box[0], box[3] - box[1]
    if width < 12 or height < 12:
        return
    kind = r.random()
    if kind < 0.5:
        # Blobs, blurred: a photograph seen from far away.
        small = Image.new("RGB", (max(4, width // 8), max(4, height // 8)), tuple(r.randrange(256) for _ in range(3)))
        d = ImageDraw.Draw(small)
        grey = r.random() < 0.5
        for _ in range(r.randint(4, 25)):
            x, y, w = r.uniform(-0.2, 1) * small.width, r.uniform(-0.2, 1) * small.height, r.uniform(0.1, 0.7) * small.width
            g = r.randrange(256)
            fill = (g, g, g) if grey else tuple(r.randrange(256) for _ in range(3))
            shape = r.random()
            if shape < 0.6:
                d.ellipse((x, y, x + w, y + w * r.uniform(0.4, 1.6)), fill=fill)
            elif shape < 0.8:
                d.rectangle((x, y, x + w, y + w * r.uniform(0.3, 1.6)), fill=fill)
            else:
                d.polygon([(x + r.uniform(-w, w), y + r.uniform(-w, w)) for _ in range(4)], fill=fill)
        small = small.filter(ImageFilter.GaussianBlur(r.uniform(0, 1.5)))
        if r.random() < 0.4:
            small = small.filter(ImageFilter.EDGE_ENHANCE_MORE)
        s.image.paste(small.resize((width, height), Image.Resampling.BILINEAR), box[:2])
    elif kind < 0.75:
        s.draw.rectangle(box, outline=s.ink, fill=r.choice(_PALE) if r.random() < 0.4 else None)
        count = r.randint(3, 9)
        for i in range(count):
            h = r.uniform(0.1, 0.9) * height
            x = box[0] + (i + 0.2) * width / count
            s.draw.rectangle((x, box[3] - h, x + 0.6 * width / count, box[3] - 1), fill=r.choice(_ACCENTS))
        s.text(box[0] + width / 2, box[1] + 2, s.hand.writer.phrase(1, 3), s.body * 0.8, align="middle", limit=width)
    else:
        for _ in range(r.randint(3, 12)):
            xs = sorted(r.uniform(box[0], box[2]) for _ in range(2))
            ys = sorted(r.uniform(box[1], box[3]) for _ in range(2))
            r.choice([s.draw.rectangle, s.draw.ellipse])((xs[0], ys[0], xs[1] + 1, ys[1] + 1), outline=r.choice(_ACCENTS + [s.ink] * 4), width=r.choice([1, 1, 2, 3]))
        for _ in range(r.randint(0, 5)):
            s.text(r.uniform(box[0], box[2] - width * 0.2), r.uniform(box[1], max(box[1] + 1, box[3] - s.body * 1.3)), s.hand.writer.word(), s.body * 0.8, align="left", limit=width * 0.3)
    s.mark("figure", box)


def _table(s: Sheet, left: float, top: float, right: float, bottom: float) -> float:
    """Rows and columns with or without rules; returns where it ends."""
    r, w = s.rng, s.hand.writer
    columns = r.randint(2, 6)
    cuts = sorted(r.uniform(0.12, 0.95) for _ in range(columns - 1)) if r.random() < 0.4 else [(i + 1) / columns for i in range(columns - 1)]
    edges = [left] + [left + (right - left) * c for c in cuts] + [right]
    size = s.body * r.uniform(0.8, 1.0)
    step = size * r.uniform(1.3, 2.1)
    rows = min(int((bottom - top) / step), r.randint(3, 22))
    if rows < 2:
        return top
    rules = r.random()
    numeric = [r.random() < 0.5 for _ in range(columns)]
    head_fill = r.choice(_ACCENTS) if r.random() < 0.25 else None
    for row in range(rows):
        y = top + row * step
        if row == 0 and head_fill:
            s.draw.rectangle((left, y, right, y + step), fill=head_fill)
        elif rules > 0.8 and row % 2:
            s.draw.rectangle((left, y, right, y + step), fill=r.choice(_PALE) if sum(s.paper) > 380 else (60, 60, 66))
        for c in range(columns):
            room = edges[c + 1] - edges[c] - size * 0.5
            if room < size or r.random() < 0.06:
                continue
            value = w.title(1) if row == 0 else (w.price() if r.random() < 0.6 else w.number()) if numeric[c] else w.phrase(1, 3)
            fill = (255, 255, 255) if row == 0 and head_fill else s.ink
            cut = "bold" if row == 0 else "regular"
            if numeric[c] and row:
                s.text(edges[c + 1] - size * 0.25, y + (step - size * 1.2) / 2, value, size, align="right", cut=cut, fill=fill, limit=room)
            else:
                x = edges[c + 1] - size * 0.25 if s.hand.rtl else edges[c] + size * 0.25
                s.text(x, y + (step - size * 1.2) / 2, value, size, cut=cut, fill=fill, limit=room)
    end = top + rows * step
    if rules < 0.6:
        for row in range(rows + 1):
            s.draw.line((left, top + row * step, right, top + row * step), fill=s.ink)
    if rules < 0.35:
        for x in edges:
            s.draw.line((x, top, x, end), fill=s.ink)
    s.mark("table", (left, top, right, end))
    return end


def _list(s: Sheet, left: float, top: float, right: float, bottom: float) -> float:
    r, w = s.rng, s.hand.writer
    mark = r.choice(["•", "–", "-", "*", "1.", "1)", "a)", "box"])
    inset = s.body * r.uniform(1.2, 2.4)
    y = top
    for i in range(r.randint(2, 8)):
        if y + s.body * 1.3 > bottom:
            break
        label = f"{i + 1}{mark[1:]}" if mark[0] == "1" else f"{chr(97 + i)})" if mark == "a)" else mark
        x = right if s.hand.rtl else left
        if label == "box" or label == "•":
            d = s.body * (0.35 if label == "•" else 0.7)
            cx = x - d * 1.2 if s.hand.rtl else x + d * 0.2
            box = (cx, y + s.body * 0.6 - d / 2, cx + d, y + s.body * 0.6 + d / 2)
            s.draw.ellipse(box, fill=s.ink) if label == "•" else s.draw.rectangle(box, outline=s.ink)
        else:
            s.text(x, y, label, s.body)
        words = w.words(r.randint(2, 6)) if r.random() < 0.5 else w.sentence()
        words[0] = w.capitalised(words[0])
        y = s.paragraph(left if s.hand.rtl else left + inset, y, right - inset if s.hand.rtl else right, bottom, words, kind="list", align="start")
        y += s.body * s.gap * 0.4
    if y > top:
        s.mark("list-block", (left, top, right, y - s.body * s.gap * 0.4))
    return y


def _heading(s: Sheet, left: float, top: float, right: float, bottom: float, size: float, align: str = "start") -> float:
    r = s.rng
    hand = s.hand
    fill = r.choice(_ACCENTS) if r.random() < 0.2 and sum(s.paper) > 380 else s.ink
    title = hand.writer.title(r.randint(1, 6))
    return s.paragraph(left, top, right, bottom, title.split(" "), size=size, cut=r.choice(["bold", "bold", "regular", "italic"]), fill=fill,
                       align=align, kind="heading", leading=1.2, hand=hand)


def _flow(s: Sheet, left: float, top: float, right: float, bottom: float, *, plain: float = 0.7,
          rest: tuple[float, float, float, float] = (0.1, 0.16, 0.2, 0.25)) -> float:
    """Fills a column with paragraphs, headings, lists, tables and figures.

    ``plain`` is the share of paragraphs, ``rest`` that of headings, then those of headings and lists, and so on; what is left are gaps.
    """
    r, w = s.rng, s.hand.writer
    headings, lists, tables, figures = (plain + share for share in rest)
    y = top
    while y + s.body * 1.5 < bottom:
        x = r.random()
        if x < plain:
            words = w.paragraph(r.randint(1, 7))
            drop = r.random() < 0.02 and bottom - y > s.body * 5
            hole = (0.0, 0.0)
            if drop:
                width = s.text(right if s.hand.rtl else left, y, words[0][:1], s.body * s.leading * 2.1, cut="bold")
                hole, words[0] = (2, width + s.body * 0.3), words[0][1:] or words[0]
            y = s.paragraph(left, y, right, bottom, words, cut="italic" if r.random() < 0.05 else "regular",
                            indent=s.body * 1.5 if s.indent and not drop else 0, hole=hole)
            y += s.body * (0 if s.indent else s.gap)
        elif x < headings:
            y += s.body * s.gap
            y = _heading(s, left, y, right, bottom, s.body * r.uniform(1.0, 1.8))
            y += s.body * s.gap * 0.5
        elif x < lists:
            y = _list(s, left, y, right, bottom) + s.body * s.gap
        elif x < tables:
            y = _table(s, left, y + s.body * 0.4, right, bottom) + s.body * 0.8
        elif x < figures:
            height = (right - left) * r.uniform(0.3, 0.9)
            if y + height + s.body * 3 < bottom:
                _figure(s, left, y + s.body * 0.5, right, y + height)
                y += height + s.body * 0.4
                y = s.paragraph(left, y, right, bottom, w.sentence(), size=s.body * 0.85, cut=r.choice(["italic", "regular"]), kind="caption") + s.body * 0.6
            else:
                y += s.body * 0.5
        else:
            y += s.body * r.choice([0, 0.3, 0.5])
            if r.random() < 0.1:
                s.draw.line((left, y, right, y), fill=s.ink, width=r.choice([1, 1, 2]))
                y += s.body * 0.5
        if r.random() < 0.015:
            break
    return y


# -- pages -----------------------------------------------------------------------------------------------------


def article(rng: random.Random, script: str | None = None) -> Sheet:
    """A page of a book, paper or magazine in one to four columns."""
    width, height = _size(rng, [0.707] * 5 + [0.773, 0.6, 0.8, 1.0, 1.3, 1.414])
    hand = _hand(rng, script)
    columns = rng.choice([1, 1, 1, 2, 2, 3] if width < height * 1.1 else [1, 2, 2, 3, 4])
    body = _print(rng, hand, max(width, height), 80, 36)
    s = _sheet(rng, width, height, hand, body)
    left, right = width * rng.uniform(0.04, 0.14), width * (1 - rng.uniform(0.04, 0.14))
    top, bottom = height * rng.uniform(0.03, 0.12), height * (1 - rng.uniform(0.03, 0.14))
    y = top
    if rng.random() < 0.4:
        y = _heading(s, left, y, right, bottom, body * rng.uniform(1.4, 3.2), align=rng.choice(["start", "start", "middle"])) + body
        if rng.random() < 0.4:
            y = s.paragraph(left, y, right, bottom, hand.writer.name().split(" "), align=rng.choice(["start", "middle"]), cut=rng.choice(["regular", "italic"])) + body
    gutter = body * rng.uniform(1.2, 2.6)
    each = (right - left - gutter * (columns - 1)) / columns
    end = bottom if rng.random() < 0.7 else y + (bottom - y) * rng.uniform(0.25, 1.0)
    foot = None
    if rng.random() < 0.1 and end > height * 0.6:
        foot, end = end - body * 4, end - body * 5
    plain = rng.choice([0.95, 0.8, 0.7, 0.6])
    for c in range(columns):
        x = left + c * (each + gutter)
        _flow(s, x, y, x + each, end if rng.random() < 0.8 else y + (end - y) * rng.uniform(0.3, 1), plain=plain)
        if c and rng.random() < 0.15:
            s.draw.line((x - gutter / 2, y, x - gutter / 2, end), fill=s.ink)
    if foot:
        s.draw.line((left, foot, left + (right - left) * 0.3, foot), fill=s.ink)
        s.paragraph(left, foot + body * 0.3, right, foot + body * 5, hand.writer.paragraph(2), size=body * 0.8, kind="footnote")
    number = str(rng.randint(1, 900))
    place = rng.random()
    if place < 0.3:
        s.text(width / 2, bottom + (height - bottom) * 0.3, number, body, align="middle", kind="page-number")
    elif place < 0.45:
        s.text(rng.choice([left, right - body * 2]), bottom + (height - bottom) * 0.3, number, body, align="left", kind="page-number")
    elif place < 0.6:
        s.text(left, top * 0.3, hand.writer.title(3), body * 0.85, align="left", cut="italic", kind="page-header")
        s.text(right, top * 0.3, number, body * 0.85, align="right", kind="page-number")
    return s


def report(rng: random.Random, script: str | None = None) -> Sheet:
    """A page of a manual or report in one or two columns: as many lists, tables and figures as paragraphs."""
    width, height = _size(rng, [0.707] * 4 + [0.773, 1.0, 1.414])
    hand = _hand(rng, script)
    columns = rng.choice([1, 1, 2] if width < height * 1.1 else [2, 2, 3])
    body = _print(rng, hand, max(width, height), 80, 40)
    s = _sheet(rng, width, height, hand, body)
    left, right = width * rng.uniform(0.05, 0.14), width * (1 - rng.uniform(0.05, 0.14))
    y, bottom = height * rng.uniform(0.04, 0.12), height * (1 - rng.uniform(0.04, 0.14))
    if rng.random() < 0.5:
        y = _heading(s, left, y, right, bottom, body * rng.uniform(1.4, 2.8), align=rng.choice(["start", "start", "middle"])) + body
    gutter = body * rng.uniform(1.2, 2.6)
    each = (right - left - gutter * (columns - 1)) / columns
    for c in range(columns):
        x = left + c * (each + gutter)
        _flow(s, x, y, x + each, bottom, plain=0.32, rest=(0.14, 0.32, 0.46, 0.65))
    if rng.random() < 0.5:
        s.text(width / 2, bottom + (height - bottom) * 0.3, str(rng.randint(1, 900)), body, align="middle", kind="page-number")
    return s


def spread(rng: random.Random, script: str | None = None) -> Sheet:
    """Two facing pages scanned at once, with the dark rim that an open lid leaves."""
    width, height = _size(rng, [1.25, 1.35, 1.45], 900, 1350)
    hand = _hand(rng, script)
    s = _sheet(rng, width, height, hand, _print(rng, hand, width, 80, 50), 0)
    top, bottom = height * rng.uniform(0.04, 0.12), height * rng.uniform(0.7, 0.95)
    if rng.random() < 0.4:
        _figure(s, 0, top + (bottom - top) * rng.uniform(0, 0.4), width * rng.uniform(0.2, 0.45), bottom)
    title_at_bottom = rng.random() < 0.25
    end = bottom - s.body * 5 if title_at_bottom else bottom
    for page in range(2):
        left = width * (0.5 * page + rng.uniform(0.03, 0.06))
        right = width * (0.5 * page + rng.uniform(0.43, 0.47))
        columns = rng.choice([1, 2, 2])
        each = (right - left - s.body * 1.5 * (columns - 1)) / columns
        for c in range(columns):
            x = left + c * (each + s.body * 1.5)
            _flow(s, x, top, x + each, end, plain=0.85)
    if title_at_bottom:
        s.paragraph(width * rng.uniform(0.05, 0.3), end + s.body, width * 0.95, bottom + s.body * 3, hand.writer.title(6).split(" "), size=s.body * 2.6, cut="bold", kind="heading")
    shade = rng.choice([0, 0, 20, 40])
    if rng.random() < 0.7:
        s.draw.rectangle((0, height * rng.uniform(0.955, 0.99) if bottom > height * 0.85 else (bottom + height) / 2, width, height), fill=(shade,) * 3)
    if rng.random() < 0.5:
        s.draw.rectangle((width * rng.uniform(0.975, 0.995), 0, width, height), fill=(shade,) * 3)
    if rng.random() < 0.3:
        s.draw.rectangle((0, 0, width, height * rng.uniform(0.005, 0.03)), fill=(shade,) * 3)
    return s


def letter(rng: random.Random, script: str | None = None) -> Sheet:
    width, height = _size(rng, [0.707, 0.707, 0.773])
    hand = _hand(rng, script)
    body = _print(rng, hand, height, 80, 45)
    s = _sheet(rng, width, height, hand, body, 0)
    w = hand.writer
    left, right = width * rng.uniform(0.08, 0.15), width * (1 - rng.uniform(0.08, 0.15))
    y = height * rng.uniform(0.04, 0.1)
    if rng.random() < 0.5:
        s.text(rng.choice([left, width / 2]), y, w.title(2), body * rng.uniform(1.6, 3), cut="bold", align="left", fill=rng.choice(_ACCENTS), kind="heading", limit=right - left - body)
        y += body * 4
    block_x = left if rng.random() < 0.5 else width * 0.6
    for _ in range(rng.randint(3, 6)):
        s.text(block_x, y, rng.choice([w.name(), w.phrase(1, 2) + " " + str(rng.randint(1, 200)), w.number() + " " + w.title(1)]), body, align="left", kind="address", limit=width - block_x)
        y += body * s.leading
    y += body * rng.uniform(1, 4)
    s.text(right, y, w.title(1) + ", " + w.number(), body, align="right", kind="date")
    y += body * rng.uniform(2, 4)
    if rng.random() < 0.6:
        s.text(right if hand.rtl else left, y, w.title(rng.randint(2, 5)), body, cut="bold", kind="heading", limit=right - left)
        y += body * 2.5
    s.text(right if hand.rtl else left, y, w.name() + ",", body, kind="text")
    y += body * 2.2
    for _ in range(rng.randint(1, 5)):
        y = s.paragraph(left, y, right, height * 0.85, w.paragraph(rng.randint(1, 5))) + body * max(0.5, s.gap)
    s.text(right if hand.rtl else left, y, w.phrase(1, 3) + ",", body, kind="text")
    y += body * 1.5
    if rng.random() < 0.6:
        _scribble(s, left, y, left + width * 0.25, y + body * 3)
    y += body * 3.2
    s.text(right if hand.rtl else left, y, w.name(), body, kind="text")
    if rng.random() < 0.3:
        s.draw.line((left, height * 0.93, right, height * 0.93), fill=s.ink)
        for i in range(3):
            s.text(left + i * (right - left) / 3, height * 0.94, w.phrase(1, 3), body * 0.7, align="left", kind="footer", limit=(right - left) / 3.2)
    return s


def _scribble(s: Sheet, left: float, top: float, right: float, bottom: float) -> None:
    """A signature or a pen mark: a smooth wandering stroke."""
    r = s.rng
    points, phase = [], r.uniform(0, 6)
    for i in range(60):
        t = i / 59
        points.append((left + (right - left) * t + math.sin(t * 31 + phase) * (right - left) * 0.05,
                       (top + bottom) / 2 + math.sin(t * r.uniform(24, 27) + phase) * (bottom - top) * 0.4 * math.sin(math.pi * min(1, t * 1.3))))
    s.draw.line(points, fill=r.choice([(20, 20, 90), s.ink, (0, 0, 0)]), width=max(1, round(s.body / 9)), joint="curve")
    s.mark("scribble", (left, top, right, bottom))


def receipt(rng: random.Random, script: str | None = None) -> Sheet:
    hand = _hand(rng, script, mono=rng.random() < 0.8)
    width = rng.randint(300, 520)
    characters = rng.randint(22, 44)
    body = max(8.0, width / characters / 0.62)
    rows = rng.randint(10, 45)
    height = int(body * 1.35 * (rows + 14))
    s = _sheet(rng, width, height, hand, body, 0)
    w = hand.writer
    upper = rng.random() < 0.55
    def up(text: str) -> str:
        return text.upper() if upper else text
    left, right, y = body * 0.6, width - body * 0.6, body * rng.uniform(0.5, 3)
    step = body * rng.uniform(1.1, 1.45)
    if rng.random() < 0.8:
        s.text(width / 2, y, up(w.title(rng.randint(1, 2))), body * rng.uniform(1.3, 3), cut="bold", align="middle", kind="heading", limit=right - left)
        y += body * 3.5
    for _ in range(rng.randint(1, 4)):
        s.text(width / 2, y, up(rng.choice([w.phrase(2, 4), w.name() + " " + w.number(), f"TEL {rng.randint(100, 999)}-{rng.randint(1000, 9999)}"])), body, align="middle", limit=right - left)
        y += step
    y += step * 0.5
    item, first = 0, y
    while y < height - body * 8:
        x = rng.random()
        if x < 0.06:
            s.text(width / 2, y, up(w.title(1)), body, align="middle", cut="bold", limit=right - left)
        elif x < 0.1:
            s.text(left, y + body * 0.1, rng.choice("-=*.") * int((right - left) / s.length(hand.faces.font(body), "-")), body, align="left", limit=right - left)
        else:
            price = w.price().strip("$€£") + rng.choice(["", "", " A", " B", "-"])
            used = s.length(hand.faces.font(body), price)
            name = up(w.phrase(1, 4))
            if rng.random() < 0.3:
                name = f"{rng.randint(1, 9)} x " + name
            if hand.rtl:
                s.text(right, y, name, body, align="right", limit=right - left - used - body)
                s.text(left, y, price, body, align="left")
            else:
                inset = body * 1.5 if x > 0.85 else 0
                s.text(left + inset, y, name, body, align="left", limit=max(body * 3, right - left - used - inset * 3 - body))
                s.text(right - inset * 2, y, price, body, align="right")
            item += 1
        y += step
    s.mark("table", (left, first, right, y))
    s.draw.line((left, y, right, y), fill=s.ink)
    y += step * 0.3
    for _ in range(rng.randint(1, 3)):
        big = rng.choice([1, 1, 1.5])
        s.text(left, y, up(w.title(1)), body * big, align="left", cut="bold", limit=(right - left) * 0.55)
        s.text(right, y, w.price(), body * big, align="right", cut="bold")
        y += step * big
    if rng.random() < 0.5:
        y += step
        x = int(width * 0.2)
        while x < width * 0.8:
            bar = rng.choice([1, 1, 2, 3])
            s.draw.rectangle((x, y, x + bar - 1, y + body * 2.2), fill=s.ink)
            x += bar + rng.choice([1, 2, 2, 3])
        y += body * 2.5
        s.mark("barcode", (width * 0.2, y - body * 2.5, width * 0.8, y))
    s.text(width / 2, y, up(w.phrase(2, 4)) + "!", body, align="middle", limit=right - left)
    s.mark("receipt", (0, 0, width, height))
    if rng.random() < 0.15:
        for _ in range(rng.randint(1, 5)):
            yy = rng.uniform(height * 0.1, height * 0.8)
            s.draw.ellipse((left, yy, left + width * rng.uniform(0.3, 0.9), yy + body * rng.uniform(1.5, 4)), outline=(30, 30, 40), width=2)
    return s


def form(rng: random.Random, script: str | None = None) -> Sheet:
    """A form, invoice or sheet of figures."""
    width, height = _size(rng, [0.707, 0.707, 0.773, 1.0, 1.414])
    hand = _hand(rng, script)
    body = _print(rng, hand, max(width, height), 80, 42)
    s = _sheet(rng, width, height, hand, body, 0.02)
    w = hand.writer
    left, right = width * 0.06, width * 0.94
    y = height * rng.uniform(0.03, 0.08)
    if rng.random() < 0.75:
        y = _heading(s, left, y, right, height, body * rng.uniform(1.3, 2.6), align=rng.choice(["start", "middle"])) + body
    while y < height * 0.9:
        x = rng.random()
        if x < 0.4:
            y = _table(s, left, y, right, height * 0.95) + body * 1.2
        elif x < 0.8:
            columns = rng.choice([1, 2, 2, 3])
            boxed = rng.random() < 0.5
            for _ in range(rng.randint(2, 7)):
                if y > height * 0.92:
                    break
                for c in range(columns):
                    a = left + (right - left) * c / columns
                    b = left + (right - left) * (c + 1) / columns - body
                    label = w.title(rng.randint(1, 2)) + ":"
                    used = s.text(b if hand.rtl else a, y, label, body, limit=(b - a) * 0.5, kind="label")
                    field = (a, b - used - body * 0.5) if hand.rtl else (a + used + body * 0.5, b)
                    if field[1] - field[0] > body:
                        if boxed:
                            s.draw.rectangle((field[0], y - body * 0.1, field[1], y + body * 1.4), outline=s.ink)
                        else:
                            s.draw.line((field[0], y + body * 1.25, field[1], y + body * 1.25), fill=s.ink)
                        if rng.random() < 0.6:
                            s.text(field[1] - 3 if hand.rtl else field[0] + 3, y, rng.choice([w.name, w.number, w.price])(), body, limit=field[1] - field[0] - 4,
                                   fill=rng.choice([s.ink, (20, 30, 120)]))
                y += body * rng.uniform(1.8, 2.2)
            y += body
        else:
            y = s.paragraph(left, y, right, height * 0.95, w.paragraph(rng.randint(1, 3))) + body
        if rng.random() < 0.1:
            break
    return s


def _window(s: Sheet, dark: bool) -> float:
    """A title bar; returns where the content begins.  Some screenshots have none."""
    r = s.rng
    if r.random() < 0.35:
        return 0
    bar = s.body * r.uniform(1.6, 2.6)
    s.draw.rectangle((0, 0, s.width, bar), fill=(50, 50, 54) if dark else r.choice([(222, 222, 226), (240, 240, 240), (0, 90, 170)]))
    d = bar * 0.34
    for i in range(3):
        x = bar * 0.4 + i * d * 1.6 if r.random() < 0.99 and i < 3 and s.leading < 1.4 else s.width - bar * 0.5 - i * d * 2
        s.draw.ellipse((x, bar / 2 - d / 2, x + d, bar / 2 + d / 2), fill=[(255, 95, 86), (255, 189, 46), (39, 201, 63)][i] if s.leading < 1.3 else (128, 128, 128))
    s.text(s.width / 2, (bar - s.body * 1.2) / 2, s.hand.writer.title(2), s.body * 0.9, align="middle", fill=(200, 200, 200) if dark else (50, 50, 50), limit=s.width * 0.6)
    s.mark("title-bar", (0, 0, s.width, bar))
    return bar


def code(rng: random.Random, script: str | None = None) -> Sheet:
    """A code editor or a terminal, mostly dark.  Programs are written in Latin letters whatever the script around them."""
    width, height = _size(rng, [1.6, 1.33, 1.78, 1.0, 0.75], 640, 1300)
    hand = Hand(rng, "latin", mono=True)
    hand.writer = type(hand.writer)(rng, "latin")
    dark = rng.random() < 0.65
    body = _print(rng, hand, max(width, height), 80, 42)
    s = Sheet(rng, width, height, hand, body, rng.choice(_LIGHT_INK) if dark else rng.choice(_INKS), rng.choice(_DARK) if dark else (255, 255, 255))
    w = hand.writer
    y = _window(s, dark)
    x0 = body
    if rng.random() < 0.4:
        side = width * rng.uniform(0.12, 0.25)
        s.draw.rectangle((0, y, side, height), fill=tuple(max(0, min(255, c + (14 if dark else -14))) for c in s.paper))
        yy = y + body
        while yy < height - body * 2 and rng.random() < 0.97:
            s.text(body + rng.choice([0, 0, 1, 2]) * body, yy, w.word() + rng.choice(["", ".py", ".java", ".md"]), body * 0.9, align="left", limit=side - body * 3)
            yy += body * 1.5
        x0 = side + body
    numbers = rng.random() < 0.6
    line, depth = rng.randint(1, 400), 0
    colours = (_SYNTAX if dark else _SYNTAX_DARK) + [s.ink] * 4
    y += body * 0.5
    step = body * rng.uniform(1.15, 1.5)
    symbols = ["=", "==", "->", "+", "(", ")", "{", "}", "[0]", "();", "::", "&&", "!=", ":", "<", ">", "//", "#", '"', ".", ";"]
    terminal = rng.random() < 0.25
    while y < height - body * 1.3:
        if numbers:
            s.text(x0 + body * 2, y, str(line), body, align="right", fill=(110, 110, 110))
        x = x0 + (body * 3 if numbers else 0) + (0 if terminal else depth * body * 2.2)
        if rng.random() < 0.86:
            for _ in range(rng.randint(1, 9)):
                token = rng.choice(symbols) if rng.random() < 0.35 else w.number() if rng.random() < 0.1 else w.word() + (rng.choice(["_", "."]) + w.word() if rng.random() < 0.25 else "")
                if x + s.length(hand.faces.font(body), token) > width - body:
                    break
                x += s.text(x, y, token, body, align="left", fill=rng.choice(colours)) + body * rng.choice([0, 0.6, 0.6, 0.6])
        depth = max(0, min(5, depth + rng.choice([-1, -1, 0, 0, 0, 1, 1])))
        y += step
        line += 1
    s.mark("code", (x0, 0, width, height))
    return s


def screen(rng: random.Random, script: str | None = None) -> Sheet:
    """A desktop or phone program: bars, side lists, cards, bubbles, buttons."""
    phone = rng.random() < 0.4
    width, height = _size(rng, [0.46, 0.5, 0.56] if phone else [1.6, 1.78, 1.33, 1.25], 640, 1300)
    hand = _hand(rng, script)
    dark = rng.random() < 0.4
    body = _print(rng, hand, height, 68, 38) if phone else _print(rng, hand, width, 80, 42)
    s = Sheet(rng, width, height, hand, body, rng.choice(_LIGHT_INK) if dark else rng.choice(_INKS),
              rng.choice(_DARK) if dark else rng.choice([(255, 255, 255), (246, 247, 249), (240, 242, 245)]))
    s.justify = False
    w = hand.writer
    panel = tuple(max(0, min(255, c + (18 if dark else -12))) for c in s.paper)
    card = tuple(max(0, min(255, c + (22 if dark else 12))) for c in s.paper)
    accent = rng.choice(_ACCENTS)
    y = _window(s, dark)
    left, right = 0.0, float(width)
    if rng.random() < 0.5:
        s.text(body, y + body * 0.4, w.title(2), body * 1.3, cut="bold", align="left", limit=width * 0.5)
        s.text(width - body, y + body * 0.5, rng.choice([w.number(), w.word()]), body, align="right")
        y += body * 2.4
        s.draw.line((0, y, width, y), fill=panel)
    if not phone and rng.random() < 0.7:
        side = width * rng.uniform(0.14, 0.26)
        a, b = (0, side) if rng.random() < 0.8 else (width - side, width)
        s.draw.rectangle((a, y, b, height), fill=panel)
        yy = y + body
        while yy < height - body * 2 and rng.random() < 0.95:
            if rng.random() < 0.1:
                s.draw.rectangle((a, yy - body * 0.3, b, yy + body * 1.5), fill=accent)
            s.text(b - body if hand.rtl else a + body * 1.6, yy, w.phrase(1, 2), body, limit=side - body * 3, kind="menu")
            yy += body * rng.uniform(1.7, 2.3)
        left, right = (side, right) if a == 0 else (0, width - side)
    style = rng.choice(["cards", "chat", "web", "list", "list", "dialog"])
    y += body
    left, right = left + body, right - body
    if style == "chat":
        while y < height - body * 4:
            mine = rng.random() < 0.5
            wide = (right - left) * rng.uniform(0.45, 0.8)
            a = right - wide if mine else left
            words = w.sentence()[: rng.randint(2, 20)]
            lines = max(1, math.ceil(sum(s.length(hand.faces.font(body), t + hand.glue) for t in words) / (wide - body * 2)))
            s.draw.rounded_rectangle((a, y, a + wide, y + body * (s.leading * lines + 0.9)), radius=body * 0.7, fill=accent if mine else card)
            s.paragraph(a + body, y + body * 0.4, a + wide - body, height, words, fill=(255, 255, 255) if mine else s.ink, kind="bubble")
            y += body * (s.leading * lines + 1.7)
    elif style == "web":
        _flow(s, left, y, right, height - body, plain=0.6)
    elif style == "dialog":
        _flow(s, left, y, right, height - body, plain=0.8)
        dw, dh = (right - left) * rng.uniform(0.4, 0.7), body * rng.uniform(9, 15)
        a, b = left + (right - left - dw) / 2, max(y, (height - dh) * 0.45)
        s.draw.rounded_rectangle((a, b, a + dw, b + dh), radius=body * 0.5, fill=card, outline=(128, 128, 128))
        s.text(a + dw - body if hand.rtl else a + body, b + body * 0.8, w.title(3), body * 1.2, cut="bold", limit=dw - body * 2, kind="heading")
        s.paragraph(a + body, b + body * 3, a + dw - body, b + dh - body * 3, w.paragraph(2), kind="dialog")
        for i, fill in enumerate([accent, panel]):
            x = a + dw - body * 6 * (i + 1)
            s.draw.rounded_rectangle((x, b + dh - body * 2.6, x + body * 5, b + dh - body * 0.7), radius=body * 0.3, fill=fill)
            s.text(x + body * 2.5, b + dh - body * 2.3, w.phrase(1, 1), body, align="middle", fill=(255, 255, 255) if i == 0 else s.ink, limit=body * 4.6)
    else:
        each = body * rng.uniform(2.6, 6)
        columns = 1 if phone or style == "list" else rng.choice([1, 2, 3])
        wide = (right - left - body * (columns - 1)) / columns
        while y + each < height - body:
            for c in range(columns):
                a = left + c * (wide + body)
                if style == "cards":
                    s.draw.rounded_rectangle((a, y, a + wide, y + each), radius=body * 0.4, fill=card, outline=panel)
                if rng.random() < 0.5:
                    s.draw.ellipse((a + body * 0.4, y + body * 0.4, a + body * 2, y + body * 2), fill=rng.choice(_ACCENTS))
                s.text(a + wide - body if hand.rtl else a + body * 2.6, y + body * 0.3, w.phrase(1, 4), body, cut=rng.choice(["bold", "regular"]), limit=wide - body * 4, kind="list")
                if each > body * 2.4:
                    s.paragraph(a + body * 2.6, y + body * 1.6, a + wide - body, y + each, w.words(rng.randint(2, 16)), size=body * 0.9, fill=tuple((i + p) // 2 for i, p in zip(s.ink, s.paper)) if rng.random() < 0.3 else s.ink, kind="text")
            y += each + (body * 0.5 if style == "cards" else 0)
            if style == "list":
                s.draw.line((left, y - 1, right, y - 1), fill=panel)
    return s


def slide(rng: random.Random, script: str | None = None) -> Sheet:
    width, height = _size(rng, [1.78, 1.33, 1.6], 640, 1200)
    hand = _hand(rng, script)
    body = _log(rng, height / 32, height / 12)
    s = _sheet(rng, width, height, hand, body, 0.35)
    if rng.random() < 0.25:
        s.paper, s.ink = rng.choice(_PALE), rng.choice(_INKS)
        s.image.paste(s.paper, (0, 0, width, height))
    s.justify = False
    y = height * rng.uniform(0.05, 0.3)
    if rng.random() < 0.2:
        s.draw.rectangle((0, 0, width, y + body * 2), fill=rng.choice(_ACCENTS))
    y = _heading(s, width * 0.07, y, width * 0.93, height, body * rng.uniform(1.1, 1.8), align=rng.choice(["start", "middle"])) + body * 0.6
    split = rng.random()
    right = width * (0.55 if split < 0.3 else 0.93)
    if split < 0.3:
        _figure(s, width * 0.6, y, width * 0.94, height * 0.9)
    if rng.random() < 0.6:
        _list(s, width * 0.07, y, right, height * 0.95)
    elif rng.random() < 0.5:
        s.paragraph(width * 0.07, y, right, height * 0.95, hand.writer.paragraph(2))
    return s


def lines(rng: random.Random, script: str | None = None) -> Sheet:
    """A crop of one line or a few, as an OCR detector cuts them."""
    hand = _hand(rng, script, mono=rng.random() < 0.1)
    count = rng.choice([1, 1, 1, 2, 3, 4, 6, 8])
    body = rng.uniform(18, 52)
    pad = body * rng.uniform(0.05, 1.0)
    leading = rng.uniform(1.1, 1.7)
    writer = hand.writer
    width = int(body * (rng.uniform(4, 16) if count == 1 else rng.uniform(8, 26)) + pad * 2)
    height = int(body * leading * count + pad * 2 + body * 0.1)
    s = _sheet(rng, width, height, hand, body, 0.15)
    s.leading = leading
    if rng.random() < 0.15:
        s.paper = rng.choice(_ACCENTS)
        s.ink = (255, 255, 255)
        s.image.paste(s.paper, (0, 0, width, height))
    words = writer.paragraph(8) if rng.random() < 0.7 else (writer.title(3) + " " + writer.number() + " " + writer.title(4)).split(" ")
    s.justify = rng.random() < 0.5
    s.paragraph(pad, pad, width - pad, height + body, words, cut=rng.choice(["regular", "regular", "bold", "italic"]), kind="text")
    return s


def sparse(rng: random.Random, script: str | None = None) -> Sheet:
    """A nearly empty page: a title page, a note, one word anywhere."""
    width, height = _size(rng, [0.707, 1.0, 1.33, 2.0, 3.0, 1.414, 0.6], 400, 1000)
    hand = _hand(rng, script)
    long = max(width, height)
    body = _log(rng, long / 26, long / 9)
    s = _sheet(rng, width, height, hand, body, 0.08)
    w = hand.writer
    body = min(body, height * 0.5)
    y = rng.uniform(0.02, 0.75) * height
    x = rng.uniform(0.02, 0.5) * width
    centred = rng.random() < 0.3
    for _ in range(rng.choice([1, 1, 2, 3, 4, 5])):
        if y + body * 1.3 > height:
            break
        text = rng.choice([w.title(rng.randint(1, 4)), w.phrase(1, 4), w.title(1) + ": " + w.price(), w.title(1) + " " + w.number()])
        while len(text) < (3 if hand.per_character or hand.writer.script == "korean" else 6):
            text += hand.glue + w.word()
        if centred:
            s.text(width / 2, y, text, body, align="middle", limit=width * 0.95, kind="text")
        elif hand.rtl:
            s.text(width - x, y, text, body, align="right", limit=(width - x) * 0.95, kind="text")
        else:
            s.text(x, y, text, body, align="left", limit=(width - x) * 0.95, kind="text")
        y += body * rng.choice([1.3, 1.6, 2, 3])
    if not s.elements:
        s.text(width * 0.05, height * 0.3, w.phrase(1, 3), min(body, height * 0.4), align="left", limit=width * 0.9, kind="text")
    return s


def block(rng: random.Random, script: str | None = None) -> Sheet:
    """A block of text somewhere on a page that is otherwise empty."""
    width, height = _size(rng, [1.33, 1.33, 0.75, 0.707, 1.0, 2.0, 2.3], 480, 1200)
    hand = _hand(rng, script, mono=rng.random() < 0.1)
    long = max(width, height)
    body = _print(rng, hand, long, 60, 16)
    s = _sheet(rng, width, height, hand, body, 0.05)
    left = width * rng.uniform(0.01, 0.2)
    right = width * rng.uniform(0.8, 0.99)
    y = height * rng.uniform(0.01, 0.35)
    end = height * rng.uniform(0.7, 1.0)
    for _ in range(rng.randint(1, 4)):
        if rng.random() < 0.35:
            y = _heading(s, left, y, right, end, body * rng.uniform(0.9, 1.6)) + body * 0.3
        y = s.paragraph(left, y, right, end, hand.writer.paragraph(rng.randint(1, 5)), align=rng.choice(["body", "body", "body", "middle"])) + body * s.gap
    if not s.elements:
        s.text(width / 2, height / 2 - body, hand.writer.phrase(2, 4), body, align="middle", limit=width * 0.9, kind="text")
    return s


def poster(rng: random.Random, script: str | None = None) -> Sheet:
    """Labels, signs and adverts: coloured boxes with large words."""
    width, height = _size(rng, [0.7, 1.0, 1.4, 1.8], 480, 1000)
    hand = _hand(rng, script)
    body = _log(rng, height / 26, height / 9)
    s = _sheet(rng, width, height, hand, body, 0.2)
    y = height * rng.uniform(0.02, 0.12)
    if rng.random() < 0.3:
        _figure(s, width * rng.uniform(0, 0.5), height * rng.uniform(0, 0.5), width * rng.uniform(0.6, 1), height * rng.uniform(0.6, 1))
    while y < height * 0.9:
        size = body * rng.uniform(0.6, 1.4)
        box = (width * rng.uniform(0.02, 0.15), y, width * rng.uniform(0.6, 0.98), y + size * rng.uniform(1.5, 2.2))
        filled = rng.random() < 0.65
        fill = s.ink
        if filled:
            s.draw.rounded_rectangle(box, radius=rng.choice([0, 0, size * 0.3]), fill=rng.choice(_ACCENTS + [(0, 0, 0), (240, 190, 10)]))
            fill = (255, 255, 255)
        s.text((box[0] + box[2]) / 2, y + (box[3] - y - size * 1.25) / 2, hand.writer.title(rng.randint(1, 3)), size, align="middle",
               cut=rng.choice(["bold", "regular"]), fill=fill, limit=(box[2] - box[0]) * 0.94, kind="label")
        y = box[3] + size * rng.uniform(0.1, 0.8)
    return s


#: Layouts and how often each is drawn.
LAYOUTS = {
    article: 0.24, spread: 0.05, letter: 0.07, receipt: 0.08, form: 0.08, code: 0.06, screen: 0.10, slide: 0.04,
    lines: 0.09, sparse: 0.07, block: 0.09, poster: 0.03,
    report: 0.0,  # only where it is asked for
}
