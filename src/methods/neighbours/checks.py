"""Checks of the input of the search for neighbours, each with a one-line message."""

import numpy as np

from recomputed import arrays
from recomputed.arrays import bad

DISTANCE_TIES = ("lowest", "highest")  # which index is the nearer one at an equal distance


def count(wanted: int, most: int) -> None:
    """Raise BadInput unless the number of neighbours is a whole number in 1 … `most`."""
    if not isinstance(wanted, int | np.integer) or isinstance(wanted, bool) or not 1 <= wanted <= most:
        raise bad("K out of range", "K", f"a whole number from 1 to {most}, the number of samples", wanted)


def table(given: np.ndarray, name: str) -> np.ndarray:
    """Give the table (rows, D) contiguous, of bytes, int64 or floats; raise BadInput unless it can be searched."""
    table = arrays.for_kernels(arrays.real(given, name, empty=True))
    if table.ndim != 2 or table.shape[1] == 0:
        raise bad("not a table", name, "shape (rows, columns)", f"shape {table.shape}")
    if table.dtype.kind == "f" and not np.isfinite(table).all():
        raise bad("missing values", name, "finite numbers", f"{(~np.isfinite(table)).sum()} nan or inf")
    if table.dtype.kind in "iu" and table.size:
        # In Python's integers: 64-bit integers overflow when squared, and unsigned ones when negated.
        largest = max(abs(int(table.min())), abs(int(table.max())))
        if largest**2 * table.shape[1] > np.iinfo(np.int64).max:
            raise bad("integers too large", name, "entries whose squares add up within 64 bits", largest)
    # Kernels are compiled for few types. Those of integers must hold negative numbers and squares.
    return table if table.dtype.kind == "f" or table.dtype == np.uint8 else table.astype(np.int64, copy=False)


def own(given: np.ndarray, queries: int, samples: int) -> np.ndarray:
    """Give the excluded indices, (queries,) int64; raise BadInput unless each query has a sample's index or -1."""
    indices = np.asarray(given)
    if indices.shape != (queries,) or indices.dtype.kind not in "iu":
        raise bad("not one index per query", "own", f"{queries} integers", f"{indices.dtype} {indices.shape}")
    return arrays.whole(indices, "own", ("queries",), -1, samples - 1, empty=True)


def distance_ties(ties: str) -> None:
    """Raise BadInput unless `ties` is one of DISTANCE_TIES."""
    if ties not in DISTANCE_TIES:
        raise bad("unknown rule for equal distances", "ties", f"one of {', '.join(DISTANCE_TIES)}", ties)
