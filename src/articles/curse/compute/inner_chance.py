"""Section 2.3: the chance that a point is nearer than some distance to a ball's centre or another of its points."""

import math

import numpy as np
import pandas as pd
from scipy.special import betainc

from recomputed import arrays

RADII = {"r": 1.0, "√2 r": math.sqrt(2)}  # of the surface around a random point; r is that of the ball
ENOUGH = 500  # dimensions; two points of a ball are then nearer than r less often than once in 10^30


def inner_chance(origin: str, distance: float, dimension) -> np.ndarray:
    """Give the chance that a uniform point of the unit D-ball is nearer than `distance` to its origin.

    origin: "centre" or "random point" (another uniform point of the ball; Kendall and Moran 1963). distance: 0 to 1 and
    0 to 2. Raises BadInput for another origin.
    """
    d = np.asarray(dimension, float)
    if origin == "centre":
        return distance**d
    if origin != "random point":
        raise arrays.bad("unknown origin", "inner_chance", "centre or random point", origin)
    half, square = (d + 1) / 2, distance**2 / 4
    return distance**d * betainc(half, 0.5, 1 - square) + betainc(half, half, square)


def almost_zero(epsilon: float, zero_range_percent: list[float]) -> pd.DataFrame:
    """Find the first dimension in which a point nearer than (1 - epsilon) r is rarer than each of the thresholds.

    Columns: origin (the ball's centre, or a random point of it), zero_percent (the threshold), first_dimension,
    inner_percent there.
    """
    few = 100 * inner_chance("random point", 1 - epsilon, np.arange(1, ENOUGH + 1))
    rows = []
    for threshold in zero_range_percent:
        first = math.floor(math.log(threshold / 100) / math.log1p(-epsilon)) + 1
        rows.append(("centre", threshold, first, 100 * float(inner_chance("centre", 1 - epsilon, first))))
    for threshold in zero_range_percent:
        first = int(np.argmax(few < threshold)) + 1
        rows.append(("random point", threshold, first, few[first - 1]))
    return pd.DataFrame(rows, columns=["origin", "zero_percent", "first_dimension", "inner_percent"])


def squashed(dimension: int, thickness_percent: list[float]) -> pd.DataFrame:
    """Give the share of a ball's points that lie near a surface around a random one of them, thinner and thicker.

    thickness_percent: how far from the surface a point may lie, of its radius, inwards and outwards. Columns: radius
    (a key of RADII), dimension, thickness_percent, share_percent.
    """
    rows = []
    for name, radius in RADII.items():
        for percent in thickness_percent:
            ends = (radius * (1 + sign * percent / 100) for sign in (-1, 1))
            inner, outer = (float(inner_chance("random point", end, dimension)) for end in ends)
            rows.append((name, dimension, percent, 100 * (outer - inner)))
    return pd.DataFrame(rows, columns=["radius", "dimension", "thickness_percent", "share_percent"])
