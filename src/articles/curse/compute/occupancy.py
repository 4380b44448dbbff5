"""Section 1: how many cells of a grid hold a sample, and how many test points fall in empty cells.

Samples are uniform in the unit cube. With m cells and N samples, a cell stays empty with probability (1 - 1/m)^N; so
does the cell of a test point.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from articles.curse.compute.grid_kernels import WORD, cell_numbers, count_occupied, occupy
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth

BLOCK = 100_000  # points drawn at a time: bounds the memory; each block has its own generator
MOST_CELLS = 10**10  # one bit each: 1.25 GB


def occupancy(
    seed: int, dimensions: list[int], samples: list[int], cells_per_axis: int, test_points: int
) -> pd.DataFrame:
    """Count occupied cells, and test points in empty cells, for each number of samples and of axes.

    Theory expects m (1 - (1 - 1/m)^N) occupied cells and the share (1 - 1/m)^N of test points in empty cells.
    Shares are in percent; 95 % of such simulations lie within `_halfwidth`. Raises BadInput for too large a grid.
    """
    check_grid(dimensions, cells_per_axis)
    runs = list(product(samples, dimensions))
    return pd.DataFrame(
        [_occupancy_row(seed, n, d, cells_per_axis, test_points) for n, d in track(runs, "occupied cells")]
    )


def expected_occupied(cells: int, samples: int) -> tuple[float, float]:
    """Give the mean and the standard deviation of the number of occupied cells (the classical occupancy problem).

    Raises BadInput for fewer than one cell.
    The variance uses expm1 and log1p, because its two large terms cancel when cells outnumber samples.
    """
    arrays.count(cells, "cells", 1)
    arrays.count(samples, "samples", 0)
    if cells == 1:
        return float(samples > 0), 0.0
    empty = np.exp(samples * np.log1p(-1 / cells))
    two_given_one = samples * (np.log1p(-2 / cells) - np.log1p(-1 / cells)) if cells > 2 else -np.inf
    paired = samples * np.log1p(-1 / (cells - 1) ** 2) if cells > 2 else -np.inf
    variance = -cells * empty * np.expm1(two_given_one) + (cells * empty) ** 2 * np.expm1(paired)
    return -cells * np.expm1(samples * np.log1p(-1 / cells)), float(np.sqrt(max(variance, 0.0)))


def _occupancy_row(seed: int, samples: int, dimension: int, cells_per_axis: int, test_points: int) -> dict:
    cells = cells_per_axis**dimension
    bits = bit_set(cells)
    train = partial(streams.rng, seed, "curse grid samples", samples, dimension)
    test = partial(streams.rng, seed, "curse grid test points", samples, dimension)
    occupied = sum(occupy(cell_numbers(x, cells_per_axis), bits) for x in uniform_points(train, samples, dimension))
    hits = sum(
        count_occupied(cell_numbers(x, cells_per_axis), bits) for x in uniform_points(test, test_points, dimension)
    )
    expected, spread = expected_occupied(cells, samples)
    # All test points meet the same samples, so the randomness of the samples adds to that of the test points.
    halfwidth = np.hypot(share_halfwidth(hits, test_points), Z95 * spread / cells)
    return {
        "samples": samples,
        "dimension": dimension,
        "cells": cells,
        "occupied_cells": occupied,
        "occupied_cells_halfwidth": Z95 * spread,
        "expected_occupied_cells": expected,
        "empty_test_percent": 100 * (1 - hits / test_points),
        "empty_test_percent_halfwidth": 100 * halfwidth,
        "expected_empty_percent": 100 * (1 - expected / cells),
    }


def uniform_points(rng: Callable[[int], np.random.Generator], number: int, dimension: int) -> Iterator[np.ndarray]:
    """Yield uniform points in blocks (n, D), each from its own generator."""
    for block, start in enumerate(range(0, number, BLOCK)):
        yield rng(block).random((min(BLOCK, number - start), dimension))


def bit_set(cells: int) -> np.ndarray:
    """Give the empty bit set of a grid: uint64 words, one bit per cell."""
    return np.zeros(cells // WORD + 1, np.uint64)


def check_grid(dimensions: list[int], cells_per_axis: int) -> None:
    """Raise BadInput for a grid without axes or with more than MOST_CELLS cells."""
    cells = cells_per_axis ** max(dimensions, default=0)
    if cells > MOST_CELLS or min(dimensions, default=0) < 1 or cells_per_axis < 1:
        raise BadInput(
            "grid out of range",
            where="curse.grids",
            expected=f"1 to {MOST_CELLS:,} cells, dimensions of 1 or more",
            found=f"{cells_per_axis} cells per axis, dimensions {dimensions}",
            do="lower dimensions or cells_per_axis in config.yaml",
        )
