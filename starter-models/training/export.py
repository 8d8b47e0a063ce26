"""Writes a trained model into the library's resources: weights for two engines, configuration, checksums.

    python export.py                            brings the checksums up to date, after a change of a model card
    python export.py --checkpoint FILE --model NAME    exports again what ``train.py`` kept in its work folder
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn

import export_mxnet
import export_onnx
import motion_network
import orientation
import region_networks
import region_pages
from graph import Graph
from layers import Network
from motion import camera, clips
from pages import regions
from preprocess import MEAN, PAD_VALUE, SIZE, STD

RESOURCES = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/dev/visiontask/starter"


@dataclass(frozen=True)
class Model:
    """What is written of a model beside its weights."""

    task: str
    architecture: str
    description: str
    labels: list[str]
    new: Callable[[], nn.Module]
    graph: Callable[[Any], Graph]
    settings: dict[str, Any] = field(default_factory=dict)
    picture: dict[str, Any] = field(default_factory=lambda: PAGE)


#: How a page becomes the input.
PAGE = {"size": SIZE, "resize_mode": "letterbox", "pad_value": PAD_VALUE, "pad_align": "center", "interpolation": "pillow-bilinear",
        "rescale_factor": "1/255", "image_mean": MEAN, "image_std": STD}
#: And a frame of a film.
FRAME = {"size": clips.SIZE, "resize_mode": "stretch", "interpolation": "pillow-bilinear", "rescale_factor": "1/255", "image_mean": 0.5, "image_std": 0.5}

MODELS = {
    "page-orientation": Model(
        "image-classification", "VisionTaskPageOrientationForImageClassification", "Which way a page or screenshot is turned",
        orientation.LABELS, orientation.PageOrientation, orientation.graph, {"activation": "softmax"}),
    "page-layout": Model(
        "object-detection", "VisionTaskPageLayoutForObjectDetection", "Where the regions of a page are",
        regions.LABELS, lambda: Network(region_networks.layout, SIZE), region_networks.layout_graph, {"decoder": "yolox"}),
    "page-segments": Model(
        "semantic-segmentation", "VisionTaskPageSegmentsForSemanticSegmentation", "What each pixel of a picture of a page belongs to",
        region_pages.SEGMENTS, lambda: Network(region_networks.segments, SIZE), region_networks.segments_graph),
    "camera-motion": Model(
        "activity-recognition", "VisionTaskCameraMotionForVideoClassification", "How the camera moves",
        camera.LABELS, lambda: Network(motion_network.motion, clips.SIZE, clips.FRAMES), motion_network.motion_graph,
        {"activation": "softmax", "clip_layout": "NTCHW", "clip_length": clips.FRAMES, "clip_sampling": "dense", "clip_stride": 4}, FRAME),
}


def folder(name: str) -> pathlib.Path:
    return RESOURCES / name


def write_all(name: str, net: nn.Module) -> None:
    out, model = folder(name), MODELS[name]
    out.mkdir(parents=True, exist_ok=True)
    graph = model.graph(net)
    export_onnx.write(graph, out / "model.onnx", {
        "name": name,
        "author": "VisionTask for Java",
        "license": "Apache-2.0",
        "description": model.description + ": " + ", ".join(model.labels),
    })
    export_mxnet.write(graph, out / f"{name}-symbol.json", out / f"{name}-0000.params")
    config = {
        "model_type": "visiontask",
        "architectures": [model.architecture],
        **({"problem_type": "single_label_classification"} if model.task == "image-classification" else {}),
        "id2label": {str(i): label for i, label in enumerate(model.labels)},
        "label2id": {label: i for i, label in enumerate(model.labels)},
        "visiontask": {
            "task": model.task,
            **model.picture,
            **model.settings,
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=list(MODELS))
    parser.add_argument("--checkpoint", type=pathlib.Path)
    options = parser.parse_args()
    if options.checkpoint:
        net = MODELS[options.model].new()
        net.load_state_dict(torch.load(options.checkpoint))
        write_all(options.model, net.eval())
    write_checksums()


if __name__ == "__main__":
    main()
