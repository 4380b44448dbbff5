"""Images to work on: MNIST where MNIST_DIR or the user's cache has it, else the 5,000 embedded ones."""

import os
from functools import cache

import numpy as np

from datasets.mnist import find
from recomputed.errors import BadInput


@cache
def mnist() -> dict[str, dict]:
    """Give the `arrays` and the `record` of where they come from; SystemExit for a folder that does not do."""
    try:
        return find.obtain("auto", os.environ.get("MNIST_DIR", ""), [], timeout_seconds=1)
    except BadInput as error:
        raise SystemExit(str(error)) from None


def as_rows(images: np.ndarray, count: int | None = None) -> np.ndarray:
    """Give the images (N, 28, 28) as rows (N, 784), the first `count`, all over again where there are fewer."""
    rows = images.reshape(len(images), -1)
    return rows if count is None else np.tile(rows, (-(-count // len(rows)), 1))[:count]


def training(count: int | None = None) -> np.ndarray:
    """Give the training images as rows of bytes (count, 784)."""
    return as_rows(mnist()["arrays"]["train_images"], count)
