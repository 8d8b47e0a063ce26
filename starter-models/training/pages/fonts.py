"""Finds the installed faces that can write each script.

Which fonts exist decides what the model can learn, so the list of packages is part of the recipe (see README.md).
Fontconfig answers which face covers which language; families, not files, are drawn with equal chances, because one
family may come in forty weights and another in one.
"""

from __future__ import annotations

import functools
import os
import random
import subprocess

from PIL import ImageFont

from .words import SHAPED

_LANGUAGE = {
    "latin": "en:lang=de:lang=fr", "cyrillic": "ru", "greek": "el", "hebrew": "he", "arabic": "ar", "devanagari": "hi",
    "chinese": "zh-cn", "japanese": "ja", "korean": "ko",
}
# A letter or two that faces leave out which claim a language without covering it.
_PROOF = {"cyrillic": "ЖжЩщ", "greek": "ΔΣΩλω", "hebrew": "אםץ", "arabic": "عكي", "devanagari": "कषह", "latin": "ÄßéQ"}
# Characters of any script that a face may lack.
_COMMON = "0123456789.,;:!?()%-–“”\"/$€£•،؟।*=#+<>[]{}_&|'"
# Faces that draw something else than letters, or letters nobody sets a page in.
_REFUSED = ("Keyboard", "Initials", "D050000L", "Symbol", "Math", "Colored", "Dunhill", "Unslanted", "Unifont", "TitleL", "Caps",
            "Stam ", "Rashi", "Art", "Decorative", "Digital", "Qur")
# Faces whose other alphabets are as wide as their ideographs: no text is set in those.
_IDEOGRAPHS_ONLY = ("AR PL", "IPA")
_FORMATS = (".ttf", ".otf", ".ttc")


def _query(pattern: str) -> list[tuple[str, str, str]]:
    out = subprocess.run(["fc-list", pattern, "file", "family", "style"], capture_output=True, text=True, check=True).stdout
    rows = []
    for line in out.splitlines():
        path, _, rest = line.partition(": ")
        family, _, style = rest.partition(":style=")
        if path.endswith(_FORMATS) and not any(word in family for word in _REFUSED):
            rows.append((os.path.realpath(path), family.split(",")[0].strip(), style.split(",")[0]))
    return sorted(set(rows))


@functools.cache
def has(path: str, characters: str) -> bool:
    """Whether a face draws all of these characters, instead of a box that says it cannot."""
    font = load(path, 24, False)
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(c)) not in (missing, b"") for c in characters)


@functools.cache
def families(script: str, mono: bool = False) -> dict[str, list[tuple[str, str]]]:
    """Family name to its (file, style) faces."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, family, style in _query(f":lang={_LANGUAGE[script]}" + (":spacing=mono" if mono else "")):
        wide = family.startswith(_IDEOGRAPHS_ONLY) and script not in ("chinese", "japanese")
        if not wide and has(path, _PROOF.get(script, "")):
            found.setdefault(family, []).append((path, style))
    if not found and not mono:
        raise RuntimeError(f"no font can write {script}: install the packages that README.md lists")
    return found


class Faces:
    """The regular, bold and italic cut that one page uses for one script."""

    def __init__(self, rng: random.Random, script: str, mono: bool = False):
        pool = families(script, mono) if mono else families(script)
        pool = pool or families(script)
        self.script = script
        self.family = rng.choice(sorted(pool))
        faces = pool[self.family]
        upright = [p for p, s in faces if not _is(s, "italic", "oblique", "slanted")]
        regular = [p for p, s in faces if p in upright and _is(s, "regular", "book", "medium", "roman", "10")] or upright or [p for p, _ in faces]
        bold = [p for p, s in faces if p in upright and _is(s, "bold", "black", "demi")]
        italic = [p for p, s in faces if p not in upright]
        self.regular = rng.choice(regular if rng.random() < 0.8 else (upright or regular))
        self.bold = rng.choice(bold or [self.regular])
        self.italic = rng.choice(italic or [self.regular])

        self._complete = has(self.regular, _COMMON)

    def known(self, text: str) -> str:
        """The text without the digits and signs that this family lacks: some faces hold one script and nothing else."""
        if self._complete:
            return text
        return "".join(c for c in text if c not in _COMMON or has(self.regular, c))

    def font(self, size: float, cut: str = "regular") -> ImageFont.FreeTypeFont:
        return load(getattr(self, cut), max(5, round(size)), self.script in SHAPED)


def _is(style: str, *words: str) -> bool:
    return any(word in style.lower() for word in words)


@functools.lru_cache(maxsize=256)
def load(path: str, size: int, shaped: bool) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, layout_engine=engine)
