"""Section "Choosing the right value for K": whether the K with the fewest errors and the most stable K agree."""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.stats.intervals import Z95


def one_k(dataset: str, fewest: int, stable: int, extra: np.ndarray, data: str) -> dict:
    """Compare the K with the fewest errors and the most stable K of one dataset: a row of the table `recipe`.

    extra (n,): errors with the most stable K minus errors with the other, on the same queries or training sets, as
    shares. Gives dataset, k_fewest_errors, k_most_stable, extra_error_percent with half width, agree: "yes" unless the
    most stable K has more errors by more than the half width, data. Raises BadInput for fewer than two finite shares.
    """
    extra = arrays.doubles(extra, "extra errors", ("n",), finite=True)
    arrays.count(len(extra), "number of extra errors", 2)
    mean, half = 100 * extra.mean(), 100 * Z95 * extra.std(ddof=1) / np.sqrt(len(extra))
    row = {"dataset": dataset, "k_fewest_errors": fewest, "k_most_stable": stable, "extra_error_percent": mean}
    return row | {"extra_error_percent_halfwidth": half, "agree": "yes" if mean <= half else "no", "data": data}


def of_training_sets(dataset: str, apart: np.ndarray, wrong: np.ndarray, data: str) -> pd.DataFrame:
    """Choose both K on the first half of the pairs of training sets and compare them on the second.

    apart, wrong: (pairs, K), shares of queries on which two models disagree, and on which they are wrong.
    Raises BadInput for other shapes, fewer than four pairs, and numbers that are not finite.
    """
    wrong = arrays.doubles(wrong, "shares of wrong answers", ("pairs", "K"), finite=True)
    apart = arrays.doubles(apart, "shares of disagreements", wrong.shape, finite=True)
    arrays.count(len(wrong), "number of pairs of training sets", 4)
    half = len(wrong) // 2
    fewest, stable = (int(shares[:half].mean(axis=0).argmin()) + 1 for shares in (wrong, apart))
    return pd.DataFrame([one_k(dataset, fewest, stable, wrong[half:, stable - 1] - wrong[half:, fewest - 1], data)])
