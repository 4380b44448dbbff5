"""Measures of how well a map in few dimensions keeps the neighbourhoods of many dimensions."""

import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

from recomputed import arrays
from recomputed.errors import BadInput


def order(points: np.ndarray) -> np.ndarray:
    """Give for each of `points` (N, D) the indices of all others, nearest first, then lowest first: (N, N - 1).

    Raises BadInput for points that are not finite or too large to square.
    """
    points = arrays.doubles(points, "points", ("N", "D"), finite=True)
    distances = cdist(points, points, "sqeuclidean")
    arrays.real(distances, "squared distances of the points", finite=True)
    np.fill_diagonal(distances, -1)
    return np.argsort(distances, axis=1, kind="stable")[:, 1:]


def ranks(order: np.ndarray) -> np.ndarray:
    """Turn `order` (N, N - 1) into ranks (N, N): 1 for the nearest other point, 0 for the point itself.

    Raises BadInput for what `order` cannot have given.
    """
    order = _checked(order)
    count = len(order)
    found = np.zeros((count, count), np.int32)
    found[np.arange(count)[:, None], order] = np.arange(1, count)
    return found


def overlap(one: np.ndarray, other: np.ndarray, k: int) -> np.ndarray:
    """Give for each point the share of its `k` nearest points that two orders have in common, (N,).

    Raises BadInput for what is no order, or for a `k` outside 1 … N - 1.
    """
    one = _checked(one)
    other = _checked(other, len(one))
    k = arrays.count(k, "overlap: K", 1, len(one) - 1)
    return (ranks(one)[np.arange(len(one))[:, None], other[:, :k]] <= k).mean(axis=1)


def trustworthiness(truth: np.ndarray, shown: np.ndarray, k: int) -> np.ndarray:
    """Give the trustworthiness of each point (N,): 1 if its `k` nearest on the map are its true `k` nearest.

    truth, shown: orders in many dimensions and on the map. Every false neighbour lowers it by its rank in the true
    order minus k (Venna, Kaski 2001); scikit-learn gives the mean over points. Raises BadInput unless 1 <= k < N/2.
    """
    truth = _checked(truth)
    count = len(truth)
    if not 1 <= k < count / 2:
        expected = f"a whole number from 1 to {(count - 1) // 2}, less than half the points"
        raise BadInput(
            "K out of range", where="trustworthiness", expected=expected, found=k, do="change neighbours in config.yaml"
        )
    true_ranks = ranks(truth)[np.arange(count)[:, None], _checked(shown, count)[:, :k]]
    return 1 - np.maximum(true_ranks - k, 0).sum(axis=1) * 2 / (k * (2 * count - 3 * k - 1))


def distance_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Give Spearman's correlation of the distances of all pairs of points in `one` (N, D) and in `other` (N, K).

    Raises BadInput unless both have the same three or more points, finite and not all equally far apart.
    """
    one = arrays.doubles(one, "points", ("N", "D"), finite=True)
    other = arrays.doubles(other, "points on the map", (len(one), "K"), finite=True)
    arrays.count(len(one), "number of points", 3)
    pairs = np.triu_indices(len(one), 1)
    first, second = (rankdata(cdist(points, points)[pairs]) for points in (one, other))
    if not (np.ptp(first) and np.ptp(second)):
        raise arrays.bad("no correlation", "distances of the points", "different distances", "equal ones")
    return float(np.corrcoef(first, second)[0, 1])


def _checked(order: np.ndarray, points: int | None = None) -> np.ndarray:
    if points is None:
        points = np.size(order, 0) if np.ndim(order) else 1
    return arrays.whole(order, "order of the points", (points, points - 1), 0, points - 1)
