"""Words of section 4 without a number, "almost equally" or "does not vary", at every threshold of a range."""

import numpy as np
import pandas as pd

from articles.pca.compute.factors import FACTORS
from articles.pca.compute.marks_check import whole_marks
from methods.pca.fit import fit


def marks_thresholds(marks: pd.DataFrame, subjects: list[str], thresholds: dict[str, list[float]]) -> pd.DataFrame:
    """Compare a quantity of each factor with every threshold of its range.

    thresholds: measure -> its range. Measures: weight_ratio (largest over smallest absolute weight), sd_marks (standard
    deviation), percent (share of the variance), kept_percent (share of the variance that the factors so far have),
    lost_percent (share of it that the marks lose if they are rebuilt from the factors so far).
    Columns: measure, factor, threshold, value, over_threshold (value over threshold).
    """
    table = whole_marks(marks, subjects).astype(float)
    pca = fit(table)
    rebuilt = [pca.reconstruct(pca.transform(table, count)) for count in range(1, len(subjects) + 1)]
    weights, total = np.abs(pca.axes), np.sum((table - pca.mean) ** 2)
    values = {
        "weight_ratio": weights.max(axis=0) / weights.min(axis=0),
        "sd_marks": np.sqrt(pca.variances),
        "percent": 100 * pca.ratios,
        "kept_percent": 100 * pca.cumulative,
        "lost_percent": [100 * np.sum((table - other) ** 2) / total for other in rebuilt],
    }
    rows = [
        (measure, factor, threshold, value, value / threshold)
        for measure, chosen in thresholds.items()
        for factor, value in zip(FACTORS, values[measure], strict=True)
        for threshold in chosen
    ]
    return pd.DataFrame(rows, columns=["measure", "factor", "threshold", "value", "over_threshold"])
