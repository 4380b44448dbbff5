"""Classification and regression: is either better than half the error of an answer that ignores the features?"""

import numpy as np
import pandas as pd


def works(choices: pd.DataFrame, regression: pd.DataFrame) -> pd.DataFrame:
    """Compare KNN, K chosen without the test data, with a constant answer.

    Columns: task, k, error and baseline_error (share of wrong labels against random guessing of ten digits; root mean
    square error against the mean of all), ratio_percent with half width, unit, data.
    """
    chosen = choices.set_index("rule").loc["smallest_validation_error"]
    best = regression.loc[regression["leave_one_out_rmse"].idxmin()]
    table = pd.DataFrame(
        {
            "task": ["classification", "regression"],
            "k": np.array([chosen["k"], best["k"]], int),
            "error": [chosen["test_error_percent"], best["rmse"]],
            "error_halfwidth": [chosen["test_error_percent_halfwidth"], best["rmse_halfwidth"]],
            "baseline_error": [90.0, best["baseline_rmse"]],
            "baseline_error_halfwidth": [0.0, best["baseline_rmse_halfwidth"]],
            "unit": ["% of labels wrong", "root mean square"],
            "data": [chosen["data"], "seeded samples of a known curve"],
        }
    )
    ratio = table["error"] / table["baseline_error"]
    half = np.hypot(table["error_halfwidth"], ratio * table["baseline_error_halfwidth"]) / table["baseline_error"]
    return table.assign(ratio_percent=100 * ratio, ratio_percent_halfwidth=100 * half)
