"""Section 2.2: all tables that are made from the counts of angles between random vectors."""

import numpy as np
import pandas as pd

from articles.curse.compute import angle_cones, angle_ranges
from articles.curse.compute.angles import angles, totals

SPACE = 3  # dimension of the cones


def tables(
    counts: dict[str, dict[str, np.ndarray]],
    dimensions: list[int],
    near_deg: float,
    *,
    near_range_deg: list[float],
    limit_range_deg: list[float],
    level_range_percent: list[float],
    histogram_pairs: int,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: angles, near, turns, uniform, cones; see the functions of these names.

    counts: path -> one shard of angle_counts.angle_counts. Without three dimensions among `dimensions` the table of the
    cones is empty.
    """
    total = totals(counts, dimensions)
    cones = angle_cones.cones(total["ball"][dimensions.index(SPACE)]) if SPACE in dimensions else None
    return {
        "angles": angles(total, dimensions, near_deg),
        "near": angle_ranges.near(total, dimensions, near_range_deg),
        "turns": angle_ranges.turns(total, dimensions, limit_range_deg),
        "uniform": angle_ranges.uniform(total, dimensions, histogram_pairs, level_range_percent),
        "cones": pd.DataFrame(columns=angle_cones.COLUMNS) if cones is None else cones,
    }
