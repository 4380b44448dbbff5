"""Section 2.2, Pac-Man walking: the angle between two random vectors, points of a cube and points of a ball.

The article says that its points lie in the unit ball, but draws their coordinates uniformly from [-1, 1], which is a
cube. For the ball the distribution of the angle is known exactly: its density is proportional to sin^(D-2).
"""

import numpy as np
import pandas as pd
from scipy.special import betainc, gammaln, polygamma

from recomputed import arrays
from recomputed.stats.intervals import Z95, share_halfwidth

DISTRIBUTIONS = ("ball", "cube")
MODE_BIN_DEG = 10  # so wide that sampling noise does not decide which bin is highest
# 95 % and 99.9 % points of sqrt(n) times the largest difference between an empirical CDF and the true one (Kolmogorov)
KOLMOGOROV_95, KOLMOGOROV_999 = 1.358, 1.949


def ball_cdf(angle_deg: np.ndarray, dimension: int) -> np.ndarray:
    """Give the exact share of pairs in a D-ball with an angle up to `angle_deg`: the integral of sin^(D-2).

    Raises BadInput for an angle outside 0 to 180 and for fewer than 2 dimensions.
    """
    angle_deg = arrays.doubles(angle_deg, "ball_cdf: angle_deg", finite=True, empty=True)
    if not ((angle_deg >= 0) & (angle_deg <= 180)).all():
        found = f"{angle_deg.min():g} to {angle_deg.max():g}"
        raise arrays.bad("angle out of range", "ball_cdf", "0 to 180 degrees", found)
    arrays.count(dimension, "ball_cdf: dimension", 2)
    sine2 = np.sin(np.radians(angle_deg)) ** 2
    tail = betainc((dimension - 1) / 2, 0.5, sine2) / 2
    return np.where(np.asarray(angle_deg) <= 90, tail, 1 - tail)


def angle_density(dimensions: list[int]) -> pd.DataFrame:
    """Tabulate the exact density of the angle between points of a D-ball: dimension, angle_deg, density_per_deg."""
    angle_deg = np.linspace(0, 180, 361)
    tables = []
    for d in dimensions:
        log_constant = gammaln(d / 2) - gammaln((d - 1) / 2) - 0.5 * np.log(np.pi)
        density = np.pi / 180 * np.exp(log_constant) * np.sin(np.radians(angle_deg)) ** (d - 2)
        tables.append(pd.DataFrame({"dimension": d, "angle_deg": angle_deg, "density_per_deg": density}))
    return pd.concat(tables)


def theory_sd_deg(distribution: str, dimension: int) -> float:
    """Give the standard deviation of the angle in degrees: exact for the ball, to second order in 1/D for the cube.

    Ball: variance trigamma(D/2) / 2. Cube: the cosine has mean square 1/D exactly (its D terms are exchangeable) and
    fourth moment 3/D^2 to leading order, so arccos has the variance 1/D + 1/D^2.
    """
    if distribution not in DISTRIBUTIONS:
        raise arrays.bad("unknown distribution", "theory_sd_deg", f"one of {', '.join(DISTRIBUTIONS)}", distribution)
    arrays.count(dimension, "theory_sd_deg: dimension", 1)
    ball = distribution == "ball"
    variance = polygamma(1, dimension / 2) / 2 if ball else 1 / dimension + 1 / dimension**2
    return float(np.degrees(np.sqrt(variance)))


def totals(counts: dict[str, dict[str, np.ndarray]], dimensions: list[int]) -> dict[str, np.ndarray]:
    """Add up the shards: distribution -> int64 (dimensions, bins).

    counts: path -> one shard of angle_counts.angle_counts. Raises BadInput without counts, for counts of another shape,
    and for a dimension without pairs.
    """
    if not counts:
        raise arrays.bad("no counts", "curse.angles", "one or more shards", "none")
    total = {name: sum(shard[name] for shard in counts.values()) for name in next(iter(counts.values()))}
    for name, rows in total.items():
        arrays.whole(rows, f"curse.angles: counts of {name}", (len(dimensions), "bins"), 0)
        if not np.sum(rows, axis=1).all():
            raise arrays.bad("no pairs", f"curse.angles: {name}", "one or more pairs in every dimension", "none")
    return total


def angles(total: dict[str, np.ndarray], dimensions: list[int], near_deg: float) -> pd.DataFrame:
    """Summarise the angle in many dimensions, one row per distribution and dimension, with half widths.

    total: see `totals`. Columns: law (the distribution: ball or cube), dimension,
    pairs; mean_deg, sd_deg, theory_sd_deg; mode_deg (middle of the fullest 10-degree bin; one bin is centred on 90);
    near_percent (within `near_deg` of 90 degrees) and ball_near_percent (the same for the ball, exact); cdf_distance
    (largest difference to the ball's exact CDF, with the Kolmogorov interval) and noise_ratio (cdf_distance over its
    99.9 % point under pure chance: a value above 1 shows that the distributions differ). Article section 2.2.
    """
    return pd.DataFrame(
        [
            {"law": name, "dimension": d, "pairs": count.sum(), **_summary(count, name, d, near_deg)}
            for name, rows in total.items()
            for d, count in zip(dimensions, rows, strict=True)
        ]
    )


def _summary(count: np.ndarray, distribution: str, dimension: int, near_deg: float) -> dict[str, float]:
    pairs, edges = count.sum(), np.linspace(0, 180, len(count) + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    mean = (count * middle).sum() / pairs  # not @: BLAS would sum in an order that depends on threads
    second, fourth = ((count * (middle - mean) ** power).sum() / pairs for power in (2, 4))
    near = count[np.abs(middle - 90) < near_deg].sum()
    distance = np.abs(np.cumsum(count) / pairs - ball_cdf(edges[1:], dimension)).max()
    return {
        "mean_deg": mean,
        "mean_deg_halfwidth": Z95 * np.sqrt(second / pairs),
        "sd_deg": np.sqrt(second),
        "sd_deg_halfwidth": Z95 * np.sqrt((fourth - second**2) / (4 * second * pairs)),
        "theory_sd_deg": theory_sd_deg(distribution, dimension),
        "mode_deg": _mode(count, middle),
        "near_percent": 100 * near / pairs,
        "near_percent_halfwidth": 100 * share_halfwidth(near, pairs),
        "ball_near_percent": 100 * np.diff(ball_cdf(np.array([90 - near_deg, 90 + near_deg]), dimension))[0],
        "cdf_distance": distance,
        "cdf_distance_halfwidth": KOLMOGOROV_95 / np.sqrt(pairs),
        "noise_ratio": distance * np.sqrt(pairs) / KOLMOGOROV_999,
    }


def _mode(count: np.ndarray, angle_deg: np.ndarray) -> float:
    # Bins 0-5, 5-15, ..., 85-95, ..., 175-180: the first and the last are half as wide, hence the division.
    bins = np.floor(angle_deg / MODE_BIN_DEG + 0.5).astype(int)
    width = np.bincount(bins)
    return float(MODE_BIN_DEG * np.argmax(np.bincount(bins, weights=count) / width))
