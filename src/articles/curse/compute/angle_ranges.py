"""Section 2.2: the counted angles over a range of thresholds, where the article names none."""

import numpy as np
import pandas as pd
from scipy.special import kolmogi

from recomputed.stats.intervals import share_halfwidth

KOLMOGOROV_95 = float(kolmogi(0.05))
Counts = dict[str, np.ndarray]  # distribution -> int64 (dimensions, bins), equal bins from 0 to 180 degrees


def near(total: Counts, dimensions: list[int], near_deg: list[float]) -> pd.DataFrame:
    """Tabulate the share of angles within each of `near_deg` degrees of 90, in percent, with half widths.

    Columns: law (the distribution), dimension, near_deg, pairs, near_percent; over_uniform_percent, the same less the
    share that a uniform angle has.
    """
    rows = []
    for name, dimension, count in _counts(total, dimensions):
        pairs, off = count.sum(), np.abs(_middles(count) - 90)
        for deg in near_deg:
            hits = count[off < deg].sum()
            percent, halfwidth = 100 * hits / pairs, 100 * float(share_halfwidth(hits, pairs))
            rows.append((name, dimension, deg, pairs, percent, percent - 100 * deg / 90, halfwidth))
    columns = ["law", "dimension", "near_deg", "pairs", "near_percent", "over_uniform_percent", "percent_halfwidth"]
    return pd.DataFrame(rows, columns=columns)


def turns(total: Counts, dimensions: list[int], limit_deg: list[float]) -> pd.DataFrame:
    """Tabulate how often a random step turns back, or goes on smoothly: within `limit_deg` of 180 or of 0 degrees.

    Columns: law (the distribution), dimension, limit_deg, pairs; back_percent and smooth_percent with half widths.
    """
    rows = []
    for name, dimension, count in _counts(total, dimensions):
        pairs, middle = count.sum(), _middles(count)
        for limit in limit_deg:
            hits = count[middle > 180 - limit].sum(), count[middle < limit].sum()
            both = [(100 * n / pairs, 100 * float(share_halfwidth(n, pairs))) for n in hits]
            rows.append((name, dimension, limit, pairs, *both[0], *both[1]))
    names = ("back_percent", "back_percent_halfwidth", "smooth_percent", "smooth_percent_halfwidth")
    return pd.DataFrame(rows, columns=["law", "dimension", "limit_deg", "pairs", *names])


def uniform(total: Counts, dimensions: list[int], pairs: int, level_percent: list[float]) -> pd.DataFrame:
    """Compare the angles with a uniform one, by what `pairs` pairs can show at each significance level in percent.

    Columns: law (the distribution), dimension, level_percent; uniform_distance (largest difference of the distribution
    functions), noise_distance (exceeded by `pairs` pairs of uniform angles at that level, Kolmogorov), ratio of the two
    with its 95 % half width. A ratio above 1 would be noticed.
    """
    rows = []
    for name, dimension, count in _counts(total, dimensions):
        uniform_cdf = np.arange(1, len(count) + 1) / len(count)
        distance = np.abs(np.cumsum(count) / count.sum() - uniform_cdf).max()
        for level in level_percent:
            noise = float(kolmogi(level / 100)) / np.sqrt(pairs)
            halfwidth = KOLMOGOROV_95 / np.sqrt(count.sum()) / noise
            rows.append((name, dimension, level, distance, noise, distance / noise, halfwidth))
    columns = ["law", "dimension", "level_percent", "uniform_distance", "noise_distance", "ratio", "ratio_halfwidth"]
    return pd.DataFrame(rows, columns=columns)


def _counts(total: Counts, dimensions: list[int]):
    for name, rows in total.items():
        yield from ((name, d, count) for d, count in zip(dimensions, rows, strict=True))


def _middles(count: np.ndarray) -> np.ndarray:
    return (np.arange(len(count)) + 0.5) * (180 / len(count))
