"""The exact K nearest neighbours by brute force: blocks of inner products, a running selection, exact ranks.

|x - y|² = |x|² - 2 x·y + |y|² makes the work a matrix product. Integers (pixels) lose nothing by its rounding: while
|x||y| <= 2^24 every partial sum of x·y is an integer that float32 holds exactly, in whatever order it is summed; beyond
that |error| <= D u / (1 - D u) |x||y| (Higham 2002, section 3.1) widens the screen, and who passes it is measured in
integers. Real numbers are measured one by one, always in the same order. So neighbours and ties depend neither on the
BLAS library nor on threads or blocks.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import get_num_threads
from threadpoolctl import threadpool_limits

from articles.errors import BadInput
from articles.knn import kernels
from articles.knn.products import multiplier

BLOCK = 1000  # rows of queries and of samples multiplied at a time: 4 MB of products for each thread
FLOAT32_NORM = 2.0**26  # largest |x|² whose rounding in float32 leaves few samples to measure again
LARGEST_NORM = 2.0**50  # largest |x|² of integers: products stay exact in float64, distances fit int64


class Neighbours(NamedTuple):
    """The K nearest samples of each query, nearest first, at equal distance the lowest index first.

    distances: (Q, K), squared; int64 and exact for integer data, else float64. indices: (Q, K), int32.
    """

    distances: np.ndarray
    indices: np.ndarray


def nearest(
    samples: np.ndarray, queries: np.ndarray, count: int, *, own: np.ndarray | None = None, block: int = BLOCK
) -> Neighbours:
    """Find the `count` nearest rows of `samples` (N, D) for every row of `queries` (Q, D).

    own: (Q,), for queries that are samples themselves, the index that does not count (leave-one-out); -1 for none.
    block: rows multiplied at a time; bounds the memory, changes no result.
    Raises BadInput for tables that do not fit together, gaps, no samples, too large integers, or a count outside 1 … N
    (N - 1 with `own`).
    """
    samples, queries = _table(samples, "samples"), _table(queries, "queries")
    if samples.shape[1] != queries.shape[1]:
        raise _bad("dimensions differ", "queries", f"{samples.shape[1]} columns as the samples", queries.shape[1])
    check_count(count, len(samples) - (own is not None))
    own = np.full(len(queries), -1) if own is None else np.asarray(own)
    integers = samples.dtype.kind in "biu" and queries.dtype.kind in "biu"
    search = _by_products if integers else _directly
    found = Neighbours(
        np.full((len(queries), count), np.iinfo(np.int64).max if integers else np.inf),
        np.full((len(queries), count), -1, np.int32),
    )
    threads = get_num_threads()
    rows = max(1, min(block, -(-len(queries) // threads)))
    parts = [slice(start, start + rows) for start in range(0, len(queries), rows)]
    # One BLAS thread in each of ours: its own threads would wait, spinning, on the cores that rank.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        list(pool.map(search(samples, queries, own, block, found, pool), parts))
    return found


def merge(one: Neighbours, other: Neighbours, count: int) -> Neighbours:
    """Join the nearest in two disjoint sets of samples, indexed alike, into the `count` nearest in their union."""
    distances = np.hstack([one.distances, other.distances])
    indices = np.hstack([one.indices, other.indices])
    check_count(count, min(one.indices.shape[1], other.indices.shape[1]))
    order = np.lexsort((indices, distances))[:, :count]
    return Neighbours(np.take_along_axis(distances, order, 1), np.take_along_axis(indices, order, 1))


def check_count(count: int, most: int) -> None:
    """Raise BadInput unless the number of neighbours is a whole number in 1 … `most`."""
    if not isinstance(count, int | np.integer) or not 1 <= count <= most:
        raise _bad("K out of range", "K", f"a whole number from 1 to {most}, the samples there are", count)


def _by_products(samples, queries, own, block, found, pool):
    norms, query_norms = kernels.squared_norms(samples), kernels.squared_norms(queries)
    largest = max(norms.max(), query_norms.max(initial=0))
    if largest > LARGEST_NORM:
        raise _bad("integers too large", "samples, queries", f"|x|² up to {LARGEST_NORM:.3g}", f"{largest:.3g}")
    real = np.float32 if largest <= FLOAT32_NORM else np.float64
    halves = (norms / 2).astype(real)
    unit = float(np.finfo(real).eps)  # twice the unit roundoff: room for the bound's own rounding
    terms = samples.shape[1] + 4
    slack = terms * unit * (np.sqrt(query_norms * float(norms.max())) + norms.max() + query_norms)
    exact = 4.0 / unit**2  # (2 / eps)² = 2^48 for float32

    products = multiplier(samples, real, block, pool)

    def work(part):
        for first, some in products(queries[part]):
            state = (queries[part], query_norms[part], slack[part], exact, own[part])
            out = (found.distances[part], found.indices[part])
            kernels.rank_products(some, first, samples, halves, norms, *state, *out)

    return work


def _directly(samples, queries, own, block, found, pool):
    samples, queries = samples.astype(np.float64), queries.astype(np.float64)

    def work(part):
        kernels.rank_directly(samples, queries[part], own[part], found.distances[part], found.indices[part])

    return work


def _table(table: np.ndarray, name: str) -> np.ndarray:
    table = np.ascontiguousarray(table)
    if table.ndim != 2 or table.shape[1] == 0:
        raise _bad("not a table", name, "shape (rows, columns)", f"shape {table.shape}")
    if table.dtype.kind not in "biuf":
        raise _bad("no real numbers", name, "integers or floats", table.dtype)
    if table.dtype.kind == "f" and not np.isfinite(table).all():
        raise _bad("gaps in the data", name, "finite numbers", f"{(~np.isfinite(table)).sum()} nan or inf")
    return table.astype(np.int64) if table.dtype in (np.bool_, np.uint64) else table


def _bad(what: str, where: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where=where, expected=expected, found=found, do="mend the call or the config block knn")
