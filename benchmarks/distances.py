"""Shells and distances of random points of a ball and of a cube: the fused kernel against vectorised NumPy.

NumPy draws other numbers: answers are the same if means and shares keep within three half widths of their 95 %
intervals.
"""

import numpy as np

from articles.curse.compute import distances
from growth import Growth
from side_by_side import Contest

CHUNK = 1024  # pairs that NumPy holds at a time: the fastest of 256 to 16384 here
DIMENSION, EPSILON = 400, 0.01


def fused(pairs: int, dimension: int = DIMENSION):
    """Tabulate with the kernel: law, origin, mean and spread of the distance, shares of the shells."""
    return distances.distances(0, EPSILON, [dimension], pairs)


def with_numpy(pairs: int, dimension: int = DIMENSION) -> dict[str, np.ndarray]:
    """Draw points, measure, count: columns (4,) of the kernel's table in its order, the means from histograms."""
    rng = np.random.default_rng(0)
    reach = {"ball": 2.0, "cube": 2 * np.sqrt(dimension)}
    counts, nearer = np.zeros((4, distances.BINS), np.int64), np.zeros((4, 2), np.int64)
    for first in range(0, pairs, CHUNK):
        size = min(CHUNK, pairs - first)
        g = rng.standard_normal((2, size, dimension + 2))
        ball = (g / np.linalg.norm(g, axis=2, keepdims=True))[:, :, :dimension]
        for law, (u, v) in (("ball", ball), ("cube", rng.uniform(-1, 1, (2, size, dimension)))):
            for origin, d in enumerate((np.linalg.norm(u, axis=1), np.linalg.norm(u - v, axis=1))):
                row = origin + 2 * (law == "cube")
                counts[row] += np.histogram(d, distances.BINS, (0, reach[law]))[0]
                nearer[row] += (d < 1 - EPSILON).sum(), (d > 1 + EPSILON).sum()
    middle = (np.arange(distances.BINS) + 0.5) / distances.BINS
    return {
        "mean_r": (counts * middle).sum(axis=1) / pairs * np.repeat(list(reach.values()), 2),
        "inner_percent": 100 * nearer[:, 0] / pairs,
        "outer_percent": 100 * (pairs - nearer[:, 0]) / pairs,
        "surface_percent": 100 * (pairs - nearer.sum(axis=1)) / pairs,
    }


def apart(table, others: dict[str, np.ndarray]) -> float:
    """Give the largest difference of a mean distance, or of a share, in half widths of its interval."""
    gaps = [np.abs(table[name] - found) / table[f"{name}_halfwidth"] for name, found in others.items()]
    return float(np.max(gaps))


def contests(quick: bool) -> list[Contest]:
    """Give the row: 10^6 points of a ball and of a cube, from the centre and from another point, D = 400."""
    pairs = 10**4 if quick else 10**6
    what = f"shells and distances: {pairs:,} points, D = {DIMENSION}"
    return [Contest(what, "vectorised NumPy", 10, lambda: fused(pairs), lambda: with_numpy(pairs), apart, 3.0, 2)]


def growths() -> list[Growth]:
    """Points from 10^3 to 10^6."""
    return [Growth("distances", "points", [10**k for k in range(3, 7)], lambda n: lambda: fused(n), 1, 0)]
