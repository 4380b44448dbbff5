"""Section 2.2: histograms of the angle in many dimensions, for the figure with a slider."""

import numpy as np
import pandas as pd

from articles.curse.compute.angle_counts import angle_histograms
from articles.curse.compute.angles import ball_cdf


def tables(
    seed: int, dimensions: list[int], pairs: int, bin_deg: float, slider_dimensions: list[int], slider_bin_deg: float
) -> dict[str, pd.DataFrame]:
    """Make `histograms`, see angle_histograms, and `slider`, see _slider."""
    return {
        "histograms": angle_histograms(seed, dimensions, pairs, bin_deg),
        "slider": _slider(angle_histograms(seed, slider_dimensions, pairs, slider_bin_deg)),
    }


def _slider(histograms: pd.DataFrame, near_deg: float = 10) -> pd.DataFrame:
    """Give each bin beside the exact share of the ball: law, dimension, angle_deg (its middle), bin_deg.

    percent: pairs in the bin; ball_percent: the same for the ball, exact; near_percent: pairs in all bins whose middle
    is less than `near_deg` degrees from 90.
    """
    parts = []
    for (_, dimension), table in histograms.groupby(["law", "dimension"], sort=False):
        middle, half = table["angle_deg"].to_numpy(), table["bin_deg"].to_numpy() / 2
        low, high = (ball_cdf(np.clip(edge, 0, 180), int(dimension)) for edge in (middle - half, middle + half))
        percent = 100 * table["count"] / table["pairs"]
        part = table[["law", "dimension", "angle_deg", "bin_deg"]].assign(percent=percent)
        near = percent[np.abs(middle - 90) < near_deg].sum()
        parts.append(part.assign(ball_percent=100 * (high - low), near_percent=near))
    return pd.concat(parts, ignore_index=True)
