"""Section 2.3: distances of random points of a ball or a cube from the centre and from each other."""

import math

import numpy as np
import pandas as pd
from numba import get_num_threads

from articles.curse.compute import pair_kernels
from articles.curse.compute.shells import check_epsilon
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats.intervals import Z95, share_halfwidth
from recomputed.stats.philox import key

ORIGINS = ("centre", "random point")
BINS = 20000  # of a distance, from 0 to the largest possible one; means and spreads are computed from these counts
CHUNK_PAIRS = 1024 * pair_kernels.LANES  # per kernel call; no effect on the result


def tables(
    seed: int,
    *,
    epsilon: float,
    dimensions: list[int],
    pairs: int,
    stated_dimension: int,
    same_range_percent: list[float],
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: distances, same; see the functions of these names."""
    table = distances(seed, epsilon, dimensions, pairs)
    return {"distances": table, "same": same(table, stated_dimension, same_range_percent)}


def same(table: pd.DataFrame, stated_dimension: int, same_range_percent: list[float]) -> pd.DataFrame:
    """Compare the spread of the distances between points, at `stated_dimension`, with each threshold of the range.

    table: see `distances`; the result has no rows if it lacks that dimension. Columns: same_percent (the threshold, of
    the mean distance), law, dimension, pairs, relative_spread_percent, over_percent (spread minus threshold) with its
    half width. Raises BadInput for a table without these columns.
    """
    spread = ("relative_spread_percent", "relative_spread_percent_halfwidth")
    arrays.check_table(table, "curse.distances", ("law", "dimension", "pairs", "origin", *spread))
    rows = table[(table["dimension"] == stated_dimension) & (table["origin"] == "random point")]
    rows = rows.merge(pd.DataFrame({"same_percent": same_range_percent}), how="cross")
    rows["over_percent"] = rows["relative_spread_percent"] - rows["same_percent"]
    rows["over_percent_halfwidth"] = rows["relative_spread_percent_halfwidth"]
    columns = ["same_percent", "law", "dimension", "pairs", "relative_spread_percent"]
    return rows[[*columns, "over_percent", "over_percent_halfwidth"]]


def distances(seed: int, epsilon: float, dimensions: list[int], pairs: int) -> pd.DataFrame:
    """Tabulate the distances of uniformly drawn points from the centre and from another random point, ball and cube.

    Distances are in units of r: the ball's radius, or half the cube's edge. Columns: law (the distribution: ball or
    cube), origin, dimension, pairs; mean_r, sd_r, relative_spread_percent (sd over mean); inner_percent (nearer than
    (1 - epsilon) r), outer_percent (all others), surface_percent (from (1 - epsilon) r to (1 + epsilon) r); each
    estimate with its half width. Article section 2.3.
    """
    check_epsilon(epsilon)
    rows = []
    for distribution in pair_kernels.DISTRIBUTIONS:
        for dimension in track(dimensions, f"distances, {distribution}"):
            rows += _rows(distribution, dimension, pairs, seed, epsilon)
    return pd.DataFrame(rows)


def _rows(distribution: str, dimension: int, pairs: int, seed: int, epsilon: float) -> list[dict]:
    if dimension < 1 or pairs < 1:
        raise BadInput(
            "cannot draw points",
            where="curse.shells.distances",
            expected="dimension and pairs of 1 or more",
            found=(dimension, pairs),
            do="change the block in config.yaml",
        )
    reach = 2.0 if distribution == "ball" else 2 * math.sqrt(dimension)  # largest distance of two points
    number, words = pair_kernels.DISTRIBUTIONS[distribution], key(seed, f"curse distances {distribution}")
    counts, outside = np.zeros((2, BINS), np.int64), np.zeros((2, 2), np.int64)
    for first in range(0, pairs, CHUNK_PAIRS):
        size = min(CHUNK_PAIRS, pairs - first)
        more = pair_kernels.distance_counts(
            number, first, size, dimension, *words, epsilon, reach, BINS, get_num_threads()
        )
        counts, outside = counts + more[0], outside + more[1]
    return [
        {
            "law": distribution,
            "origin": origin,
            "dimension": dimension,
            "pairs": pairs,
            **_summary(count, reach, *tails),
        }
        for origin, count, tails in zip(ORIGINS, counts, outside, strict=True)
    ]


def _summary(count: np.ndarray, reach: float, nearer: int, beyond: int) -> dict[str, float]:
    pairs, middle = count.sum(), (np.arange(BINS) + 0.5) * (reach / BINS)
    mean = (count * middle).sum() / pairs  # not @: BLAS would sum in an order that depends on threads
    second, fourth = ((count * (middle - mean) ** power).sum() / pairs for power in (2, 4))
    sd, sd_halfwidth = math.sqrt(second), Z95 * math.sqrt((fourth - second**2) / (4 * second * pairs))
    surface = pairs - nearer - beyond
    estimates = {
        "mean_r": (mean, Z95 * sd / math.sqrt(pairs)),
        "sd_r": (sd, sd_halfwidth),
        "relative_spread_percent": (100 * sd / mean, 100 * sd_halfwidth / mean),  # the mean's own error is far smaller
        "inner_percent": (100 * nearer / pairs, 100 * float(share_halfwidth(nearer, pairs))),
        "outer_percent": (100 * (pairs - nearer) / pairs, 100 * float(share_halfwidth(nearer, pairs))),
        "surface_percent": (100 * surface / pairs, 100 * float(share_halfwidth(surface, pairs))),
    }
    return {
        key: number
        for name, (estimate, halfwidth) in estimates.items()
        for key, number in ((name, estimate), (f"{name}_halfwidth", halfwidth))
    }
