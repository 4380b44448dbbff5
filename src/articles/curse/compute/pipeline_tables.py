"""Section 1: all tables of the synthetic pipeline data."""

import pandas as pd

from articles.curse.compute.costs import costs
from articles.curse.compute.pipeline import added_features, plane
from articles.curse.compute.pipeline_sizes import sizes


def tables(
    seed: int,
    *,
    shape: int,
    samples: int,
    sample_range: list[int],
    cost_samples: int,
    cells_per_axis: int,
    noise: float,
    cross: list[float],
    order: list[int],
    test_points: int,
    repeats: int,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: points and cells (see `plane`), features, sizes, costs; see these functions."""
    return {
        **plane(seed, shape, samples, cells_per_axis, noise, cross),
        "features": added_features(seed, shape, samples, cells_per_axis, noise, order, test_points, repeats),
        "sizes": sizes(seed, shape, sample_range, cells_per_axis, noise, test_points, repeats),
        "costs": costs(seed, shape, cost_samples, cells_per_axis, noise),
    }
