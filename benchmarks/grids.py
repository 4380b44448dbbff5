"""Occupied cells of a grid of ten cells an axis: the bit set against NumPy's unique on the cells' numbers.

The second peer sorts and counts where neighbours differ: faster than unique, which hashes, where most cells are alone.
"""

import numpy as np

from articles.curse.compute.grid_kernels import WORD, cell_numbers, occupy
from growth import Growth
from side_by_side import Contest

CELLS = 10  # an axis
CHUNK = 100_000  # samples numbered at a time, by either


def points(samples: int, dimension: int) -> np.ndarray:
    """Draw samples in the unit cube, (samples, dimension)."""
    return np.random.default_rng(0).random((samples, dimension))


def with_bits(x: np.ndarray) -> int:
    """Count with the kernels, chunk by chunk as the workflow does."""
    bits = np.zeros(CELLS ** x.shape[1] // WORD + 1, np.uint64)
    return sum(occupy(cell_numbers(x[n : n + CHUNK], CELLS), bits) for n in range(0, len(x), CHUNK))


def numbered(x: np.ndarray) -> np.ndarray:
    """Number the cells in vectorised NumPy, in chunks that stay in the cache."""
    places = CELLS ** np.arange(x.shape[1])[::-1]
    return np.concatenate([(x[n : n + CHUNK] * CELLS).astype(np.int64) @ places for n in range(0, len(x), CHUNK)])


def with_unique(x: np.ndarray) -> int:
    """Count the distinct cells with NumPy's unique."""
    return len(np.unique(numbered(x)))


def with_sort(x: np.ndarray) -> int:
    """Count the distinct cells as the steps of the sorted numbers."""
    return 1 + np.count_nonzero(np.diff(np.sort(numbered(x))))


def contests(quick: bool) -> list[Contest]:
    """Give the rows: 10^7 samples on 3, 6 and 9 axes."""
    samples = 10**5 if quick else 10**7
    drawn = points(samples, 9)

    def contest(dimension: int, name: str, theirs, goal: float) -> Contest:
        x = np.ascontiguousarray(drawn[:, :dimension])
        what = f"grids: {samples:,} samples, 10^{dimension} cells, occupied"
        return Contest(what, name, goal, lambda: with_bits(x), lambda: theirs(x), lambda a, b: abs(a - b), 0, 2)

    peers = [("NumPy unique", with_unique, 5), ("NumPy sort", with_sort, float("nan"))]
    return [contest(dimension, *peer) for dimension in (3, 6, 9) for peer in peers]


def growths() -> list[Growth]:
    """Samples from 10^4 to 10^7 on six axes; the bits of a grid, a byte for eight cells, on up to nine axes."""

    def samples(n: int):
        x = points(n, 6)
        return lambda: with_bits(x)

    def cells(m: int):
        x = points(1000, len(str(m)) - 1)
        return lambda: with_bits(x)

    return [
        Growth("grids", "samples", [10**k for k in range(4, 8)], samples, 1, 0),
        Growth("grids", "cells", [10**k for k in range(5, 10)], cells, 1, 1),
    ]
