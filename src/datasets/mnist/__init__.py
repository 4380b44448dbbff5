"""MNIST: the four IDX files of LeCun, Cortes and Burges, found and verified, or a sample of 5,000 training images.

Every result computed from the arrays carries their `data` text, in its caption, its table and its audit row.
"""

import os
from pathlib import Path

CHOICES = ("source",)  # settings that decide which data are used; the others say where to look for them


def arguments(settings: dict) -> dict:
    """Give the arguments of `find.obtain` from the block `mnist` of config.yaml and the environment."""
    folder = settings["dir"] or os.environ.get("MNIST_DIR", "")
    return {
        "source": settings["source"],
        "folder": folder and str(Path(folder).expanduser().absolute()),
        "mirrors": settings["mirrors"],
        "timeout_seconds": settings["timeout_seconds"],
    }


def from_anywhere(settings: dict) -> dict:
    """Give the settings with which a run in another folder, without MNIST_DIR, finds the same MNIST."""
    return {"dir": arguments(settings)["folder"]}
