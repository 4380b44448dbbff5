"""A compiled kernel on arrays of pixels."""

import numpy as np

from recomputed.stats.compiled import njit


@njit(cache=True, nogil=True)
def scan_pixels(samples, rare, common, sums, products, packed):
    """Add a block of `samples` (N, D) to totals of its columns, and copy its common columns; False for other numbers.

    sums: (D,), Σx; products: (R, D), Σ x_i x for each i in `rare` (R,); both int32, so N must be at most 33,000. The
    work is proportional to the number of entries of the rare columns that are not zero.
    packed: (N, C), float32, filled with the columns `common` (C,) minus 128.
    Returns False, with meaningless totals, unless all samples are whole numbers in 0..255.
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
