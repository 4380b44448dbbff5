"""Errors of classifiers on the same images: the share of errors, the difference of two shares, a sample of images."""

import numpy as np

from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def error_percent(wrong: np.ndarray) -> dict[str, float]:
    """Give error_percent and error_percent_halfwidth of `wrong` (N,), true for a wrong prediction."""
    return {
        "error_percent": 100 * float(np.mean(wrong)),
        "error_percent_halfwidth": 100 * float(share_halfwidth(np.sum(wrong), len(wrong))),
    }


def excess_percent(wrong: np.ndarray, reference: np.ndarray) -> dict[str, float]:
    """Give excess_percent, the error of `wrong` (N,) minus that of `reference` (N,), and the paired half width."""
    excess = np.asarray(wrong, float) - np.asarray(reference, float)
    return {
        "excess_percent": 100 * float(excess.mean()),
        "excess_percent_halfwidth": 100 * Z95 * float(excess.std()) / np.sqrt(len(excess)),
    }


def sample_indices(images: int, count: int, seed: int) -> np.ndarray:
    """Draw `count` indices of `images` images, sorted, without repetition; all indices if there are not enough."""
    # Not the first `count`: the embedded sample is sorted by digit.
    rng = streams.rng(seed, "announced judge")
    return np.sort(rng.choice(images, min(count, images), replace=False))
