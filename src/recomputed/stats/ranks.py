"""Wilcoxon's signed-rank test of paired differences, exact, its interval, and Holm's correction for many tests."""

import numpy as np
from scipy.stats import rankdata

from recomputed import arrays


def signed_rank(differences: np.ndarray) -> float:
    """Give the exact two-sided p-value of Wilcoxon's signed-rank test, ties included; 1 if all differences are 0.

    Differences of 0 are left out. Raises BadInput for ones that are not finite.
    """
    differences = arrays.doubles(differences, "differences", ("n",), finite=True, empty=True)
    differences = differences[differences != 0]
    ranks = (2 * rankdata(np.abs(differences))).round().astype(int)  # tied ones are halves
    ways = _shares(ranks)
    above = ranks[differences > 0].sum()
    return float(min(1.0, 2 * min(ways[: above + 1].sum(), ways[above:].sum())))


def holm(p: np.ndarray) -> np.ndarray:
    """Correct p-values (n,) for n comparisons (Holm 1979): the k-th smallest times n + 1 - k, made nondecreasing.

    Raises BadInput for numbers outside 0 to 1.
    """
    p, order = _sorted(p)
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return corrected


def holm_levels(p: np.ndarray, level: float) -> np.ndarray:
    """Give for p-values (n,) the level at which each is tested by Holm's procedure; after a failure it stays.

    Equal p-values have the level of the first of them. A p-value is at most its level if and only if the corrected one
    is at most `level`. Raises BadInput for numbers outside 0 to 1.
    """
    p, order = _sorted(p)
    steps = level / (len(p) - np.searchsorted(p[order], p[order]))
    fails = np.flatnonzero(p[order] > steps)
    if len(fails):
        steps[fails[0] :] = steps[fails[0]]
    found = np.empty(len(p))
    found[order] = steps
    return found


def median_interval(differences: np.ndarray, level: float) -> tuple[float, float, float]:
    """Give the median of all means of two differences (Hodges and Lehmann 1963), and the ends of its interval.

    The interval holds the shifts that the signed-rank test without ties does not reject at `level`; with too few
    differences it has no ends, which then are infinite. Raises BadInput for no differences, and ones not finite.
    """
    differences = arrays.doubles(differences, "differences", ("n",), finite=True)
    n = arrays.count(len(differences), "number of differences", 1)
    first, second = np.triu_indices(n)
    means = np.sort((differences[first] + differences[second]) / 2)
    tails = 2 * np.cumsum(_shares(np.arange(1, n + 1)))
    outside = int((tails <= level * (1 + 1e-12)).sum())  # of the means, at either end
    ends = (means[outside - 1], means[-outside]) if outside else (-np.inf, np.inf)
    return float(np.median(means)), float(ends[0]), float(ends[1])


def _shares(ranks: np.ndarray) -> np.ndarray:
    """Give the chance of each sum of the ranks that have a sign, each with a chance of a half."""
    ways = np.ones(1)
    for rank in ranks:
        ways = (np.pad(ways, (0, rank)) + np.pad(ways, (rank, 0))) / 2
    return ways


def _sorted(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    p = arrays.doubles(p, "p-values", ("n",), finite=True, empty=True)
    if not ((p >= 0) & (p <= 1)).all():
        raise arrays.bad("not a probability", "p-values", "numbers from 0 to 1", f"{p.min():g} to {p.max():g}")
    return p, np.argsort(p, kind="stable")
