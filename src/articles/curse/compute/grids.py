"""Section 1, grids: the number of cells against the number of samples as axes are added."""

import math
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from articles.curse.compute.grid_kernels import cell_numbers, occupy
from articles.curse.compute.occupancy import bit_set, check_grid, uniform_points
from recomputed import arrays
from recomputed.stats import streams

PICTURED = (1, 2, 3)  # dimensions of the grids that the article draws and counts
COUNTED = (*PICTURED, 4, 5)  # dimensions of the grids whose cells are visited one by one


def cell_counts(dimensions: list[int], cells_per_axis: int) -> pd.DataFrame:
    """Count the cells of a grid by visiting each one: the distinct cell numbers of all cell centres.

    Columns: dimension, cells_per_axis, cells, factor_per_axis (cells over those of the row before; nan in the first).
    """
    check_grid(dimensions, cells_per_axis)
    middles = (np.arange(cells_per_axis) + 0.5) / cells_per_axis
    counts = []
    for d in dimensions:
        centres = np.array(list(product(middles, repeat=d)))
        counts.append(occupy(cell_numbers(centres, cells_per_axis), bit_set(cells_per_axis**d)))
    factors = [np.nan, *np.divide(counts[1:], counts[:-1])]
    return pd.DataFrame(
        {"dimension": dimensions, "cells_per_axis": cells_per_axis, "cells": counts, "factor_per_axis": factors}
    )


def outnumbered(samples: list[int], cells_per_axis: int) -> pd.DataFrame:
    """Find the first number of axes at which a grid has more cells than `samples`, in integers."""
    firsts = [next(d for d in range(1, 1000) if cells_per_axis**d > n) for n in samples]
    return pd.DataFrame(
        {
            "samples": samples,
            "first_dimension_with_more_cells": firsts,
            "cells": [cells_per_axis**d for d in firsts],
        }
    )


def mostly_empty(samples: list[int], cells_per_axis: int, empty_range_percent: list[float]) -> pd.DataFrame:
    """Find the first number of axes at which more than each of `empty_range_percent` of the cells are expected empty.

    A cell is empty of N uniform samples with probability (1 - 1/cells)^N. Columns: empty_percent (the threshold),
    samples, first_dimension, cells. Raises BadInput for a threshold outside 0 to 100 (not included).
    """
    if not all(0 < percent < 100 for percent in empty_range_percent):
        raise arrays.bad("out of range", "curse.grids.empty_range_percent", "between 0 and 100", empty_range_percent)
    rows = []
    for percent, n in product(empty_range_percent, samples):
        empty = (-100 * math.expm1(n * math.log1p(-(float(cells_per_axis) ** -d))) for d in range(1, 1000))
        first = next(d for d, occupied in enumerate(empty, 1) if occupied < 100 - percent)
        rows.append((percent, n, first, cells_per_axis**first))
    return pd.DataFrame(rows, columns=["empty_percent", "samples", "first_dimension", "cells"])


def example(seed: int, points: int, cells_per_axis: int) -> pd.DataFrame:
    """Draw `points` samples in the unit cube: columns x1, x2, x3, and cell_1, cell_2, cell_3.

    `cell_D` is the number of the cell that holds the first D coordinates.
    """
    x = np.concatenate(list(uniform_points(partial(streams.rng, seed, "curse grid example"), points, 3)))
    table = pd.DataFrame(x, columns=["x1", "x2", "x3"])
    for d in PICTURED:
        table[f"cell_{d}"] = cell_numbers(np.ascontiguousarray(x[:, :d]), cells_per_axis)
    return table
