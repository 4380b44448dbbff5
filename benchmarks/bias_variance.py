"""Training sets × degrees × penalties: the batch kernel against loops over scikit-learn, in turn, in one process.

Two peers: one fit of PolynomialFeatures + Ridge a case, and, fairer to scikit-learn, one fit a degree and penalty for
all training sets at once. All on one thread, as in the workflow. Prints medians and ratios, not a verdict: seconds
depend on the machine.
Run: python benchmarks/bias_variance.py [--quick]
"""

import argparse
import time

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures
from threadpoolctl import threadpool_limits

from articles.bias_variance.batch import polynomial_ridge
from articles.bias_variance.worlds import curve

SAMPLES, QUERIES = 30, 200
DEGREES, PENALTIES = [1, 2, 4, 8, 12], [1e-4, 1e-2, 1.0]


def one_fit_a_case(x, targets, queries) -> np.ndarray:
    """Fit every training set, degree and penalty on its own."""
    return np.array([[[_fit(x, y, queries, d, p) for y in targets] for p in PENALTIES] for d in DEGREES])


def one_fit_a_model(x, targets, queries) -> np.ndarray:
    """Fit all training sets as one target of many columns, for every degree and penalty."""
    return np.array([[_fit(x, targets.T, queries, d, p).T for p in PENALTIES] for d in DEGREES])


def batch(x, targets, queries) -> np.ndarray:
    """Predict with the batch kernel."""
    return polynomial_ridge(x, targets, queries, DEGREES, PENALTIES)


def _fit(x, y, queries, degree, penalty) -> np.ndarray:
    model = make_pipeline(PolynomialFeatures(degree, include_bias=False), Ridge(alpha=penalty))
    return model.fit(x[:, None], y).predict(queries[:, None])


def timed(function, *args) -> tuple[float, np.ndarray]:
    """Give the seconds a call takes and what it returns."""
    start = time.perf_counter()
    result = function(*args)
    return time.perf_counter() - start, result


def main() -> None:
    """Warm up, time A B C A B C ..., compare the predictions, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer training sets and repetitions")
    quick = parser.parse_args().quick
    sets, repeats = (50, 3) if quick else (500, 5)
    x, queries = np.linspace(-1, 1, SAMPLES), np.linspace(-1, 1, QUERIES)
    ways = (batch, one_fit_a_case, one_fit_a_model)
    seconds, difference = np.empty((repeats, len(ways))), 0.0
    for n in range(-1, repeats):  # round -1 warms up; the last round overwrites its row
        targets = curve(x) + 0.3 * np.random.default_rng(n + 1).normal(size=(2 if n < 0 else sets, SAMPLES))
        found = [timed(way, x, targets, queries) for way in ways]
        seconds[n] = [taken for taken, _ in found]
        difference = max(difference, *(np.abs(found[0][1] - other).max() for _, other in found[1:]))
    cases = sets * len(DEGREES) * len(PENALTIES)
    print(f"{sets:,} training sets × {len(DEGREES)} degrees × {len(PENALTIES)} penalties = {cases:,} fits")
    for way, taken in zip(ways, seconds.T, strict=True):
        print(f"  {way.__name__:16} {1e6 * np.median(taken) / cases:9.2f} µs a fit")
    for way, ratio in zip(ways[1:], (seconds[:, 1:] / seconds[:, :1]).T, strict=True):
        spread = f"{ratio.min():,.0f} to {ratio.max():,.0f}"
        print(f"  batch against {way.__name__}: {np.median(ratio):,.0f} times as fast ({spread})")
    print(f"  largest difference of a prediction: {difference:.1e}")


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
