"""The products over all time steps and sequences at once, cut into tasks for the threads that also run the time loop.

A BLAS with threads of its own would compete with them for the processors. M rows, one for each step and sequence.
"""

import numpy as np
from numba import njit, prange

from articles.rnn.gemm import plan, set_product, set_transposed_product
from articles.rnn.threads import threads_for

ROWS = 1024  # of one task, for planes
UNITS = 256  # of one task, for gradients; neither depends on the number of threads


def planes(rows: np.ndarray, weights: np.ndarray, found: np.ndarray) -> None:
    """Fill `found` (G, M, H) with rows (M, K) times the transpose of each of weights (G, H, K)."""
    with threads_for(found.size * rows.shape[1]):
        _planes(rows, np.ascontiguousarray(weights.transpose(0, 2, 1)), found)
    return found


def gradients(errors: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Give the transpose of each of errors (G, M, H) times rows (M, K): (G, H, K)."""
    found = np.empty((len(errors), errors.shape[2], rows.shape[1]), rows.dtype)
    with threads_for(errors.size * rows.shape[1]):
        _gradients(errors, rows, found)
    return found


@njit(cache=True, parallel=True)
def _planes(rows, weights, found):
    count, depth = rows.shape
    tasks = (count + ROWS - 1) // ROWS
    for task in prange(len(weights) * tasks):
        g, first, end = task // tasks, task % tasks * count // tasks, (task % tasks + 1) * count // tasks
        sizes = plan(end - first, weights.shape[2], depth, depth, rows)
        set_product(sizes, rows[first:], weights[g], found[g, first:])


@njit(cache=True, parallel=True)
def _gradients(errors, rows, found):
    count, depth, hidden = len(rows), rows.shape[1], errors.shape[2]
    tasks = (hidden + UNITS - 1) // UNITS
    for task in prange(len(errors) * tasks):
        g, first, end = task // tasks, task % tasks * hidden // tasks, (task % tasks + 1) * hidden // tasks
        sizes = plan(end - first, depth, count, hidden, rows)
        set_transposed_product(sizes, errors[g, 0, first:], rows, found[g, first:])
