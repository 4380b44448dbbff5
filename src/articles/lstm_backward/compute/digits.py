"""The task of reading MNIST's digits row by row: which images are trained on, and which nets are judged on."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from recomputed.errors import BadInput
from recomputed.stats import streams

VALIDATION_DIVISOR = 12  # of the training images one in so many is for validation: 5,000 of 60,000
TEST_DIVISOR = 5  # without test images, one training image in so many is held out as a test image


Batch = tuple[np.ndarray, np.ndarray]
PARTS = ("test", "validation")  # what nets are judged on; validation only chooses rates and thresholds


class Digits(NamedTuple):
    """Draw x (28, n, 28) and labels (1, n) to train on; those held out; their source; how many images of each."""

    draw: Callable[[np.random.Generator, int], Batch]
    test: Batch
    data: str
    images: tuple[int, int]


def digits(seed: int, steps: int, held_out: int, part: str, mnist: dict[str, np.ndarray]) -> Digits:
    """Take the images that are trained on, and at most `held_out` of the part that is not, chosen by `seed`.

    For the test, nets are trained on all training images; for validation, on those that are not for validation. Where
    there are no test images, some of the training images are held out, from all trainings.
    Raises BadInput unless there are images of `steps` rows and two or more of each part.
    """
    pixels, labels = (mnist.get(f"train_{kind}", np.empty((0, 28, 28))) for kind in ("images", "labels"))
    if steps != pixels.shape[1]:
        raise bad("wrong number of steps", f"{pixels.shape[1]}, the rows of an image", steps)
    tested, tested_labels = mnist.get("test_images", pixels[:0]), mnist.get("test_labels")
    train = np.arange(len(pixels))
    for name, divisor in (("test", TEST_DIVISOR), ("validation", VALIDATION_DIVISOR)):
        if (name == "test" and not len(tested)) or part == name == "validation":
            order = _stream(seed, name, 1).permutation(train)  # the embedded sample is sorted by class
            train, apart = order[len(train) // divisor :], order[: len(train) // divisor]
            tested, tested_labels = pixels[apart], labels[apart]
    if min(len(train), len(tested)) < 2:
        raise bad("too few images", "2 or more to train on and to judge on", f"{len(train)} and {len(tested)}")
    chosen = _stream(seed, part, 0).permutation(len(tested))[:held_out]
    test = _rows(tested[chosen], tested_labels[chosen])

    def draw(rng: np.random.Generator, n: int) -> Batch:
        drawn = train[rng.integers(0, len(train), n)]
        return _rows(pixels[drawn], labels[drawn])

    return Digits(draw, test, str(mnist["data"]), (len(train), len(chosen)))


def _stream(seed: int, part: str, block: int) -> np.random.Generator:
    return streams.rng(seed, "lstm_backward digits", PARTS.index(part), block)


def _rows(pixels: np.ndarray, labels: np.ndarray) -> Batch:
    rows = np.ascontiguousarray((pixels / np.float32(255)).transpose(1, 0, 2))
    return rows, labels.astype(np.int64)[None, :]


def bad(what: str, expected: object, found: object) -> BadInput:
    """Make the error of a setting that no task can have."""
    return BadInput(what, where="lstm_backward.training", expected=expected, found=found, do="correct config.yaml")
