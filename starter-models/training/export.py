"""Writes a trained model into the library's resources: weights for two engines, configuration, checksums."""

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
            "resize_mode": "letterbox",
            "pad_value": PAD_VALUE,
            "pad_align": "center",
            "activation": "softmax",
            "license": "Apache-2.0",
            "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("model.onnx", symbol, params)},
        },
    }
    processor = {
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"height": SIZE, "width": SIZE},
        "resample": 2,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [MEAN] * 3,
        "image_std": [STD] * 3,
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (out / "preprocessor_config.json").write_text(json.dumps(processor, indent=2) + "\n")


if __name__ == "__main__":
    # Writes the files again from the last checkpoint.
    import torch

    net = PageOrientation()
    net.load_state_dict(torch.load(pathlib.Path(__file__).resolve().parent / "build" / "page-orientation.pt"))
    write_all(net.eval(), "page-orientation")
