"""Other ways to prepare MNIST, under which the verdicts are computed again."""

from collections.abc import Callable

import numpy as np


def _images(change: Callable[[np.ndarray], np.ndarray]) -> Callable[[dict], dict]:
    return lambda mnist: mnist | {name: change(mnist[name]) for name in ("train_images", "test_images")}


def _pooled(mnist: dict) -> dict:
    return mnist | {
        f"train_{part}": np.concatenate([mnist[f"train_{part}"], mnist[f"test_{part}"]])
        for part in ("images", "labels")
    }


def _centred(mnist: dict) -> dict:
    mean = mnist["train_images"].mean(axis=0)
    return _images(lambda images: images - mean)(mnist)


# name -> kind of condition (see recomputed.audit.robustness.wording), words for readers, function of the arrays
PREPROCESSINGS: dict[str, tuple[str, str, Callable[[dict], dict]]] = {
    "pooled": ("samples", "training and test images together", _pooled),
    "scaled": ("preprocessing", "grey levels scaled to 0..1", _images(lambda images: images / 255)),
    "centred": ("preprocessing", "mean image taken away", _centred),
}
