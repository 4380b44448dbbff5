"""The exact K nearest neighbours by brute force: inner products of blocks as a screen, exact distances for the ranks.

|x - y|² = |x|² - 2 x·y + |y|² turns most of the work into a matrix product. For integers (pixels) its rounding changes
no result: while |x||y| <= 2^24 every partial sum of x·y is an integer that float32 represents exactly, in any order of
summation; above that the bound |error| <= D u / (1 - D u) |x||y| (Higham 2002, section 3.1) widens the screen, and the
samples that pass it are measured in integers. For real numbers every distance is summed in a fixed order, see reals. So
neighbours and ties depend neither on the BLAS library nor on threads or blocks.

Of samples at an equal distance the one with the lowest index counts as nearer, or with an option the highest.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import NamedTuple

import numpy as np
from numba import get_num_threads
from threadpoolctl import ThreadpoolController

from methods.neighbours import checks, kernels, reals
from methods.neighbours.products import multiplier
from recomputed import arrays

BLOCK = 1000  # rows of queries and of samples multiplied at a time: 4 MB of products for each thread
FLOAT32_NORM = 2.0**26  # largest |x|² for which rounding in float32 leaves few samples to measure in integers
LARGEST_NORM = 2.0**50  # largest |x|² of integers: products stay exact in float64, distances fit int64


class Neighbours(NamedTuple):
    """The K nearest samples of each query, nearest first; at equal distances by one of checks.DISTANCE_TIES.

    distances: (Q, K), squared; int64 and exact for integer data, else float64. indices: (Q, K), int32.
    """

    distances: np.ndarray
    indices: np.ndarray


def nearest(
    samples: np.ndarray,
    queries: np.ndarray,
    count: int,
    *,
    own: np.ndarray | None = None,
    block: int = BLOCK,
    ties: str = "lowest",
) -> Neighbours:
    """Find the `count` nearest rows of `samples` (N, D) for every row of `queries` (Q, D).

    own: (Q,), for queries that are also samples, the index to exclude (leave-one-out); -1 for none.
    block: rows multiplied at a time; bounds the memory, changes no result. ties: one of checks.DISTANCE_TIES.
    Raises BadInput for tables with different columns, missing values, no samples, an unknown rule, a count outside
    1 … N (N - 1 with `own`), and numbers that are too large, or all too small, to be squared.
    """
    checks.distance_ties(ties)
    samples, queries = checks.table(samples, "samples"), checks.table(queries, "queries")
    if samples.shape[1] != queries.shape[1]:
        raise checks.bad("dimensions differ", "queries", f"{samples.shape[1]} columns as the samples", queries.shape[1])
    checks.count(count, len(samples) - (own is not None))
    own = None if own is None else checks.own(own, len(queries), len(samples))
    arrays.count(block, "block", 1)
    if ties == "highest":  # the same as the lowest index in the reversed table
        last = len(samples) - 1
        own = None if own is None else np.where(own < 0, own, last - own)
        found = nearest(samples[::-1], queries, count, own=own, block=block)
        return found._replace(indices=last - found.indices)
    own = np.full(len(queries), -1) if own is None else own
    integers = samples.dtype.kind in "biu" and queries.dtype.kind in "biu"
    if integers and samples.dtype != queries.dtype:  # the kernels are compiled for tables of one type
        samples, queries = samples.astype(np.int64), queries.astype(np.int64)
    search = _by_products if integers else reals.work_on
    found = Neighbours(
        np.full((len(queries), count), np.iinfo(np.int64).max if integers else np.inf),
        np.full((len(queries), count), -1, np.int32),
    )
    threads = get_num_threads()
    rows = max(1, min(block, -(-len(queries) // threads)))
    parts = [slice(start, start + rows) for start in range(0, len(queries), rows)]
    # One BLAS thread in each of these threads: more would wait, busy, on the cores that rank.
    with _libraries().limit(limits=1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        list(pool.map(search(samples, queries, own, block, found, pool), parts))
    return found


@cache
def _libraries() -> ThreadpoolController:
    """Find the BLAS libraries once: to look for them takes as long as a small search."""
    return ThreadpoolController()


def merge(one: Neighbours, other: Neighbours, count: int, ties: str = "lowest") -> Neighbours:
    """Merge the nearest of two disjoint sets of samples with common indices into the `count` nearest of their union.

    Raises BadInput for different queries, an unknown rule, or a count above that of either set.
    """
    checks.distance_ties(ties)
    for part in (one, other):
        arrays.real(part.distances, "distances", (len(one.indices), "K"), finite=True, empty=True)
        arrays.whole(part.indices, "indices", part.distances.shape, 0, empty=True)
    distances = np.hstack([one.distances, other.distances])
    indices = np.hstack([one.indices, other.indices])
    checks.count(count, min(one.indices.shape[1], other.indices.shape[1]))
    order = np.lexsort((indices if ties == "lowest" else -indices.astype(np.int64), distances))[:, :count]
    return Neighbours(np.take_along_axis(distances, order, 1), np.take_along_axis(indices, order, 1))


def _by_products(samples, queries, own, block, found, pool):
    norms, query_norms = kernels.squared_norms(samples), kernels.squared_norms(queries)
    largest = max(norms.max(), query_norms.max(initial=0))
    if largest > LARGEST_NORM:
        raise checks.bad("integers too large", "samples, queries", f"|x|² up to {LARGEST_NORM:.3g}", f"{largest:.3g}")
    real = np.float32 if largest <= FLOAT32_NORM else np.float64
    halves = (norms / 2).astype(real)
    unit = float(np.finfo(real).eps)  # twice the unit roundoff, which allows for the rounding of the bound itself
    terms = samples.shape[1] + 4
    slack = terms * unit * (np.sqrt(query_norms * float(norms.max())) + norms.max() + query_norms)
    exact = 4.0 / unit**2  # (2 / eps)² = 2^48 for float32

    products = multiplier(samples, real, block, pool)

    def work(part):
        for first, block_products in products(queries[part]):
            state = (queries[part], query_norms[part], slack[part], exact, own[part])
            out = (found.distances[part], found.indices[part])
            kernels.rank_products(block_products, first, samples, halves, norms, *state, *out)

    return work
