"""Section 1: the grid classifier with all features, for several numbers of samples of the synthetic pipeline data."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from articles.curse.compute.pipeline import CLASSES, FEATURES, GridClassifier, measurements, shares_of, sheets
from recomputed.stats import streams


def sizes(
    seed: int, shape: int, sample_range: list[int], cells_per_axis: int, noise: float, test_points: int, repeats: int
) -> pd.DataFrame:
    """Classify test points by all 12 features with each number of samples in `sample_range`.

    Columns: samples, features; correct_percent and empty_test_percent (test points in a cell without a sample), means
    of `repeats` independent draws; over_guess_percent, the percentage points by which the correct ones exceed a guess
    among the classes, with its 95 % half width.
    """
    shapes, rows = sheets(shape), []
    for samples in sample_range:
        shares = np.empty((repeats, 4))
        for r in range(repeats):
            train, labels = measurements(streams.rng(seed, "curse size training", samples, r), shapes, samples, noise)
            test, truth = measurements(streams.rng(seed, "curse size test", samples, r), shapes, test_points, noise)
            shares[r] = shares_of(GridClassifier(train, labels, cells_per_axis).predict(test), truth)
        empty, _, correct, _ = shares.mean(axis=0)
        halfwidth = stdtrit(repeats - 1, 0.975) * shares[:, 2].std(ddof=1) / np.sqrt(repeats)
        rows.append((samples, FEATURES, correct, empty, correct - 100 / len(CLASSES), halfwidth))
    columns = ["samples", "features", "correct_percent", "empty_test_percent"]
    return pd.DataFrame(rows, columns=[*columns, "over_guess_percent", "over_guess_percent_halfwidth"])
