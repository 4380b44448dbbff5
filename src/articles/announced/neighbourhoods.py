"""How much of the neighbourhoods in many dimensions a map in few dimensions keeps."""

import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

from recomputed.errors import BadInput


def order(points: np.ndarray) -> np.ndarray:
    """Give the indices of all other points, nearest first, of equals the lowest, for `points` (N, D): (N, N - 1)."""
    distances = cdist(points, points, "sqeuclidean")
    np.fill_diagonal(distances, -1)
    return np.argsort(distances, axis=1, kind="stable")[:, 1:]


def ranks(order: np.ndarray) -> np.ndarray:
    """Turn `order` (N, N - 1) into ranks (N, N): 1 for the nearest other point, 0 for the point itself."""
    count = len(order)
    found = np.zeros((count, count), np.int32)
    found[np.arange(count)[:, None], order] = np.arange(1, count)
    return found


def overlap(one: np.ndarray, other: np.ndarray, k: int) -> np.ndarray:
    """Give the share of each point's `k` nearest in one order that are among its `k` nearest in the other, (N,)."""
    return (ranks(one)[np.arange(len(one))[:, None], other[:, :k]] <= k).mean(axis=1)


def trustworthiness(truth: np.ndarray, shown: np.ndarray, k: int) -> np.ndarray:
    """Give each point's trustworthiness (N,): 1 unless strangers come among its `k` nearest on the map.

    truth, shown: orders in many dimensions and on the map. Every stranger costs by how far down the true order it
    stands (Venna, Kaski 2001); scikit-learn gives the mean over points. Raises BadInput unless 1 <= k < N/2.
    """
    count = len(truth)
    if not 1 <= k < count / 2:
        expected = f"a whole number from 1 to {(count - 1) // 2}, less than half the points"
        raise BadInput("K out of range", where="trustworthiness", expected=expected, found=k, do="mend the neighbours")
    true_ranks = ranks(truth)[np.arange(count)[:, None], shown[:, :k]]
    return 1 - np.maximum(true_ranks - k, 0).sum(axis=1) * 2 / (k * (2 * count - 3 * k - 1))


def distance_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Give Spearman's correlation between all distances of pairs of points in `one` (N, D) and in `other` (N, K)."""
    pairs = np.triu_indices(len(one), 1)
    first, second = (rankdata(cdist(points, points)[pairs]) for points in (one, other))
    return float(np.corrcoef(first, second)[0, 1])
