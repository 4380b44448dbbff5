"""Compiled kernels on arrays of pixels. No files, no random numbers."""

import numpy as np
from numba import njit, prange


@njit(cache=True, parallel=True)
def scan_pixels(samples, rare, common, sums, products, packed):
    """Add a block of `samples` (N, D) to per-column totals, and hand its common columns on; False for other numbers.

    sums: (P, D), Σx; products: (P, R, D), Σ x_i x for each i in `rare` (R,); both int32, so N up to 33,000. Row p
    belongs to thread p: the totals are the sums over p, exact whatever P is. Work is proportional to what is not zero
    in the rare columns: a zero costs a glance, not a row of products.
    packed: (N, C), float32, filled with the columns `common` (C,), less 128.
    Returns False, and totals that mean nothing, unless all samples are whole numbers in 0..255.
    """
    parts, rows, columns = len(sums), len(samples), samples.shape[1]
    wrong = np.zeros(parts, np.int64)
    for part in prange(parts):
        pixels = np.empty(columns, np.int32)
        for n in range(part * rows // parts, (part + 1) * rows // parts):
            other = 0
            for d in range(columns):
                pixels[d] = np.int32(min(max(samples[n, d], 0), 255))
                other += pixels[d] != samples[n, d]
                sums[part, d] += pixels[d]
            if other:
                wrong[part] = other
                break
            for c in range(len(common)):
                packed[n, c] = np.float32(pixels[common[c]] - 128)
            for r in range(len(rare)):
                ink = pixels[rare[r]]
                if ink:
                    for d in range(columns):
                        products[part, r, d] += ink * pixels[d]
    return not wrong.any()
