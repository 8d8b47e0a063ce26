"""The picture as the network sees it: the definition that every user of the model must follow.

Letterbox: the picture is scaled (up or down, sides in proportion) until it just fits a square, with Pillow's
antialiased bilinear filter, and centred on white.  White because paper is: the border then says nothing.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

SIZE = 384
PAD_VALUE = 255
#: White becomes 0, so that the zeros which convolutions add at the border are white too.
MEAN = 1.0
STD = 0.5
#: Weights of red, green and blue in the brightness that the network is trained on (ITU-R BT.601, as Pillow's "L").
LUMA = (0.299, 0.587, 0.114)


def placement(picture: tuple[int, int], size: int = SIZE) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a picture goes in the square: its width and height there, and its left top."""
    width, height = picture
    ratio = min(size / height, size / width)
    new_width, new_height = max(1, round(width * ratio)), max(1, round(height * ratio))
    return (new_width, new_height), (int(round((size - new_width) / 2 - 0.1)), int(round((size - new_height) / 2 - 0.1)))


def letterbox(image: Image.Image, size: int = SIZE) -> Image.Image:
    """The RGB square of ``size`` pixels."""
    resized, left_top = placement(image.size, size)
    square = Image.new("RGB", (size, size), (PAD_VALUE,) * 3)
    square.paste(image.convert("RGB").resize(resized, Image.Resampling.BILINEAR), left_top)
    return square


def tensor(image: Image.Image) -> np.ndarray:
    """The network's input for one picture: float32, 1 x 3 x SIZE x SIZE, white is 0, black is -2."""
    pixels = np.asarray(letterbox(image), np.float32).transpose(2, 0, 1)[None]
    return ((pixels * np.float32(1 / 255) - np.float32(MEAN)) / np.float32(STD)).astype(np.float32)


def turn(image: Image.Image, quarter_turns: int) -> Image.Image:
    """Turns the content clockwise by 90 degrees times ``quarter_turns``."""
    return image if quarter_turns % 4 == 0 else image.transpose(
        [Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90][quarter_turns % 4 - 1])
