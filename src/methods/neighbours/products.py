"""Inner products of integer tables, block by block: common columns by matrix product, rare ones by their entries."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial

import numpy as np

from methods.neighbours import kernels

RARE_SHARE = 0.1  # columns with fewer entries than this cost less one by one than in a matrix product


def multiplier(samples: np.ndarray, real: type, block: int, pool: Executor) -> Callable[[np.ndarray], Iterator]:
    """Prepare `samples` (N, D) for products with tables of queries (Q, D), `block` samples at a time.

    The function given back yields, for such a table, the first sample of each block and the products x·y (Q, M) with
    it, in the type `real`, overwritten by the next. Each is a sum of D rounded products, in an order not stated.
    """
    often = np.count_nonzero(samples[::64], axis=0) > RARE_SHARE * len(samples[::64])
    rare, common = np.flatnonzero(~often), np.flatnonzero(often)
    blocks = [samples[first : first + block] for first in range(0, len(samples), block)]
    entries = list(pool.map(partial(kernels.sparse_columns, columns=rare, zero=real(0)), blocks))

    def products(queries):
        asked = queries[:, common].astype(real)
        # Written over block after block: fresh memory for each would cost as much as ranking.
        floats = np.empty((len(blocks[0]), len(common)), real)
        room = np.empty(len(asked) * len(floats), real)
        for number, few in enumerate(blocks):
            floats[: len(few)] = few[:, common]
            out = room[: len(asked) * len(few)].reshape(len(asked), len(few))
            np.matmul(asked, floats[: len(few)].T, out=out)
            kernels.add_sparse_products(queries, rare, *entries[number], out)
            yield number * block, out

    return products
