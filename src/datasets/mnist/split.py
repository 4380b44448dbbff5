"""Who trains, who validates, who tests: seeded roles of the MNIST images, the test set untouched by every choice."""

from typing import NamedTuple

import numpy as np

from recomputed.errors import BadInput
from recomputed.stats import streams

CLASSES = 10
HELD_OUT_FROM_SAMPLE = 5  # without test images, one image in five is held out as a test set


class Roles(NamedTuple):
    """Pixels (N, 784) and labels (N,), uint8, of all training and test images, and the seeded sets of training indices.

    validation, half_a, half_b: disjoint sorted indices into training: held out, and the rest cut in two.
    data: the text that every result carries.
    """

    train: np.ndarray
    train_labels: np.ndarray
    test: np.ndarray
    test_labels: np.ndarray
    validation: np.ndarray
    half_a: np.ndarray
    half_b: np.ndarray
    data: str


def roles(mnist: dict[str, np.ndarray], validation_images: int, seed: int) -> Roles:
    """Cut MNIST into roles; at most a sixth of the training images validates.

    Raises BadInput where a class has no training image.
    """
    train, labels = _flat(mnist["train_images"]), mnist["train_labels"]
    test, test_labels, data = _flat(mnist["test_images"]), mnist["test_labels"], str(mnist["data"])
    cut, halve = (streams.rng(seed, "knn roles", block) for block in range(2))
    if not len(test):
        held_out = np.zeros(len(train), np.bool_)
        held_out[cut.choice(len(train), len(train) // HELD_OUT_FROM_SAMPLE, replace=False)] = True
        test, test_labels, train, labels = train[held_out], labels[held_out], train[~held_out], labels[~held_out]
        data = f"{data}; {held_out.sum():,} of them held out as test images"
    _check_classes(labels)
    order = halve.permutation(len(train))
    validating = min(validation_images, len(train) // 6)
    middle = validating + (len(train) - validating) // 2
    parts = [np.sort(part) for part in np.split(order, [validating, middle])]
    return Roles(train, labels, test, test_labels, *parts, data)


def _flat(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), images.shape[1] * images.shape[2])


def _check_classes(labels: np.ndarray) -> None:
    absent = sorted(set(range(CLASSES)) - set(labels.tolist()))
    if absent:
        raise BadInput(
            "empty class", where="training images", expected="every digit", found=f"no {absent}", do="take other data"
        )
