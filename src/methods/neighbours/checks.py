"""Checks of the input of the search for neighbours, each with a one-line message."""

import numpy as np

from recomputed.errors import BadInput

DISTANCE_TIES = ("lowest", "highest")  # which index is the nearer one at an equal distance


def count(wanted: int, most: int) -> None:
    """Raise BadInput unless the number of neighbours is a whole number in 1 … `most`."""
    if not isinstance(wanted, int | np.integer) or not 1 <= wanted <= most:
        raise bad("K out of range", "K", f"a whole number from 1 to {most}, the number of samples", wanted)


def table(given: np.ndarray, name: str) -> np.ndarray:
    """Give the table (rows, D) contiguous, bool and uint64 as int64; raise BadInput unless it can be searched."""
    table = np.ascontiguousarray(given)
    if table.ndim != 2 or table.shape[1] == 0:
        raise bad("not a table", name, "shape (rows, columns)", f"shape {table.shape}")
    if table.dtype.kind not in "biuf":
        raise bad("not real numbers", name, "integers or floats", table.dtype)
    if table.dtype.kind == "f" and not np.isfinite(table).all():
        raise bad("missing values", name, "finite numbers", f"{(~np.isfinite(table)).sum()} nan or inf")
    if table.dtype.kind in "iu" and table.size:
        # In Python's integers: 64-bit integers overflow when squared, and unsigned ones when negated.
        largest = max(abs(int(table.min())), abs(int(table.max())))
        if largest**2 * table.shape[1] > np.iinfo(np.int64).max:
            raise bad("integers too large", name, "entries whose squares add up within 64 bits", largest)
    return table.astype(np.int64) if table.dtype in (np.bool_, np.uint64) else table


def own(given: np.ndarray, queries: int) -> np.ndarray:
    """Give the excluded indices, (queries,) int64; raise BadInput unless there is one for each query."""
    indices = np.asarray(given)
    if indices.shape != (queries,) or indices.dtype.kind not in "iu":
        raise bad("not one index per query", "own", f"{queries} integers", f"{indices.dtype} {indices.shape}")
    return indices.astype(np.int64)


def distance_ties(ties: str) -> None:
    """Raise BadInput unless `ties` is one of DISTANCE_TIES."""
    if ties not in DISTANCE_TIES:
        raise bad("unknown rule for equal distances", "ties", f"one of {', '.join(DISTANCE_TIES)}", ties)


def bad(what: str, where: str, expected: object, found: object) -> BadInput:
    """Make the error with a one-line message."""
    return BadInput(what, where=where, expected=expected, found=found, do="change the call or its settings")
