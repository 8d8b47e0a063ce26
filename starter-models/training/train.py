"""Trains a starter model from nothing: renders its pages, learns, exports and writes the files that the library embeds.

    python train.py --model page-orientation
    python train.py --model page-layout
    python train.py --model page-segments
    python train.py --model camera-motion

Seeded; made for two CPU cores.  ``README.md`` has the requirements and the time it takes.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import time

import torch

import export
import train_motion
import train_orientation
import train_regions

HERE = pathlib.Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=list(export.MODELS), required=True)
    parser.add_argument("--pages", type=int, default=4500, help="pages to render, each used in two or three views; of scenes half as many")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the number of steps")
    parser.add_argument("--seed", type=int, default=20240)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "build", help="rendered pages and the checkpoint")
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    options = parser.parse_args()
    started = time.time()
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    if options.model == "page-orientation":
        model = train_orientation.train(options)
    elif options.model == "camera-motion":
        model = train_motion.train(options)
    else:
        model = train_regions.train(options.model, options)
    export.write_all(options.model, model)
    print(f"done after {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
