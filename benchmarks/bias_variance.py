"""Training sets × degrees × penalties: the batch kernel against loops over scikit-learn.

Two peers: one fit of PolynomialFeatures + Ridge per training set and model (a degree and a penalty), and, fairer to
scikit-learn, one fit per model for all training sets at once. Of the first, one training set in SHARE is fitted and its
time multiplied: the fits are equal work one after another. All on one thread, as in the workflow.
"""

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from articles.bias_variance.compute.synthetic import curve
from growth import Growth
from side_by_side import Contest

BLAS_THREADS = 1
SAMPLES, QUERIES = 30, 200
DEGREES, PENALTIES = list(range(1, 17)), [10.0**power for power in range(-4, 8)]
SHARE = 100


def one_fit_per_case(x, targets, queries) -> np.ndarray:
    """Fit every training set, degree and penalty on its own."""
    return np.array([[[_fit(x, y, queries, d, p) for y in targets] for p in PENALTIES] for d in DEGREES])


def one_fit_per_model(x, targets, queries) -> np.ndarray:
    """Fit all training sets as one target of many columns, for every degree and penalty."""
    return np.array([[_fit(x, targets.T, queries, d, p).T for p in PENALTIES] for d in DEGREES])


def _fit(x, y, queries, degree, penalty) -> np.ndarray:
    model = make_pipeline(PolynomialFeatures(degree, include_bias=False), Ridge(alpha=penalty))
    return model.fit(x[:, None], y).predict(queries[:, None])


def work(sets: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give inputs (30,), targets of the training sets (sets, 30) and queries (200,)."""
    x = np.linspace(-1, 1, SAMPLES)
    noise = np.random.default_rng(0).normal(size=(sets, SAMPLES))
    return x, curve(x) + 0.3 * noise, np.linspace(-1, 1, QUERIES)


def apart(ours: np.ndarray, others: np.ndarray) -> float:
    """Give the largest difference of a prediction, for as many training sets as the other has."""
    return np.abs(ours[:, :, : others.shape[2]] - others).max()


def contests(quick: bool) -> list[Contest]:
    """Give the rows: 1,000 training sets × 16 degrees × 12 penalties."""
    sets = 20 if quick else 1000
    x, targets, queries = work(sets)
    some = targets[: -(-sets // SHARE)]
    what = f"bias–variance: {sets:,} sets × {len(DEGREES)} degrees × {len(PENALTIES)} penalties"

    def ours() -> np.ndarray:
        return polynomial_ridge(x, targets, queries, DEGREES, PENALTIES)

    loop, batches = lambda: one_fit_per_case(x, some, queries), lambda: one_fit_per_model(x, targets, queries)
    both = {"ours": ours, "apart": apart, "within": 1e-6, "threads": BLAS_THREADS}
    return [
        Contest(what, "scikit-learn, a fit per set and model", 50, rounds=3, scale=SHARE, theirs=loop, **both),
        Contest(what, "scikit-learn, a fit per model", float("nan"), rounds=3, theirs=batches, **both),
    ]


def growths() -> list[Growth]:
    """Training sets from 10 to 30,000; each adds a row to the result."""

    def sets(n: int):
        x, targets, queries = work(n)
        return lambda: polynomial_ridge(x, targets, queries, DEGREES[:4], PENALTIES[:4])

    return [Growth("bias–variance", "training sets", [10, 30, 100, 300, 1000, 3000, 10_000, 30_000], sets, 1, 1)]
