"""Motion-JPEG in AVI, the way every player reads it: a header, a JPEG a frame, an index."""

from __future__ import annotations

import pathlib
import struct
from collections.abc import Iterable

import cv2
import numpy as np

HAS_INDEX, IS_KEY_FRAME = 0x10, 0x10


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _list(name: bytes, *parts: bytes) -> bytes:
    return _chunk(b"LIST", name + b"".join(parts))


def write(file: pathlib.Path, pictures: Iterable[np.ndarray], rate: int, quality: int) -> None:
    """``pictures``: BGR, 8 bits, all of one size."""
    frames, shape = [], None
    for picture in pictures:
        shape = picture.shape
        frames.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())
    if shape is None:
        raise ValueError("expected at least one picture")
    height, width = shape[:2]
    largest = max(map(len, frames))
    index, at = [], 4
    for frame in frames:
        index.append(b"00dc" + struct.pack("<III", IS_KEY_FRAME, at, len(frame)))
        at += 8 + len(frame) + len(frame) % 2
    main = struct.pack("<14I", 1_000_000 // rate, largest * rate, 0, HAS_INDEX, len(frames), 0, 1, largest, width, height, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack("<IHHIIIIIIIIHHHH", 0, 0, 0, 0, 1, rate, 0, len(frames), largest, 0xFFFFFFFF, 0, 0, 0, width, height)
    picture_format = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    header = _list(b"hdrl", _chunk(b"avih", main), _list(b"strl", _chunk(b"strh", stream), _chunk(b"strf", picture_format)))
    movie = _list(b"movi", *(_chunk(b"00dc", frame) for frame in frames))
    file.write_bytes(_chunk(b"RIFF", b"AVI " + header + movie + _chunk(b"idx1", b"".join(index))))
