"""Compiled kernels on arrays of pixels. No files, no random numbers."""

import numpy as np

from recomputed.stats.compiled import njit


@njit(cache=True, nogil=True)
def scan_pixels(samples, rare, common, sums, products, packed):
    """Add a block of `samples` (N, D) to per-column totals, and hand its common columns on; False for other numbers.

    sums: (D,), Σx; products: (R, D), Σ x_i x for each i in `rare` (R,); both int32, so N up to 33,000. Work is
    proportional to what is not zero in the rare columns: a zero costs a glance, not a row of products.
    packed: (N, C), float32, filled with the columns `common` (C,), less 128.
    Returns False, and totals that mean nothing, unless all samples are whole numbers in 0..255.
    """
    pixels = np.empty(samples.shape[1], np.int32)
    for n in range(len(samples)):
        other = 0
        for d in range(len(pixels)):
            pixels[d] = np.int32(min(max(samples[n, d], 0), 255))
            other += pixels[d] != samples[n, d]
            sums[d] += pixels[d]
        if other:
            return False
        for c in range(len(common)):
            packed[n, c] = np.float32(pixels[common[c]] - 128)
        for r in range(len(rare)):
            ink = pixels[rare[r]]
            if ink:
                for d in range(len(pixels)):
                    products[r, d] += ink * pixels[d]
    return True
