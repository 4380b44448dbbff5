"""Claim of both classification and regression: the error of KNN over that of an answer that ignores the features."""

import numpy as np
import pandas as pd

from articles.knn.compute.join_shards import join_shards
from recomputed.stats.intervals import ratio, share_halfwidth


def better_than_baseline(test: dict, choices: pd.DataFrame, regression: pd.DataFrame) -> pd.DataFrame:
    """Compare KNN, with K chosen without the test data, with the best constant answer.

    test: shards of the test neighbourhoods, for their true labels; choices, regression: the K chosen in `sweep` and in
    `regression`. Columns: task, k (for regression the median over training sets), error and baseline_error with half
    widths, ratio_percent (error over baseline_error) with half width, unit, data. Classification: share of wrong
    labels, baseline the most frequent digit. Regression: root mean square error, baseline the mean of all samples.
    """
    labels = join_shards(test)["truth"]
    others = len(labels) - int(np.bincount(labels).max())
    chosen = choices.set_index("rule").loc["smallest_validation_error"]
    own = regression.set_index("rule").loc["own_leave_one_out"]
    table = pd.DataFrame(
        {
            "task": ["classification", "regression"],
            "k": np.array([chosen["k"], own["k"]], int),
            "error": [chosen["test_error_percent"], own["rmse"]],
            "error_halfwidth": [chosen["test_error_percent_halfwidth"], own["rmse_halfwidth"]],
            "baseline_error": [100 * others / len(labels), own["baseline_rmse"]],
            "baseline_error_halfwidth": [100 * share_halfwidth(others, len(labels)), own["baseline_rmse_halfwidth"]],
            "unit": ["% of labels wrong", "root mean square"],
            "data": [chosen["data"], "seeded samples of a known curve"],
        }
    )
    ends = [table[name] for name in ("error", "error_halfwidth", "baseline_error", "baseline_error_halfwidth")]
    times, half = ratio(*ends)
    return table.assign(ratio_percent=100 * times, ratio_percent_halfwidth=100 * half)
