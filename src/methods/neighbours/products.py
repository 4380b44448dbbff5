"""Inner products of integer tables, block by block: common columns by a matrix product, rare ones entry by entry."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial

import numpy as np

from methods.neighbours import kernels

RARE_SHARE = 0.1  # share of nonzero entries below which a column is rare: entry by entry is then faster


def multiplier(samples: np.ndarray, real: type, block: int, pool: Executor) -> Callable[[np.ndarray], Iterator]:
    """Prepare `samples` (N, D) for products with tables of queries (Q, D), `block` samples at a time.

    The returned function yields, for a table of queries x, the number of the first sample of each block and the
    products x·y (Q, M), in the type `real`; the next block overwrites them. Each product is a sum of D rounded terms in
    an unknown order.
    """
    often = np.count_nonzero(samples[::64], axis=0) > RARE_SHARE * len(samples[::64])
    rare, common = np.flatnonzero(~often), np.flatnonzero(often)
    blocks = [samples[first : first + block] for first in range(0, len(samples), block)]
    entries = list(pool.map(partial(kernels.sparse_columns, columns=rare, zero=real(0)), blocks))

    def products(queries):
        asked = queries[:, common].astype(real)
        # Reused for every block: new memory for each would take as long as the ranking.
        floats = np.empty((len(blocks[0]), len(common)), real)
        buffer = np.empty(len(asked) * len(floats), real)
        for number, rows in enumerate(blocks):
            floats[: len(rows)] = rows[:, common]
            out = buffer[: len(asked) * len(rows)].reshape(len(asked), len(rows))
            np.matmul(asked, floats[: len(rows)].T, out=out)
            kernels.add_sparse_products(queries, rare, *entries[number], out)
            yield number * block, out

    return products
