"""Mean and scatter matrix of many samples, a block at a time, so that memory does not grow with their number.

Pixels are whole numbers from 0 to 255, most of them 0, so their sums of products can be computed exactly: rare columns,
which are seldom inked, from their inked pixels alone; common columns by single-precision BLAS on blocks that are short
enough for exact sums. All other numbers take the usual two passes in double precision.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numba import get_num_threads
from threadpoolctl import threadpool_limits

from methods.pca.kernels import scan_pixels
from recomputed import arrays

SCAN_ROWS = 8192
EXACT_ROWS = 1024  # sums of 1024 products of whole numbers in -128..127 stay within 2^24, exact in single precision
SHIFT = 128
PARTS = 4  # of real numbers, summed apart: as many threads can work
FLOAT_ROWS = 2048
RARE_SHARE = 0.07  # share of inked rows below which a column is rare; the fastest when measured, no effect on results


def mean_and_scatter(samples: np.ndarray, centred: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Give the mean (D,) of `samples` (N, D) and Σ (x - mean)(x - mean)ᵀ (D, D); mean is zeros if not `centred`."""
    totals = _byte_totals(samples)
    if totals is None:
        return _from_floats(samples, centred)
    (sums, products), count = totals, len(samples)
    if not centred:
        return np.zeros(len(sums)), products
    # Σxxᵀ - sum sumᵀ / N, over a common denominator: differences of whole numbers lose no digit
    return sums / count, (count * products - np.outer(sums, sums)) / count


def _byte_totals(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Give Σx (D,) and Σxxᵀ (D, D) exactly, as floats; None unless all `samples` are whole numbers in 0..255."""
    often = np.count_nonzero(samples[::64], axis=0) > RARE_SHARE * len(samples[::64])
    rare, common = np.flatnonzero(~often), np.flatnonzero(often)
    threads = get_num_threads()
    rows = -(-len(samples) // threads)
    parts = [samples[start : start + rows] for start in range(0, len(samples), rows)]
    # One BLAS thread in each of these threads: for products this short more of them would only wait for each other.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        totals = list(pool.map(partial(_totals_of, rare=rare, common=common), parts))
    if None in totals:
        return None
    sums, rare_products, shifted = (sum(part) for part in zip(*totals, strict=True))
    return _joined(rare, common, sums, rare_products, shifted, len(samples))


def _totals_of(samples, *, rare, common) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Give Σx, Σ x_i xᵀ of the rare columns, and Σ(x - 128)(x - 128)ᵀ of the common ones; None for other numbers."""
    columns = samples.shape[1]
    sums, rare_products, shifted = np.zeros(columns), np.zeros((len(rare), columns)), np.zeros((len(common),) * 2)
    block_sums, block_products = np.empty(columns, np.int32), np.empty(rare_products.shape, np.int32)
    packed = np.empty((min(SCAN_ROWS, len(samples)), len(common)), np.float32)
    for start in range(0, len(samples), SCAN_ROWS):
        block = arrays.for_kernels(samples[start : start + SCAN_ROWS])
        block_sums[:], block_products[:] = 0, 0
        if not scan_pixels(block, rare, common, block_sums, block_products, packed):
            return None
        sums += block_sums
        rare_products += block_products
        for first in range(0, len(block), EXACT_ROWS):
            rows = packed[first : min(first + EXACT_ROWS, len(block))]
            shifted += rows.T @ rows
    return sums, rare_products, shifted


def _joined(rare, common, sums, rare_products, shifted, count) -> tuple[np.ndarray, np.ndarray]:
    products, inked = np.empty((len(sums), len(sums))), sums[common]
    products[np.ix_(common, common)] = shifted + SHIFT * (inked[:, None] + inked) - count * SHIFT**2
    products[rare] = rare_products
    products[:, rare] = rare_products.T
    return sums, products


def _from_floats(samples: np.ndarray, centred: bool) -> tuple[np.ndarray, np.ndarray]:
    """Take two passes, the mean first: to subtract it before squaring keeps the digits of a small variance.

    Each of PARTS parts of the samples is summed by one thread, and the parts are added in order: no bit depends on the
    number of threads. One BLAS thread in each of them, for the same reason.
    """
    rows = max(1, -(-len(samples) // PARTS))
    parts = [samples[start : start + rows] for start in range(0, len(samples), rows)]
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(get_num_threads()) as pool:
        mean = _mean(list(pool.map(_extremes, parts)), len(samples)) if centred else np.zeros(samples.shape[1])
        return mean, sum(pool.map(partial(_scatter, mean=mean if centred else None), parts))


def _scatter(samples: np.ndarray, *, mean: np.ndarray | None) -> np.ndarray:
    """Give Σ (x - mean)(x - mean)ᵀ (D, D), a block at a time that stays in the processor's cache; None: about 0."""
    columns = samples.shape[1]
    scatter, centred = np.zeros((columns, columns)), np.empty((min(FLOAT_ROWS, len(samples)), columns))
    for start in range(0, len(samples), FLOAT_ROWS):
        some = samples[start : start + FLOAT_ROWS]
        block = centred[: len(some)]
        if mean is None:
            block[:] = some
        else:
            np.subtract(some, mean, out=block)
        scatter += block.T @ block  # a symmetric product: BLAS computes one triangle and copies it
    return scatter


def _extremes(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give sum, least and largest entry of each column (D,)."""
    blocks = [samples[start : start + FLOAT_ROWS] for start in range(0, len(samples), FLOAT_ROWS)]
    each = [(some.sum(axis=0, dtype=np.float64), some.min(axis=0), some.max(axis=0)) for some in blocks]
    sums, least, largest = zip(*each, strict=True)
    return np.sum(sums, axis=0), np.min(least, axis=0), np.max(largest, axis=0)


def _mean(extremes: list[tuple], count: int) -> np.ndarray:
    """Give the mean of each column; of a constant column exactly, so that no variance comes from rounding."""
    sums, least, largest = zip(*extremes, strict=True)
    least, largest = np.min(least, axis=0), np.max(largest, axis=0)
    return np.where(least == largest, largest, np.sum(sums, axis=0) / count)
