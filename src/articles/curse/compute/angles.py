"""Section 2.2, Pac-Man walking: the angle between two random vectors, points of a cube and points of a ball.

The article says that its points lie in the unit ball and draws their coordinates uniformly from [-1, 1], which is a
cube. For the ball the law of the angle is exact: a density proportional to sin^(D-2).
"""

import numpy as np
import pandas as pd
from numba import get_num_threads
from scipy.special import betainc, gammaln, polygamma

from articles.curse import kernels
from articles.errors import BadInput
from articles.intervals import Z95, share_halfwidth
from articles.philox import key
from articles.progress import track

LAWS = {"cube": kernels.CUBE, "ball": kernels.BALL}
FINE_BINS = 18000  # of 0.01 degrees: moments and shares come from these counts
CHUNK_PAIRS = 4096 * kernels.LANES  # of one call, so that progress can be told; the result does not depend on it
MODE_BIN_DEG = 10  # wide enough that sampling noise does not decide where the highest bin is
# 95 % and 99.9 % points of sqrt(n) times the largest difference between an empirical CDF and the true one (Kolmogorov)
KOLMOGOROV_95, KOLMOGOROV_999 = 1.358, 1.949


def counts(law: str, dimension: int, pairs: int, seed: int) -> np.ndarray:
    """Count the angles of `pairs` random pairs in FINE_BINS equal bins over 0 to 180 degrees: int64 (FINE_BINS,).

    `law` is "cube" (coordinates uniform in [-1, 1]) or "ball" (points uniform in the unit ball; their directions are
    normalised Gaussian vectors, and the radius, which no angle depends on, is not drawn).
    Raises BadInput for an unknown law, a dimension below 2, or no pairs.
    """
    if law not in LAWS or dimension < 2 or pairs < 1:
        raise BadInput(
            "cannot draw angles",
            where="curse.angles",
            expected="law cube or ball, dimension 2 or more, 1 pair or more",
            found=(law, dimension, pairs),
            do="change the block in config.yaml",
        )
    words = key(seed, f"curse angles {law}")
    total = np.zeros(FINE_BINS, np.int64)
    for first in track(range(0, pairs, CHUNK_PAIRS), f"angles, {law}, D = {dimension}"):
        size = min(CHUNK_PAIRS, pairs - first)
        total += kernels.angle_counts(LAWS[law], first, size, dimension, *words, FINE_BINS, get_num_threads())
    return total


def ball_cdf(angle_deg: np.ndarray, dimension: int) -> np.ndarray:
    """Give the exact share of pairs in a D-ball with an angle up to `angle_deg`: the integral of sin^(D-2)."""
    sine2 = np.sin(np.radians(angle_deg)) ** 2
    tail = betainc((dimension - 1) / 2, 0.5, sine2) / 2
    return np.where(np.asarray(angle_deg) <= 90, tail, 1 - tail)


def ball_law(dimensions: list[int]) -> pd.DataFrame:
    """Tabulate the exact density of the angle between points of a D-ball: dimension, angle_deg, density_per_deg."""
    angle_deg = np.linspace(0, 180, 361)
    tables = []
    for d in dimensions:
        log_constant = gammaln(d / 2) - gammaln((d - 1) / 2) - 0.5 * np.log(np.pi)
        density = np.pi / 180 * np.exp(log_constant) * np.sin(np.radians(angle_deg)) ** (d - 2)
        tables.append(pd.DataFrame({"dimension": d, "angle_deg": angle_deg, "density_per_deg": density}))
    return pd.concat(tables)


def theory_sd_deg(law: str, dimension: int) -> float:
    """Give the standard deviation of the angle: exact for the ball, to second order in 1/D for the cube.

    Ball: variance trigamma(D/2) / 2. Cube: the cosine has mean square 1/D exactly (its D terms are exchangeable) and
    fourth moment 3/D^2 to leading order, so arccos has the variance 1/D + 1/D^2.
    """
    variance = polygamma(1, dimension / 2) / 2 if law == "ball" else 1 / dimension + 1 / dimension**2
    return float(np.degrees(np.sqrt(variance)))


def histograms(seed: int, dimensions: list[int], pairs: int, bin_deg: float) -> pd.DataFrame:
    """Tabulate the histograms of the angle for both laws.

    Columns: law, dimension, pairs, angle_deg (middle of the bin), bin_deg, count, density_per_deg with its half width.
    Article section 2.2: 10,000 pairs, D = 2, 3, 50, 100.
    Raises BadInput for bins that do not divide 180 degrees into whole fine bins.
    """
    bins = round(180 / bin_deg)
    if FINE_BINS % bins or not np.isclose(bins * bin_deg, 180):
        raise BadInput(
            "bins do not fit",
            where="curse.angles.histograms.bin_deg",
            expected="a divisor of 180, a multiple of 0.01",
            found=bin_deg,
            do="choose 1, 2, 3 or 5",
        )
    edges = np.linspace(0, 180, bins + 1)
    tables = []
    for law in LAWS:
        for dimension in dimensions:
            count = counts(law, dimension, pairs, seed).reshape(bins, -1).sum(axis=1)
            table = pd.DataFrame({"angle_deg": (edges[1:] + edges[:-1]) / 2, "bin_deg": bin_deg, "count": count})
            table["density_per_deg"] = count / pairs / bin_deg
            table["density_per_deg_halfwidth"] = share_halfwidth(count, pairs) / bin_deg
            for place, (name, value) in enumerate((("law", law), ("dimension", dimension), ("pairs", pairs))):
                table.insert(place, name, value)
            tables.append(table)
    return pd.concat(tables)


def sweep(seed: int, dimensions: list[int], pairs: int, near_deg: float) -> pd.DataFrame:
    """Summarise the angle over many dimensions, one row a law and dimension, half widths for every estimate.

    Columns: law, dimension, pairs; mean_deg, sd_deg, theory_sd_deg; mode_deg (middle of the fullest 10-degree bin, one
    of them around 90); near_percent (within `near_deg` of 90 degrees) and ball_near_percent (exact); cdf_distance
    (largest difference to the ball's exact distribution, with the Kolmogorov interval) and noise_ratio (the same over
    its 99.9 % point: above 1 the laws differ, noise or not); inside_percent (share of the law's points that lie in the
    unit ball, exact). Article section 2.2.
    """
    return pd.DataFrame(
        [
            {"law": law, "dimension": d, "pairs": pairs, **_summary(counts(law, d, pairs, seed), law, d, near_deg)}
            for law in LAWS
            for d in dimensions
        ]
    )


def _summary(count: np.ndarray, law: str, dimension: int, near_deg: float) -> dict[str, float]:
    pairs, edges = count.sum(), np.linspace(0, 180, FINE_BINS + 1)
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
        "theory_sd_deg": theory_sd_deg(law, dimension),
        "mode_deg": _mode(count, middle),
        "near_percent": 100 * near / pairs,
        "near_percent_halfwidth": 100 * share_halfwidth(near, pairs),
        "ball_near_percent": 100 * np.diff(ball_cdf(np.array([90 - near_deg, 90 + near_deg]), dimension))[0],
        "cdf_distance": distance,
        "cdf_distance_halfwidth": KOLMOGOROV_95 / np.sqrt(pairs),
        "noise_ratio": distance * np.sqrt(pairs) / KOLMOGOROV_999,
        "inside_percent": 100.0 if law == "ball" else _share_of_cube_in_ball_percent(dimension),
    }


def _mode(count: np.ndarray, angle_deg: np.ndarray) -> float:
    bins = np.floor(angle_deg / MODE_BIN_DEG + 0.5).astype(int)  # 0-5, 5-15, ..., 85-95, ...: the ends are half as wide
    width = np.bincount(bins)
    return float(MODE_BIN_DEG * np.argmax(np.bincount(bins, weights=count) / width))


def _share_of_cube_in_ball_percent(dimension: int) -> float:
    log_volume = dimension / 2 * np.log(np.pi) - gammaln(dimension / 2 + 1)
    return float(100 * np.exp(log_volume - dimension * np.log(2)))


def formulas(seed: int, trials: int) -> pd.DataFrame:
    """Evaluate the printed cosine formula on pairs built with a known angle, in 2 to 100 dimensions.

    v = cos(angle) a + sin(angle) b for orthonormal a, b, both stretched at random. Article section 2.2.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(22,)))
    errors = []
    for dimension in (2, 3, 10, 100):
        for _ in range(trials):
            a, b = np.linalg.qr(rng.normal(size=(dimension, 2)))[0].T
            angle, (stretch_u, stretch_v) = rng.uniform(0, np.pi), rng.uniform(0.1, 10, 2)
            u, v = stretch_u * a, stretch_v * (np.cos(angle) * a + np.sin(angle) * b)
            cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
            errors.append(abs(cosine / np.cos(angle) - 1))
    row = {"formula": "cosine of the angle", "form": "printed", "change": "", "max_relative_error": max(errors)}
    return pd.DataFrame([{**row, "trials": len(errors)}])
