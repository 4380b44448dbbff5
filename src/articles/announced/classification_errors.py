"""Errors of classifiers on the same images: each one's share, the difference between two, and which images to show."""

import numpy as np

from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def error_percent(wrong: np.ndarray) -> dict[str, float]:
    """Give error_percent and error_percent_halfwidth of `wrong` (N,), true where the answer was wrong."""
    return {
        "error_percent": 100 * float(np.mean(wrong)),
        "error_percent_halfwidth": 100 * float(share_halfwidth(np.sum(wrong), len(wrong))),
    }


def excess_percent(wrong: np.ndarray, than: np.ndarray) -> dict[str, float]:
    """Give excess_percent, by how much `wrong` (N,) errs more often than `than` (N,), and its paired half width."""
    excess = np.asarray(wrong, float) - np.asarray(than, float)
    return {
        "excess_percent": 100 * float(excess.mean()),
        "excess_percent_halfwidth": 100 * Z95 * float(excess.std()) / np.sqrt(len(excess)),
    }


def some(images: int, count: int, seed: int) -> np.ndarray:
    """Draw `count` of so many `images`, or all of them: sorted indices, (count,)."""
    # The first ones would not do: the embedded sample is sorted by digit.
    rng = streams.rng(seed, "announced judge")
    return np.sort(rng.choice(images, min(count, images), replace=False))
