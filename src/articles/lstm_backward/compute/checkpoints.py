"""Checkpoints of trained nets: one file per net, with a stamp that names everything the net follows from.

recomputed.results.store is not used, because its code would then be a part of the stamp.
"""

import hashlib
from dataclasses import asdict
from pathlib import Path

import llvmlite
import numba
import numpy as np

from articles.lstm_backward.compute.tasks import Task
from recomputed.results import npz_check
from recomputed.results.atomic import replacing
from recomputed.workflow.sources import code_hash


def stamp(module: str, todo: Task, cell: str, seed: int, budget: object) -> str:
    """Name what the nets trained by `module` follow from: code, libraries, numbers (`budget`, a dataclass), data."""
    libraries = [library.__version__ for library in (np, numba, llvmlite)]
    numbers = (todo.name, cell, seed, sorted(asdict(budget).items()))
    digest = hashlib.sha256(repr((code_hash(module), libraries, numbers)).encode())
    for array in todo.test:
        digest.update(array.tobytes())
    return f"{digest.hexdigest()} {todo.data}"


def load(path: Path, stamp: str) -> dict[str, np.ndarray] | None:
    """Load a trained net; give None if it is missing, damaged, larger than its file, or has another stamp."""
    try:
        npz_check.check(path)
        with np.load(path, allow_pickle=False) as arrays:
            kept = {name: arrays[name] for name in arrays.files}
    except Exception:  # a damaged zip may raise any exception
        return None
    return kept if str(kept.pop("stamp", "")) == f"{stamp} {_digest(kept)}" else None


def save(path: Path, stamp: str, arrays: dict[str, np.ndarray]) -> None:
    """Save a trained net; a reader finds the old file or the whole new one, never a part."""
    with replacing(path) as temporary:
        np.savez(temporary, stamp=f"{stamp} {_digest(arrays)}", **arrays)


def _digest(arrays: dict[str, np.ndarray]) -> str:
    digest = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode() + array.tobytes())
    return digest.hexdigest()
