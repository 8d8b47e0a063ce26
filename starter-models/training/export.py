"""Writes a trained model into the library's resources: weights for two engines, configuration, checksums.

Run alone, it brings the checksums up to date, for instance after a change of the model card.
"""

from __future__ import annotations

import hashlib
import json
import pathlib

import export_mxnet
import export_onnx
from network import LABELS, PageOrientation, fold
from preprocess import MEAN, PAD_VALUE, SIZE, STD

RESOURCES = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/dev/visiontask/starter"


def folder(model: str) -> pathlib.Path:
    return RESOURCES / model


def write_all(net: PageOrientation, model: str) -> None:
    out = folder(model)
    out.mkdir(parents=True, exist_ok=True)
    folded = fold(net)
    export_onnx.write(folded, out / "model.onnx", {
        "name": model,
        "author": "VisionTask for Java",
        "license": "Apache-2.0",
        "description": "Which way a page or screenshot is turned: " + ", ".join(LABELS) + " (degrees clockwise)",
    })
    symbol, params = f"{model}-symbol.json", f"{model}-0000.params"
    export_mxnet.write(folded, out / symbol, out / params)
    config = {
        "model_type": "visiontask",
        "architectures": ["VisionTaskPageOrientationForImageClassification"],
        "problem_type": "single_label_classification",
        "id2label": {str(i): label for i, label in enumerate(LABELS)},
        "label2id": {label: i for i, label in enumerate(LABELS)},
        "visiontask": {
            "task": "image-classification",
            "size": SIZE,
            "resize_mode": "letterbox",
            "pad_value": PAD_VALUE,
            "pad_align": "center",
            "interpolation": "pillow-bilinear",
            "rescale_factor": "1/255",
            "image_mean": MEAN,
            "image_std": STD,
            "activation": "softmax",
            "license": "Apache-2.0",
        },
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    write_checksums()


def write_checksums() -> None:
    """The index by which the library finds the files of all starter models, as ``sha256sum`` writes it."""
    index = RESOURCES / "SHA256SUMS"
    files = sorted(path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*") if path.is_file() and path != index)
    index.write_text("".join(f"{hashlib.sha256((RESOURCES / name).read_bytes()).hexdigest()}  {name}\n" for name in files))


if __name__ == "__main__":
    # After a change of the model card.
    write_checksums()
