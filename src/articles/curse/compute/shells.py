"""Section 2.3, the empty chocolate: how a ball's volume and the distances between its points gather in thin shells."""

import math

import numpy as np
import pandas as pd
from numba import get_num_threads

from articles.curse import kernels
from articles.curse.balls import unit_volume
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth
from recomputed.stats.philox import key

ORIGINS = ("centre", "random point")
BINS = 20000  # of a distance, from 0 to the largest one possible: moments come from these counts
CHUNK_PAIRS = 1024 * kernels.LANES  # of one call; the result does not depend on it


def shares(epsilon: float, dimension_max: int) -> pd.DataFrame:
    """Tabulate the share of a D-ball's volume in its outer shell of thickness epsilon r, closed form, D = 1 and up.

    Columns: dimension, epsilon, share, share_percent, inner_percent (the rest). Article section 2.3.
    """
    _check_epsilon(epsilon)
    dimension = np.arange(1, dimension_max + 1)
    log_inner = dimension * math.log1p(-epsilon)  # the volume scales with r^D
    share = -np.expm1(log_inner)
    return pd.DataFrame(
        {
            "dimension": dimension,
            "epsilon": epsilon,
            "share": share,
            "share_percent": 100 * share,
            "inner_percent": 100 * np.exp(log_inner),
        }
    )


def passing(epsilon: float, passing_percent: list[float]) -> pd.DataFrame:
    """Tabulate the first dimension in which the outer shell holds more than each of `passing_percent` (0 to 100).

    Columns: passed_percent, dimension, share_percent (there), share_before_percent (one dimension less).
    """
    _check_epsilon(epsilon)
    log_inner, rows = math.log1p(-epsilon), []
    for percent in passing_percent:
        dimension = math.floor(math.log1p(-percent / 100) / log_inner) + 1
        there, before = (-100 * math.expm1(d * log_inner) for d in (dimension, dimension - 1))
        rows.append((percent, dimension, there, before))
    return pd.DataFrame(rows, columns=["passed_percent", "dimension", "share_percent", "share_before_percent"])


def balls(dimension_max: int, steps_per_dimension: int) -> pd.DataFrame:
    """Tabulate the unit ball's volume over D from 0, the formula between whole dimensions included."""
    dimension = np.arange(dimension_max * steps_per_dimension + 1) / steps_per_dimension
    return pd.DataFrame({"dimension": dimension, "unit_volume": unit_volume(dimension)})


def distances(seed: int, epsilon: float, dimensions: list[int], pairs: int) -> pd.DataFrame:
    """Tabulate how far uniformly drawn points lie from the centre and from another random point, for ball and cube.

    Distances in r: the ball's radius, or half the cube's edge. Columns: law, origin, dimension, pairs; mean_r, sd_r,
    relative_spread_percent (sd over mean); inner_percent (nearer than (1 - epsilon) r), outer_percent (all others) and
    surface_percent (within epsilon r of r, either side); each estimate with its half width. Article section 2.3.
    """
    _check_epsilon(epsilon)
    rows = []
    for law in kernels.LAWS:
        for dimension in track(dimensions, f"distances, {law}"):
            rows += _distance_rows(law, dimension, pairs, seed, epsilon)
    return pd.DataFrame(rows)


def _distance_rows(law: str, dimension: int, pairs: int, seed: int, epsilon: float) -> list[dict]:
    if dimension < 1 or pairs < 1:
        raise BadInput(
            "cannot draw points",
            where="curse.shells.distances",
            expected="dimension and pairs of 1 or more",
            found=(dimension, pairs),
            do="change the block in config.yaml",
        )
    reach = 2.0 if law == "ball" else 2 * math.sqrt(dimension)  # of any two points
    words = key(seed, f"curse distances {law}")
    counts, outside = np.zeros((2, BINS), np.int64), np.zeros((2, 2), np.int64)
    for first in range(0, pairs, CHUNK_PAIRS):
        size = min(CHUNK_PAIRS, pairs - first)
        more = kernels.distance_counts(
            kernels.LAWS[law], first, size, dimension, *words, epsilon, reach, BINS, get_num_threads()
        )
        counts, outside = counts + more[0], outside + more[1]
    return [
        {"law": law, "origin": origin, "dimension": dimension, "pairs": pairs, **_summary(count, reach, *tails)}
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


def formulas(seed: int, trials: int) -> pd.DataFrame:
    """Evaluate the shell formulas as printed, and as edited, on random radii, thicknesses and dimensions.

    The truth of a share is 1 - (1 - epsilon)^D, computed apart from any volume. Article section 2.3.
    """
    rng = streams.rng(seed, "curse shell formulas")
    r, e, d = rng.uniform(0.5, 2, trials), rng.uniform(0.001, 0.2, trials), rng.integers(3, 200, trials)
    pi, ball = math.pi, 4 / 3 * math.pi
    cases = [
        ("shell of a circle", "printed", "", (pi * r**2 - pi * (0.99 * r) ** 2) / (pi * r**2), 1 - 0.99**2),
        ("shell of a 3-ball", "printed", "", (ball * r**3 - ball * (0.99 * r) ** 2) / (ball * r**2), 1 - 0.99**3),
        (
            "shell of a 3-ball",
            "edited",
            "exponents 2 -> 3",
            (ball * r**3 - ball * (0.99 * r) ** 3) / (ball * r**3),
            1 - 0.99**3,
        ),
        (
            "shell of a D-ball",
            "printed",
            "",
            (pi * r**2 - pi * ((1 - e) * r) ** 2) / (pi * r**2),
            -np.expm1(d * np.log1p(-e)),
        ),
        (
            "shell of a D-ball",
            "edited",
            "exponents 2 -> D",
            (pi * r**d - pi * ((1 - e) * r) ** d) / (pi * r**d),
            -np.expm1(d * np.log1p(-e)),
        ),
        ("unit ball, D = 2", "printed", "", pi ** (2 / 2) / math.gamma(2 / 2 + 1), pi),
        ("unit ball, D = 3", "printed", "", pi ** (3 / 2) / math.gamma(3 / 2 + 1), ball),
    ]
    rows = [(*names, np.max(np.abs(value / truth - 1)), trials) for *names, value, truth in cases]
    return pd.DataFrame(rows, columns=["formula", "form", "change", "max_relative_error", "trials"])


def _check_epsilon(epsilon: float) -> None:
    if not 0 < epsilon < 1:
        where, do = "curse.shells epsilon", "change it in config.yaml"
        raise BadInput("bad shell thickness", where=where, expected="between 0 and 1", found=epsilon, do=do)
