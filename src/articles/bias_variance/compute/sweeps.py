"""The models of each sweep in two ways: weights W for the closed forms, and predictions that other code computes.

Every function yields (sweep, value, W at the m queries, W at the n samples, predictions): predictions (sets, m + n) for
`targets` (sets, n), at the queries and, after them, at the samples, computed without W.
"""

from collections.abc import Iterator

import numpy as np

from articles.bias_variance.compute import smoothers
from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from articles.bias_variance.compute.smoothers import Ridge, knn_weights, legendre
from methods.neighbours.search import nearest
from recomputed import arrays


def degrees(x: np.ndarray, queries: np.ndarray, max_degree: int, targets: np.ndarray) -> Iterator[tuple]:
    """Least squares on polynomials of degree 1 to `max_degree`; predictions by `polynomial_ridge`."""
    x, queries, targets = _doubles(x, queries, targets)
    swept = list(range(1, max_degree + 1))
    batch = polynomial_ridge(x, targets, np.concatenate([queries, x]), swept, [0.0])
    for d, predictions in zip(swept, batch[:, 0], strict=True):
        basis = legendre(x, d)
        weights = (Ridge(basis, at).weights(0.0) for at in (legendre(queries, d), basis))
        yield "degree", d, *weights, predictions


def penalties(
    x: np.ndarray, queries: np.ndarray, degree: int, swept: list[float], targets: np.ndarray
) -> Iterator[tuple]:
    """Ridge on the powers of x up to `degree`; predictions by `polynomial_ridge`."""
    x, queries, targets = _doubles(x, queries, targets)
    powers, at = (t[:, None] ** np.arange(1, degree + 1) for t in (x, queries))
    batch = polynomial_ridge(x, targets, np.concatenate([queries, x]), [degree], swept)
    for penalty, predictions in zip(swept, batch[0], strict=True):
        yield "penalty", penalty, *(Ridge(powers, points).weights(penalty) for points in (at, powers)), predictions


def neighbours(x: np.ndarray, queries: np.ndarray, targets: np.ndarray) -> Iterator[tuple]:
    """Mean of the K nearest neighbours, K from 1 to all; predictions by methods.neighbours."""
    x, queries, targets = _doubles(x, queries, targets)
    orders = [smoothers.neighbours(x[:, None], points[:, None]) for points in (queries, x)]
    found = nearest(x[:, None], np.concatenate([queries, x])[:, None], len(x)).indices
    sums = np.zeros((len(targets), len(found)))
    for k in range(1, len(x) + 1):
        sums += targets[:, found[:, k - 1]]
        yield "neighbours", k, *(knn_weights(order, k) for order in orders), sums / k


def features(x: np.ndarray, queries: np.ndarray, degree: int, targets: np.ndarray) -> Iterator[tuple]:
    """Least squares on polynomials of the first 1 to all predictors; predictions by LAPACK on powers."""
    x, queries, targets = _doubles(x, queries, targets, axes=("n", "predictors"))
    both = np.vstack([queries, x])
    for p in range(1, x.shape[1] + 1):
        own, at = (legendre(points[:, :p], degree) for points in (x, queries))
        weights = (Ridge(own, points).weights(0.0) for points in (at, own))
        fitted = np.linalg.lstsq(_powers(x[:, :p], degree), targets.T)[0]
        yield "features", p, *weights, (_powers(both[:, :p], degree) @ fitted).T


def _doubles(x, queries, targets, axes=("n",)) -> tuple[np.ndarray, ...]:
    """Give all three as float64, because powers of integers overflow; raise BadInput for other shapes or types."""
    x = arrays.doubles(x, "sweeps: x", axes, finite=True)
    queries = arrays.doubles(queries, "sweeps: queries", ("m", *x.shape[1:]), finite=True)
    return x, queries, arrays.doubles(targets, "sweeps: targets", ("sets", len(x)), finite=True)


def _powers(x: np.ndarray, degree: int) -> np.ndarray:
    return np.hstack([np.ones((len(x), 1)), *(x**d for d in range(1, degree + 1))])
