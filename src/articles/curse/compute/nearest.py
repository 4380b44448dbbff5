"""Section 1: how near the nearest training point is to a test point, points uniform in a cube."""

import numpy as np
import pandas as pd

from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def ratios(seed: int, dimension: int, samples: int, test_points: int) -> np.ndarray:
    """Give (test_points,) distances to the nearest of `samples` training points, over the mean distance to all.

    Every test point has training points of its own, so that the ratios are independent.
    """
    found = np.empty(test_points)
    for n in range(test_points):
        rng = streams.rng(seed, "curse nearest", dimension, n)
        far = np.linalg.norm(rng.random((samples, dimension)) - rng.random(dimension), axis=1)
        found[n] = far.min() / far.mean()
    return found


def tables(
    seed: int, dimensions: list[int], samples: int, test_points: int, vicinity_percent: list[float]
) -> dict[str, pd.DataFrame]:
    """Tabulate `nearest`, and `lonely`: test points with no training point nearer than a part of the mean distance.

    nearest: dimension, samples, test_points, nearest_percent (of the mean distance) with its half width.
    lonely: vicinity_percent (that part), dimension, samples, test_points, lonely_percent with its half width.
    """
    found = {d: 100 * ratios(seed, d, samples, test_points) for d in dimensions}
    near = [(d, samples, test_points, r.mean(), Z95 * r.std(ddof=1) / np.sqrt(test_points)) for d, r in found.items()]
    lonely = []
    for percent in vicinity_percent:
        for d, r in found.items():
            hits = int((r >= percent).sum())
            halfwidth = 100 * float(share_halfwidth(hits, test_points))
            lonely.append((percent, d, samples, test_points, 100 * hits / test_points, halfwidth))
    drawn = ["dimension", "samples", "test_points"]
    return {
        "nearest": pd.DataFrame(near, columns=[*drawn, "nearest_percent", "nearest_percent_halfwidth"]),
        "lonely": pd.DataFrame(
            lonely, columns=["vicinity_percent", *drawn, "lonely_percent", "lonely_percent_halfwidth"]
        ),
    }
