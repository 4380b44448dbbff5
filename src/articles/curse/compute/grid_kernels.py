"""Compiled kernels of section 1: which cells of a grid on the unit cube hold a sample.

A cell's number has one digit per axis, its place along that axis, in base `cells_per_axis`. The occupied cells are the
set bits of a bit set, so the memory is one bit per cell, however many samples there are.
"""

import numpy as np

from recomputed.stats.compiled import njit

WORD = 64  # bits per word of the bit set


@njit(cache=True)
def cell_numbers(points, cells_per_axis):
    """Number the cells of `points` (n, D) in [0, 1)^D: int64 (n,)."""
    n, dimension = points.shape
    numbers = np.empty(n, np.int64)
    for i in range(n):
        number = 0
        for k in range(dimension):
            number = number * cells_per_axis + min(int(points[i, k] * cells_per_axis), cells_per_axis - 1)
        numbers[i] = number
    return numbers


@njit(cache=True)
def occupy(numbers, bits):
    """Set the bits (uint64 words) of the cells `numbers` (n,) and count those that were not set before."""
    new = 0
    for number in numbers:
        word, mask = number >> 6, np.uint64(1) << np.uint64(number & 63)
        if bits[word] & mask == 0:
            bits[word] |= mask
            new += 1
    return new


@njit(cache=True)
def count_occupied(numbers, bits):
    """Count how many of the cells `numbers` (n,) have their bit set."""
    found = 0
    for number in numbers:
        if bits[number >> 6] & (np.uint64(1) << np.uint64(number & 63)) != 0:
            found += 1
    return found
