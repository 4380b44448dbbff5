"""Angles of random pairs: the fused kernel against vectorised NumPy, and a thousand times as many pairs against itself.

NumPy draws other numbers: the two histograms are of one law if their distribution functions keep within Kolmogorov's
99.9 % point of each other.
"""

import math

import numpy as np

from articles.curse.compute import angle_counts, angles
from growth import Growth
from memory import peak_bytes
from side_by_side import Contest

CHUNK = 4096  # pairs that NumPy holds at a time: the fastest of 1024 to 65536 here
DIMENSION = 100


def with_numpy(dimension: int, pairs: int) -> np.ndarray:
    """Draw, multiply, divide, arccos and count in vectorised NumPy, in chunks, float64."""
    rng, total = np.random.default_rng(0), np.zeros(angle_counts.FINE_BINS, np.int64)
    for first in range(0, pairs, CHUNK):
        u, v = rng.uniform(-1, 1, (2, min(CHUNK, pairs - first), dimension))
        lengths = np.sqrt(np.einsum("ij,ij->i", u, u) * np.einsum("ij,ij->i", v, v))
        angle = np.arccos(np.einsum("ij,ij->i", u, v) / lengths)
        total += np.histogram(angle, angle_counts.FINE_BINS, (0, np.pi))[0]
    return total


def fused(dimension: int, pairs: int) -> np.ndarray:
    """Count with the kernel, on all of numba's threads."""
    return angle_counts.count_angles("cube", dimension, pairs, 0)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Give the largest difference of two distribution functions over Kolmogorov's 99.9 % point."""
    difference = np.abs(np.cumsum(one / one.sum() - other / other.sum())).max()
    return difference / (angles.KOLMOGOROV_999 * math.sqrt(1 / one.sum() + 1 / other.sum()))


def contests(quick: bool) -> list[Contest]:
    """Give the rows: 10^6 pairs against NumPy; 10^9 against 10^6, time (a thousand times) and peak memory."""
    few, many = (20_000, 200_000) if quick else (10**6, 10**9)
    against_itself = {
        "work": f"angles: {many:,} pairs, D = {DIMENSION}",
        "ours": lambda: fused(DIMENSION, many),
        "theirs": lambda: fused(DIMENSION, few),
        "apart": apart,
        "within": 1.0,
        "rounds": 0,
    }
    times = many // few
    return [
        Contest(
            f"angles: {few:,} pairs, D = {DIMENSION}, histogram",
            "vectorised NumPy",
            20,
            lambda: fused(DIMENSION, few),
            lambda: with_numpy(DIMENSION, few),
            apart,
            1.0,
        ),
        Contest(peer=f"own {few:,} pairs, {times} times", goal=1000 / 1100, scale=times, **against_itself),
        Contest(peer=f"own {few:,} pairs", goal=0.98, measure=peak_bytes, **against_itself),
    ]


def growths() -> list[Growth]:
    """Pairs from 10^4 to 10^8, and dimensions from 2 to 5,000."""
    return [
        Growth("angles", "pairs", [10**k for k in range(4, 9)], lambda n: lambda: fused(DIMENSION, n), 1, 0),
        Growth("angles", "dimensions", [2, 5, 20, 50, 200, 500, 2000, 5000], lambda d: lambda: fused(d, 10**5), 1, 0),
    ]
