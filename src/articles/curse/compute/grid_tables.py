"""Section 1: all tables of samples in the cells of grids, and of the distances between samples."""

import pandas as pd

from articles.curse.compute import nearest as of_distances
from articles.curse.compute.grids import COUNTED, cell_counts, example, mostly_empty, outnumbered
from articles.curse.compute.occupancy import occupancy


def tables(
    seed: int,
    *,
    cells_per_axis: int,
    dimensions: list[int],
    samples: list[int],
    test_points: int,
    example_points: int,
    empty_range_percent: list[float],
    nearest: dict,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule; see the functions of their names.

    nearest: the settings of articles.curse.compute.nearest.tables, which gives the tables nearest and lonely.
    """
    return {
        "occupancy": occupancy(seed, dimensions, samples, cells_per_axis, test_points),
        "cells": cell_counts(list(COUNTED), cells_per_axis),
        "outnumbered": outnumbered(samples, cells_per_axis),
        "mostly_empty": mostly_empty(samples, cells_per_axis, empty_range_percent),
        "example": example(seed, example_points, cells_per_axis),
        **of_distances.tables(seed, **nearest),
    }
