"""Compiled kernels of nearest neighbours for real numbers: every distance is summed in the order of the columns."""

import numpy as np

from methods.neighbours.kernels import insert
from recomputed.stats.compiled import njit

STRIP = 64  # samples measured together, in the lanes of the processor's vectors
IN_ORDER = 16


@njit(cache=True, nogil=True)
def rank_directly(samples, queries, own, nearest, indices):
    """Rank all `samples` (N, D) by squared distances to each of `queries` (Q, D).

    own (Q,): the index of the query itself among the samples, which is excluded, or -1. nearest (Q, K) squared
    distances, indices (Q, K) int32: sorted, changed in place. Samples come in order of index, so that one at an equal
    distance never displaces an earlier one.
    """
    dimensions = samples.shape[1]
    columns, distances = np.empty((dimensions, STRIP)), np.empty(STRIP)
    for first in range(0, len(samples), STRIP):
        filled = min(STRIP, len(samples) - first)
        for k in range(filled):
            for d in range(dimensions):
                columns[d, k] = samples[first + k, d]
        for q in range(len(queries)):
            _measure(queries[q], columns, distances)
            near = False
            for k in range(filled):
                near |= distances[k] < nearest[q, -1]
            for k in range(filled if near else 0):
                if distances[k] < nearest[q, -1] and first + k != own[q]:
                    insert(nearest[q], indices[q], distances[k], first + k)


@njit(cache=True, nogil=True)
def rank_screened(bounds, first, cuts, samples, queries, own, nearest, indices):
    """Merge a block of samples into the nearest so far: measure those whose bound is at most the cut of the query.

    bounds (Q, M): rounded |y|² / 2 - x·y of `queries` (Q, D) with samples first … first + M - 1 of `samples` (N, D).
    cuts (Q,): every sample that belongs to the nearest has a bound up to it. own, nearest, indices: see rank_directly.
    """
    terms = np.empty(queries.shape[1])
    for q in range(len(bounds)):
        row, cut = bounds[q], cuts[q]
        for m in range(len(row)):
            if row[m] <= cut and first + m != own[q]:
                distance = _folded(queries[q], samples[first + m], terms)
                if distance < nearest[q, -1]:
                    insert(nearest[q], indices[q], distance, first + m)


@njit(cache=True, nogil=True)
def rank_candidates(samples, queries, candidates, own, nearest, indices):
    """Rank for each of `queries` (Q, D) its `candidates` (Q, C), ascending indices of `samples` (N, D).

    own, nearest, indices: see rank_directly.
    """
    for q in range(len(queries)):
        for n in candidates[q]:
            distance = 0.0
            for d in range(queries.shape[1]):
                distance += (queries[q, d] - samples[n, d]) * (queries[q, d] - samples[n, d])
            if distance < nearest[q, -1] and n != own[q]:
                insert(nearest[q], indices[q], distance, n)


@njit(cache=True, nogil=True)
def _measure(one, others, distances):
    """Fill `distances` (STRIP,) with |x - y|² of x, `one` (D,), and every column y of `others` (D, STRIP)."""
    distances[:] = 0
    for d in range(len(one)):
        for k in range(STRIP):
            step = one[d] - others[d, k]
            distances[k] += step * step


@njit(cache=True, nogil=True)
def _folded(x, y, terms):
    """Give |x - y|²: the second half of the `terms` (D,) is added to the first until one is left; few, in their order.

    The order is fixed, and the additions of one round are made side by side in the processor's vectors.
    """
    count = len(x)
    for d in range(count):
        terms[d] = (x[d] - y[d]) * (x[d] - y[d])
    while count > IN_ORDER:
        half = (count + 1) // 2
        for d in range(count - half):
            terms[d] += terms[half + d]
        count = half
    total = 0.0
    for d in range(count):
        total += terms[d]
    return total
