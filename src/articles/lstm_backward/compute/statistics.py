"""Statistics of trained nets, paired by seed: medians, shares and ranks with intervals, corrections for many tests."""

import numpy as np
from scipy.special import stdtr, stdtrit
from scipy.stats import beta

from recomputed import arrays
from recomputed.stats import streams

LEVEL = 0.05
DRAWS = 10_000  # of the bootstrap


def median(values: np.ndarray) -> tuple[float, float, float]:
    """Give the median of `values` (n,) and its 95 % bootstrap interval (percentiles of DRAWS draws).

    The draws depend on n alone. Raises BadInput for no values, and for ones that are not finite.
    """
    values = arrays.doubles(values, "values", ("n",), finite=True)
    rng = streams.rng(0, "lstm_backward bootstrap", len(values))
    drawn = values[rng.integers(0, len(values), (DRAWS, len(values)))]
    low, high = np.quantile(np.median(drawn, axis=1), (0.025, 0.975))
    return float(np.median(values)), float(low), float(high)


def share(successes: int, of: int) -> tuple[float, float, float]:
    """Give the share of successes in percent and its exact 95 % interval (Clopper and Pearson 1934).

    Raises BadInput unless 0 <= successes <= of, and of > 0.
    """
    of = arrays.count(of, "number of nets", 1)
    if not 0 <= successes <= of:
        raise arrays.bad("not a share", "successes", f"0 to {of}", successes)
    low = beta.ppf(0.025, successes, of - successes + 1) if successes else 0.0
    high = beta.ppf(0.975, successes + 1, of - successes) if successes < of else 1.0
    return 100 * successes / of, 100 * float(low), 100 * float(high)


def centre(values: np.ndarray, name: str) -> dict[str, float]:
    """Give the columns of a median: `name`, its interval's ends `name`_low and `name`_high, and `name`_halfwidth.

    The half width is the longer arm of the interval, so that the median ± it covers the interval.
    """
    middle, low, high = median(values)
    arm = max(high - middle, middle - low)
    return {name: middle, f"{name}_low": low, f"{name}_high": high, f"{name}_halfwidth": arm}


def paired(differences: np.ndarray) -> tuple[float, float, float]:
    """Give mean, 95 % half width and two-sided p-value (Student) of differences (n,), n >= 2.

    Raises BadInput for fewer, and for numbers that are not finite or too large to square.
    """
    differences = arrays.doubles(differences, "differences", ("n",), finite=True)
    n, mean = arrays.count(len(differences), "number of differences", 2), float(np.mean(differences))
    with np.errstate(over="ignore"):
        error = float(np.std(differences, ddof=1) / np.sqrt(n))
    arrays.real(error, "standard error of the differences", finite=True)
    if np.ptp(differences) == 0:  # the standard deviation of equal numbers may be a rounding error above 0
        return mean, 0.0, float(mean == 0)
    return mean, float(stdtrit(n - 1, 0.975)) * error, float(2 * stdtr(n - 1, -abs(mean) / error))
