"""MNIST: the four IDX files of LeCun, Cortes and Burges, found and verified, or a sample of 5,000 training images.

Every result computed from the arrays carries their `data` text, in its caption, its table and its audit row.
"""

import os
from pathlib import Path

CHOICES = ("source",)  # settings that decide which data are used; the others say where to look for them


PLACES = ("folder",)  # arguments of `find.obtain` that change no result
LOCAL = ("source", *PLACES)  # arguments that are another on another machine with the same data


def arguments(settings: dict) -> dict:
    """Give the arguments of `find.obtain` from the block `mnist` of config.yaml and the environment.

    A named folder gives the full set, whose hashes are known, or an error: which folder it is changes no result.
    """
    folder = settings["dir"] or os.environ.get("MNIST_DIR", "")
    source = "folder" if folder and settings["source"] != "embedded" else settings["source"]
    return {
        "source": source,
        "folder": folder and str(Path(folder).expanduser().absolute()),
        "mirrors": settings["mirrors"],
        "timeout_seconds": settings["timeout_seconds"],
    }


def from_anywhere(settings: dict) -> dict:
    """Give the settings with which a run in another folder, without MNIST_DIR, finds the same MNIST."""
    return {"dir": arguments(settings)["folder"]}
