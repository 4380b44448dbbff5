"""Where the tests find the real MNIST, if anywhere: MNIST_DIR, or beside the project."""

import os
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared" / "data" / "mnist"


@pytest.fixture(scope="session")
def real_mnist_dir() -> Path:
    """The folder with the four real IDX files; tests that need it are skipped, loudly, where there is none."""
    folder = Path(os.environ.get("MNIST_DIR") or BESIDE)
    if not folder.is_dir():
        warnings.warn(f"real MNIST not found ({folder}): set MNIST_DIR to run every test", stacklevel=1)
        pytest.skip("no real MNIST: set MNIST_DIR")
    return folder
