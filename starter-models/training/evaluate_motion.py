"""Measures camera-motion through ONNX Runtime.

    python evaluate_motion.py                      2,160 held-out rendered clips
    python evaluate_motion.py --photos DIR ...     movements over pictures of others, 9 clips a picture
    python evaluate_motion.py --static FILE ...    windows of films whose camera stands still
"""

from __future__ import annotations

import argparse
import pathlib

import cv2
import numpy as np
import onnxruntime
from PIL import Image

import export
import train_motion
from motion import camera, clips

HELD_OUT_SETS = 40


class Model:
    def __init__(self) -> None:
        self.session = onnxruntime.InferenceSession(export.folder("camera-motion") / "model.onnx", providers=["CPUExecutionProvider"])

    def label(self, frames: np.ndarray) -> int:
        """``frames``: T x H x W x 3 or T x H x W, 8 bits."""
        if frames.ndim == 3:
            frames = np.repeat(frames[..., None], 3, 3)
        x = (frames.astype(np.float32) - 127.5) / 127.5
        return int(self.session.run(None, {"input": x.transpose(0, 3, 1, 2)[None]})[0][0].argmax())


def show(name: str, confusion: np.ndarray) -> None:
    print(f"{name}: {confusion.trace()} of {confusion.sum()} right, {confusion.trace() / confusion.sum():.1%}; rows: truth")
    for label, row in zip(camera.LABELS, confusion):
        print(f"{label:10s}", row)


def photos(model: Model, folders: list[pathlib.Path]) -> np.ndarray:
    confusion = np.zeros((9, 9), int)
    for folder in folders:
        for file in sorted(f for f in folder.rglob("*") if f.suffix.lower() in (".jpg", ".jpeg", ".png")):
            picture = np.asarray(Image.open(file).convert("L"))
            side = min(picture.shape)
            if side < 200:
                continue
            rng = np.random.default_rng(len(file.name) * 7919 + side)
            for kind in range(9):
                # Only movements that stay on the photograph: nothing is known beyond its edge.
                for _ in range(200):
                    seen, width = camera.path(rng, kind, clips.FRAMES), side * rng.uniform(0.3, 0.6)
                    reach = width * np.exp(-seen.zoom.min()) * 0.71
                    xs, ys = seen.x * width, seen.y * width
                    low, high = np.array([reach - xs.min(), reach - ys.min()]), np.array([picture.shape[1] - reach - xs.max(), picture.shape[0] - reach - ys.max()])
                    if (low <= high).all():
                        frames = camera.film(picture, seen, tuple(rng.uniform(low, high)), width, (clips.SIZE, clips.SIZE))
                        confusion[kind, model.label(frames)] += 1
                        break
    return confusion


def static(model: Model, film: pathlib.Path, step: int) -> np.ndarray:
    video, frames, counts = cv2.VideoCapture(str(film)), [], np.zeros(9, int)
    while True:
        there, frame = video.read()
        if not there:
            break
        frames.append(np.asarray(Image.fromarray(frame[..., ::-1]).resize((clips.SIZE, clips.SIZE), Image.Resampling.BILINEAR)))
    for first in range(0, len(frames) - step * (clips.FRAMES - 1), step * 2):
        counts[model.label(np.stack(frames[first:first + step * clips.FRAMES:step][:clips.FRAMES]))] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--static", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--step", type=int, default=4, help="frames of the film from one frame of the window to the next")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent / "build")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    model = Model()
    if options.photos:
        show("photographs", photos(model, options.photos))
    for film in options.static:
        counts = static(model, film, options.step)
        print(f"{film.name}: {counts[0]} of {counts.sum()} windows static", dict(zip(camera.LABELS, counts.tolist())))
    if not options.photos and not options.static:
        frames, labels = train_motion.build(options.work, HELD_OUT_SETS, train_motion.HELD_OUT_SEED, options.threads)
        confusion = np.zeros((9, 9), int)
        for clip, label in zip(frames, labels):
            confusion[label, model.label(np.array(clip))] += 1
        show("held-out clips", confusion)


if __name__ == "__main__":
    main()
