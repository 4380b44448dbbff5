"""Compiled kernels of nearest neighbours of integers, and of votes; no result depends on threads or block sizes."""

import numpy as np

from recomputed.stats.compiled import njit

STRIP = 64  # samples screened together; in most strips no sample is near enough to be ranked


@njit(cache=True, nogil=True)
def squared_norms(table):
    """Give |x|² of the rows x of `table` (N, D), integers, as int64 (N,)."""
    norms = np.zeros(len(table), np.int64)
    for n in range(len(table)):
        for d in range(table.shape[1]):
            norms[n] += np.int64(table[n, d]) * np.int64(table[n, d])
    return norms


@njit(cache=True, nogil=True)
def sparse_columns(table, columns, zero):
    """Give the nonzero entries of `columns` (C,) of `table` (N, D), column after column: starts, rows, values.

    Entries starts[c] … starts[c + 1] - 1 belong to columns[c]; rows ascend; values have the type of `zero`.
    """
    starts = np.zeros(len(columns) + 1, np.int64)
    for n in range(len(table)):
        for c in range(len(columns)):
            starts[c + 1] += table[n, columns[c]] != 0
    starts = np.cumsum(starts)
    rows, values, ends = np.empty(starts[-1], np.int32), np.full(starts[-1], zero), starts[:-1].copy()
    for n in range(len(table)):
        for c in range(len(columns)):
            value = table[n, columns[c]]
            if value != 0:
                rows[ends[c]], values[ends[c]] = n, value
                ends[c] += 1
    return starts, rows, values


@njit(cache=True, nogil=True)
def add_sparse_products(queries, columns, starts, rows, values, products):
    """Add to `products` (Q, M) the part of x·y from `columns` (C,), x in `queries` (Q, D), y from `sparse_columns`."""
    for q in range(len(queries)):
        row = products[q]
        for c in range(len(columns)):
            value = row.dtype.type(queries[q, columns[c]])
            if value != 0:
                for entry in range(starts[c], starts[c + 1]):
                    row[rows[entry]] += value * values[entry]


@njit(cache=True, nogil=True)
def rank_products(products, first, samples, halves, norms, queries, query_norms, slack, exact, own, nearest, indices):
    """Merge a block of samples into the nearest so far: screen by rounded products, rank by exact integer distances.

    products (Q, M): rounded x·y of `queries` (Q, D) with samples first … first + M - 1 of `samples` (N, D), integers.
    norms (N,), query_norms (Q,): |y|², |x|², int64. halves (N,): |y|² / 2 in the type of the products.
    slack (Q,): a bound on the error of products - halves. exact: if |x|²|y|² is at most this, the product is exact.
    own (Q,): the index of the query itself among the samples, which is excluded, or -1.
    nearest (Q, K) int64 squared distances, indices (Q, K) int32: sorted, changed in place. Samples come in order of
    index, so that one at an equal distance never displaces an earlier one.
    """
    for q in range(len(products)):
        row, distances, places, norm = products[q], nearest[q], indices[q], query_norms[q]
        cut = row.dtype.type((norm - distances[-1]) * 0.5 - slack[q])
        for start in range(0, len(row), STRIP):
            stop = min(start + STRIP, len(row))
            near = stop - start < STRIP  # the samples of a shorter last strip are all checked
            if not near:
                strip, half = row[start:stop], halves[first + start : first + stop]
                for k in range(STRIP):
                    near |= strip[k] - half[k] >= cut
            if not near:
                continue
            for m in range(start, stop):
                n = first + m
                if row[m] - halves[n] < cut or n == own[q]:
                    continue
                if np.float64(norm) * np.float64(norms[n]) <= exact:
                    distance = norm + norms[n] - 2 * np.int64(row[m])
                else:
                    distance = _squared_distance(queries[q], samples[n])
                if distance < distances[-1]:
                    insert(distances, places, distance, n)
                    cut = row.dtype.type((norm - distances[-1]) * 0.5 - slack[q])


@njit(cache=True, inline="always")
def _squared_distance(one, other):
    total = np.int64(0)
    for d in range(len(one)):
        step = np.int64(one[d]) - np.int64(other[d])
        total += step * step
    return total


@njit(cache=True, inline="always")
def insert(distances, indices, distance, index):
    """Put a neighbour at its place among the sorted `distances` (K,) and `indices` (K,); the farthest one leaves."""
    place = len(distances) - 1
    while place > 0 and distances[place - 1] > distance:
        distances[place] = distances[place - 1]
        indices[place] = indices[place - 1]
        place -= 1
    distances[place] = distance
    indices[place] = index


@njit(cache=True, nogil=True)
def vote(labels, classes, by_nearest, winners, tied):
    """Count votes for K = 1, 2, … in one pass over `labels` (Q, K_max), nearest first, each in 0 … classes - 1.

    winners, tied (Q, K_max) are filled with the label with most votes, and whether others have as many. Of tied labels
    the winner is the one with the nearest vote if `by_nearest`, else the lowest.
    """
    for q in range(len(labels)):
        counts = np.zeros(classes, np.int64)
        order = np.full(classes, labels.shape[1], np.int64)  # when the first vote for a label came
        for k in range(labels.shape[1]):
            label = labels[q, k]
            counts[label] += 1
            order[label] = min(order[label], k)
            best, equals = 0, 0
            for c in range(classes):
                if counts[c] > counts[best] or c == 0:
                    best, equals = c, 0
                elif counts[c] == counts[best]:
                    equals += 1
                    if by_nearest and order[c] < order[best]:
                        best = c
            winners[q, k] = best
            tied[q, k] = equals > 0
