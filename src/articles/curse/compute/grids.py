"""Section 1, grids: cells against samples as axes are added, on samples uniform in the unit cube.

With m cells and N samples, a cell stays empty with probability (1 - 1/m)^N; so does the cell of a test point.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from articles.curse.grid_kernels import WORD, cell_numbers, count_occupied, occupy
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth

BLOCK = 100_000  # points drawn at a time: bounds the memory, and each block has its own generator
PICTURED = (1, 2, 3)  # axes of the grids that the article shows and counts
COUNTED = (*PICTURED, 4, 5)  # axes of those whose cells we visit one by one
MOST_CELLS = 10**10  # one bit each: 1.25 GB


def tables(
    seed: int,
    *,
    cells_per_axis: int,
    dimensions: list[int],
    samples: list[int],
    test_points: int,
    example_points: int,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of this topic: occupancy, cells, formulas, outnumbered, example; see these functions."""
    cells = cell_counts(list(COUNTED), cells_per_axis)
    return {
        "occupancy": occupancy(seed, dimensions, samples, cells_per_axis, test_points),
        "cells": cells,
        "formulas": formulas(cells),
        "outnumbered": outnumbered(samples, cells_per_axis),
        "example": example(seed, example_points, cells_per_axis),
    }


def occupancy(
    seed: int, dimensions: list[int], samples: list[int], cells_per_axis: int, test_points: int
) -> pd.DataFrame:
    """Count occupied cells, and test points in empty cells, for each number of samples and axes.

    Both with what theory expects: occupied cells m (1 - (1 - 1/m)^N), test points in empty cells (1 - 1/m)^N.
    Shares in percent; `_halfwidth` covers 95 % of such simulations. Raises BadInput for a grid over `MOST_CELLS` cells.
    """
    _check(dimensions, cells_per_axis)
    runs = list(product(samples, dimensions))
    return pd.DataFrame(
        [_occupancy_row(seed, n, d, cells_per_axis, test_points) for n, d in track(runs, "occupied cells")]
    )


def cell_counts(dimensions: list[int], cells_per_axis: int) -> pd.DataFrame:
    """Count the cells of a grid by visiting each one: the distinct cell numbers of all cell centres.

    Columns: dimension, cells_per_axis, cells, and factor_per_axis: how many times those of the row before, one axis
    less (nan in the first row).
    """
    _check(dimensions, cells_per_axis)
    middles = (np.arange(cells_per_axis) + 0.5) / cells_per_axis
    counts = []
    for d in dimensions:
        centres = np.array(list(product(middles, repeat=d)))
        counts.append(occupy(cell_numbers(centres, cells_per_axis), _bit_set(cells_per_axis**d)))
    factors = [np.nan, *np.divide(counts[1:], counts[:-1])]
    return pd.DataFrame(
        {"dimension": dimensions, "cells_per_axis": cells_per_axis, "cells": counts, "factor_per_axis": factors}
    )


def formulas(cells: pd.DataFrame) -> pd.DataFrame:
    """Compare the printed powers for 1, 2 and 3 axes with the counted `cells` of `cell_counts` at ten cells an axis."""
    counted = cells.set_index("dimension")["cells"]
    forms = [(1, "printed", "", 10**1), (2, "printed", "", 10**2), (3, "printed", "", 100**3)]
    forms.append((3, "edited", "base 100 -> 10", 10**3))
    columns = ["formula", "dimension", "form", "change", "max_relative_error", "trials"]
    rows = [
        ("number of cells", d, form, change, abs(value / counted[d] - 1), int(counted[d]))
        for d, form, change, value in forms
    ]
    return pd.DataFrame(rows, columns=columns)


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


def example(seed: int, points: int, cells_per_axis: int) -> pd.DataFrame:
    """Draw `points` samples in the unit cube, to be seen along one, two and three axes; columns x1, x2, x3, cell_1..3.

    `cell_D` numbers the cell of the first D coordinates.
    """
    x = np.concatenate(list(_points(partial(streams.rng, seed, "curse grid example"), points, 3)))
    table = pd.DataFrame(x, columns=["x1", "x2", "x3"])
    for d in PICTURED:
        table[f"cell_{d}"] = cell_numbers(np.ascontiguousarray(x[:, :d]), cells_per_axis)
    return table


def expected_occupied(cells: int, samples: int) -> tuple[float, float]:
    """Give mean and standard deviation of the number of occupied cells (the classical occupancy problem).

    The variance is written with expm1 and log1p, since its two large terms cancel when cells outnumber samples.
    """
    if cells == 1:
        return float(samples > 0), 0.0
    empty = np.exp(samples * np.log1p(-1 / cells))
    two_given_one = samples * (np.log1p(-2 / cells) - np.log1p(-1 / cells)) if cells > 2 else -np.inf
    paired = samples * np.log1p(-1 / (cells - 1) ** 2) if cells > 2 else -np.inf
    variance = -cells * empty * np.expm1(two_given_one) + (cells * empty) ** 2 * np.expm1(paired)
    return -cells * np.expm1(samples * np.log1p(-1 / cells)), float(np.sqrt(max(variance, 0.0)))


def _occupancy_row(seed: int, samples: int, dimension: int, cells_per_axis: int, test_points: int) -> dict:
    cells = cells_per_axis**dimension
    bits = _bit_set(cells)
    train = partial(streams.rng, seed, "curse grid samples", samples, dimension)
    test = partial(streams.rng, seed, "curse grid test points", samples, dimension)
    occupied = sum(occupy(cell_numbers(x, cells_per_axis), bits) for x in _points(train, samples, dimension))
    hits = sum(count_occupied(cell_numbers(x, cells_per_axis), bits) for x in _points(test, test_points, dimension))
    expected, spread = expected_occupied(cells, samples)
    # Test points share one set of samples, whose luck adds to that of the test points.
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


def _points(rng: Callable[[int], np.random.Generator], number: int, dimension: int) -> Iterator[np.ndarray]:
    """Yield uniform points in blocks (n, D), each from its own generator."""
    for block, start in enumerate(range(0, number, BLOCK)):
        yield rng(block).random((min(BLOCK, number - start), dimension))


def _bit_set(cells: int) -> np.ndarray:
    return np.zeros(cells // WORD + 1, np.uint64)


def _check(dimensions: list[int], cells_per_axis: int) -> None:
    cells = cells_per_axis ** max(dimensions, default=0)
    if cells > MOST_CELLS or min(dimensions, default=0) < 1 or cells_per_axis < 1:
        raise BadInput(
            "grid out of range",
            where="curse.grids",
            expected=f"1 to {MOST_CELLS:,} cells, dimensions of 1 or more",
            found=f"{cells_per_axis} cells an axis, dimensions {dimensions}",
            do="lower dimensions or cells_per_axis in config.yaml",
        )
