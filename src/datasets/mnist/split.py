"""The seeded split of MNIST: training images, validation images among them, and test images that choose nothing."""

from typing import NamedTuple

import numpy as np

from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats import streams

CLASSES = 10
TEST_DIVISOR = 5  # without test images, one training image in five is held out as a test image
VALIDATION_DIVISOR = 6  # at most one training image in six is held out for validation


class Split(NamedTuple):
    """Pixels (N, 784) and labels (N,), uint8, of all training and test images, and seeded sets of training indices.

    validation, half_a, half_b: sorted, disjoint indices into `train`: held out, and the two halves of the rest.
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


def split(mnist: dict[str, np.ndarray], validation_images: int, seed: int) -> Split:
    """Split MNIST: `validation_images` of the training images, at most a sixth of them, are held out for validation.

    Raises BadInput if a digit has no training image, and for arrays of wrong shapes or types.
    """
    arrays.count(validation_images, "validation_images", 0)
    (train, labels), (test, test_labels) = (part(mnist, name) for name in ("train", "test"))
    train, test = _flat(train), _flat(test)
    data = str(mnist["data"])
    for_test, for_halves = (streams.rng(seed, "knn roles", block) for block in range(2))
    if not len(test):
        held_out = np.zeros(len(train), np.bool_)
        held_out[for_test.choice(len(train), len(train) // TEST_DIVISOR, replace=False)] = True
        test, test_labels, train, labels = train[held_out], labels[held_out], train[~held_out], labels[~held_out]
        data = f"{data}; {held_out.sum():,} of them held out as test images"
    _check_classes(labels)
    order = for_halves.permutation(len(train))
    first = min(validation_images, len(train) // VALIDATION_DIVISOR)
    middle = first + (len(train) - first) // 2
    parts = [np.sort(part) for part in np.split(order, [first, middle])]
    return Split(train, labels, test, test_labels, *parts, data)


def part(mnist: dict[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Give images (N, height, width) and labels (N,) of the part `name`, train or test.

    Raises BadInput for arrays that are missing, or of wrong shapes or types.
    """
    images, labels = (mnist.get(f"{name}_{kind}") for kind in ("images", "labels"))
    images = arrays.real(images, f"{name}_images", ("images", "height", "width"), empty=True)
    arrays.whole(labels, f"{name}_labels", (len(images),), 0, CLASSES - 1, empty=True)
    return images, np.asarray(labels)


def _flat(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), images.shape[1] * images.shape[2])


def _check_classes(labels: np.ndarray) -> None:
    absent = sorted(set(range(CLASSES)) - set(labels.tolist()))
    if absent:
        raise BadInput(
            "empty class", where="training images", expected="every digit", found=f"no {absent}", do="take other data"
        )
