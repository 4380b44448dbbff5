"""The preprocessings of MNIST under which verdicts are tried again."""

import numpy as np
import pytest

from datasets.mnist.preprocess import PREPROCESSINGS
from recomputed.audit.robustness.wording import KINDS


@pytest.fixture
def arrays() -> dict:
    rng = np.random.default_rng(1)
    images = {f"{part}_images": rng.integers(0, 256, (n, 28, 28), np.uint8) for part, n in (("train", 4), ("test", 2))}
    return images | {"train_labels": np.arange(4), "test_labels": np.arange(2)}


def test_images_are_pooled_scaled_and_centred(arrays):
    found = {name: change(arrays) for name, (_, _, change) in PREPROCESSINGS.items()}
    assert found.keys() == {"pooled", "scaled", "centred"}
    for part in ("images", "labels"):
        both = np.concatenate([arrays[f"train_{part}"], arrays[f"test_{part}"]])
        assert np.array_equal(found["pooled"][f"train_{part}"], both)
    for part in ("train_images", "test_images"):
        assert np.array_equal(found["scaled"][part], arrays[part] / 255)
        assert np.allclose(found["centred"][part], arrays[part] - arrays["train_images"].mean(axis=0))


def test_every_kind_of_condition_is_one_that_the_audit_knows():
    assert {kind for kind, _, _ in PREPROCESSINGS.values()} <= KINDS.keys() - {"seed"}
