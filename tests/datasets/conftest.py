"""Four small files that take the place of MNIST's."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from datasets.mnist import idx
from idx_files import idx_bytes, zipped


@pytest.fixture
def tiny(monkeypatch) -> dict[str, bytes]:
    """Replace the four files by small ones of random pixels, and give their contents by name."""
    rng = np.random.default_rng(1)
    arrays = {
        "train_images": rng.integers(256, size=(6, 28, 28)),
        "train_labels": np.arange(6),
        "test_images": rng.integers(256, size=(2, 28, 28)),
        "test_labels": np.array([9, 0]),
    }
    contents = {idx.FILES[key].name: idx_bytes(array) for key, array in arrays.items()}
    files = {
        key: idx.IdxFile(file.name, arrays[key].shape, hashlib.sha256(contents[file.name]).hexdigest())
        for key, file in idx.FILES.items()
    }
    monkeypatch.setattr(idx, "FILES", files)
    return contents


@pytest.fixture
def folder(tiny, tmp_path) -> Path:
    """A folder with the four tiny files, gzipped."""
    place = tmp_path / "folder"
    place.mkdir()
    for name, content in tiny.items():
        (place / f"{name}.gz").write_bytes(zipped(content))
    return place
