"""Families of models, from simple to complex, on one training design: all models of a family by one factorisation.

Each function takes the training inputs, the query inputs and the noise-free values at the training inputs `f` (n,), and
gives a `Fits`: everything that an expectation over the noise needs, one row for each model of the family. Each raises
BadInput for other shapes and for numbers that are not finite.
"""

from typing import NamedTuple

import numpy as np

from articles.bias_variance.compute.smoothers import gains
from recomputed import arrays


class Fits(NamedTuple):
    """Models on one design: mean prediction at the queries (models, m), and two sums without the noise variance σ².

    noise: mean squared weight of a prediction (models,), the variance from noise over σ². missed: mean squared residual
    of the noise-free samples (models,). freedom: |I - H|²/n (models,), the share of σ² that stays in the residuals.
    """

    mean: np.ndarray
    noise: np.ndarray
    missed: np.ndarray
    freedom: np.ndarray

    def train_error(self, noise_sd: float) -> np.ndarray:
        """Give the expected training error of each model."""
        return self.missed + noise_sd**2 * self.freedom


def nested(features: np.ndarray, queries: np.ndarray, f: np.ndarray, columns: list[int]) -> Fits:
    """Least squares on the first `columns` columns of `features` (n, p), with an intercept; `queries` (m, p).

    The QR factor of the first columns is the leading block of that of all of them, so one factorisation serves all.
    """
    features, queries, f = _checked(features, queries, f)
    n, mean = len(features), features.mean(axis=0)
    q, r = np.linalg.qr(features - mean)
    return _of_axes(q, np.linalg.solve(r.T, (queries - mean).T).T, f, _kept(columns, q.shape[1]), n)


def penalised(features: np.ndarray, queries: np.ndarray, f: np.ndarray, penalties: list[float]) -> Fits:
    """Ridge with each penalty in `penalties` on all columns but the intercept; see smoothers.Ridge."""
    features, queries, f = _checked(features, queries, f)
    n, mean = len(features), features.mean(axis=0)
    left, singular, right = np.linalg.svd(features - mean, full_matrices=False)
    shrunk = np.array([singular * gains(singular, penalty, n) for penalty in penalties])
    return _of_axes(left, (queries - mean) @ right.T / singular, f, shrunk, n)


def nearest(features: np.ndarray, queries: np.ndarray, f: np.ndarray, swept: list[int]) -> Fits:
    """Mean of the K nearest samples for each K in `swept`; the samples are distinct, so each is its own nearest."""
    features, queries, f = _checked(features, queries, f)
    k = arrays.whole(swept, "numbers of neighbours", ("models",), 1, len(f))
    distances = np.zeros((len(queries) + len(features), len(features)))
    for at, own in zip(queries.T, features.T, strict=True):
        distances += (np.append(at, own)[:, None] - own) ** 2
    # Parts of the order are enough: the first K are the K nearest for each K that is asked for.
    running = np.cumsum(f[np.argpartition(distances, k - 1, axis=1)], axis=1)
    means = running[:, k - 1].T / k[:, None]
    missed = np.mean((f - means[:, len(queries) :]) ** 2, axis=1)
    return Fits(means[:, : len(queries)], 1 / k, missed, 1 - 1 / k)


def nearest_by_predictors(features: np.ndarray, queries: np.ndarray, f: np.ndarray, columns: list[int], k: int) -> Fits:
    """Mean of the `k` nearest samples by the first `columns` columns; the samples are distinct in each of them."""
    features, queries, f = _checked(features, queries, f)
    k = arrays.count(k, "number of neighbours", 1, len(f))
    distances = np.zeros((len(queries) + len(features), len(features)))
    means = []
    for column, (at, own) in enumerate(zip(queries.T, features.T, strict=True), start=1):
        distances += (np.append(at, own)[:, None] - own) ** 2
        if column in columns:
            means.append(f[np.argpartition(distances, k - 1, axis=1)[:, :k]].mean(axis=1))
    means, noise = np.array(means), np.full(len(columns), 1 / k)
    missed = np.mean((f - means[:, len(queries) :]) ** 2, axis=1)
    return Fits(means[:, : len(queries)], noise, missed, 1 - noise)


def _checked(features: np.ndarray, queries: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    features = arrays.doubles(features, "features", ("n", "p"), finite=True)
    queries = arrays.doubles(queries, "queries", ("m", features.shape[1]), finite=True)
    return features, queries, arrays.doubles(f, "noise-free values", (len(features),), finite=True)


def _kept(columns: list[int], width: int) -> np.ndarray:
    return (np.arange(width) < np.array(columns)[:, None]).astype(float)


def _of_axes(axes: np.ndarray, at: np.ndarray, f: np.ndarray, shrunk: np.ndarray, n: int) -> Fits:
    """Sum over orthonormal axes (n, r) whose values at the queries are `at` (m, r), each shrunk (models, r)."""
    centred = f - f.mean()
    along = axes.T @ centred
    mean = f.mean() + (shrunk * along) @ at.T
    noise = 1 / n + shrunk**2 @ np.mean(at**2, axis=0)
    missed = (centred @ centred - (2 * shrunk - shrunk**2) @ along**2) / n
    # |I - H|² = n - 2 tr H + tr H², with the eigenvalues 1 (the intercept) and `shrunk` of the symmetric H.
    freedom = 1 - (1 + (2 * shrunk - shrunk**2).sum(axis=1)) / n
    return Fits(mean, noise, np.maximum(missed, 0), freedom)
