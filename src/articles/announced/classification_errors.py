"""Errors of classifiers on the same images: the share of errors, the difference of two shares, a sample of images."""

import numpy as np

from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def error_percent(wrong: np.ndarray) -> dict[str, float]:
    """Give error_percent and error_percent_halfwidth of `wrong` (N,), true for a wrong prediction."""
    wrong = arrays.real(wrong, "wrong predictions", ("N",))
    return {
        "error_percent": 100 * float(np.mean(wrong)),
        "error_percent_halfwidth": 100 * float(share_halfwidth(np.sum(wrong), len(wrong))),
    }


def excess_percent(wrong: np.ndarray, reference: np.ndarray) -> dict[str, float]:
    """Give excess_percent, the error of `wrong` (N,) minus that of `reference` (N,), and the paired half width."""
    wrong = arrays.doubles(wrong, "wrong predictions", ("N",))
    excess = wrong - arrays.doubles(reference, "wrong predictions of the reference", wrong.shape)
    return {
        "excess_percent": 100 * float(excess.mean()),
        "excess_percent_halfwidth": 100 * Z95 * float(excess.std()) / np.sqrt(len(excess)),
    }


def sample_indices(images: int, count: int, seed: int) -> np.ndarray:
    """Draw `count` indices of `images` images, sorted, without repetition; all indices if there are not enough."""
    # Not the first `count`: the embedded sample is sorted by digit.
    arrays.count(count, "number of images drawn", 0)
    rng = streams.rng(seed, "announced judge")
    return np.sort(rng.choice(images, min(count, images), replace=False))
