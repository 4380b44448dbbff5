"""Compiled kernels for pairs of random points in a cube or a ball: angles and distances, counted in one pass.

There is no N x D array. A pair's coordinates are a function of (key, pair number, dimension, coordinate) and only
integers are added up, so no result depends on the number of threads or on how the pairs are split into calls.
"""

import math

import numpy as np
from numba import prange

from recomputed.stats.compiled import njit, use_wide_registers

use_wide_registers()

from recomputed.stats.philox import exponential, gaussian_pair, philox4x32, symmetric  # noqa: E402

CUBE, BALL = 0, 1
DISTRIBUTIONS = {"ball": BALL, "cube": CUBE}
LANES = 256  # pairs computed together, coordinate by coordinate: enough for SIMD, few enough for the L1 cache
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def cube_sums(first, dimension, k0, k1, sums):
    """Sum u.v, u.u, v.v into rows 0, 1, 2 of `sums` for LANES pairs in [-1, 1]^dimension; rows 3, 4 are zero."""
    dot, uu, vv = sums[0], sums[1], sums[2]
    low, high, dim = np.uint64(first), np.uint64(first) >> _HIGH, np.uint64(dimension)
    sums[:] = 0.0
    for group in range(dimension // 2):
        for lane in range(LANES):
            w0, w1, w2, w3 = philox4x32(low + np.uint64(lane), high, np.uint64(group), dim, k0, k1)
            a, b, c, d = symmetric(w0), symmetric(w1), symmetric(w2), symmetric(w3)
            dot[lane] = dot[lane] + a * c + b * d
            uu[lane] = uu[lane] + a * a + b * b
            vv[lane] = vv[lane] + c * c + d * d
    if dimension % 2:
        for lane in range(LANES):
            w0, w1, w2, w3 = philox4x32(low + np.uint64(lane), high, np.uint64(dimension // 2), dim, k0, k1)
            a, c = symmetric(w0), symmetric(w2)
            dot[lane] += a * c
            uu[lane] += a * a
            vv[lane] += c * c


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def ball_sums(first, dimension, k0, k1, sums):
    """Sum u.v, u.u, v.v of Gaussian vectors into rows 0, 1, 2; rows 3, 4 get u.u and v.v over two more coordinates.

    The first D coordinates of a uniform point on the sphere in D + 2 dimensions are uniform in the D-ball (Harman and
    Lacko 2010), so |u|^2 = row 1 / row 3 in the unit ball, and no formula for a ball's volume enters.
    """
    dot, uu, vv, all_u, all_v = sums[0], sums[1], sums[2], sums[3], sums[4]
    low, high, dim = np.uint64(first), np.uint64(first) >> _HIGH, np.uint64(dimension)
    keep = 1.0 - dimension % 2  # an odd dimension leaves one normal number of the last group unused
    groups = (dimension + 1) // 2
    sums[:] = 0.0
    for group in range(groups):
        second = keep if group == groups - 1 else 1.0
        for lane in range(LANES):
            w0, w1, w2, w3 = philox4x32(low + np.uint64(lane), high, np.uint64(group), dim, k0, k1)
            a, b = gaussian_pair(w0, w1)
            c, d = gaussian_pair(w2, w3)
            b, d = b * second, d * second
            dot[lane] = dot[lane] + a * c + b * d
            uu[lane] = uu[lane] + a * a + b * b
            vv[lane] = vv[lane] + c * c + d * d
    for lane in range(LANES):
        w0, w1, w2, w3 = philox4x32(low + np.uint64(lane), high, np.uint64(groups), dim, k0, k1)
        all_u[lane] = uu[lane] + 2.0 * exponential(w0)  # two squared normal numbers: 2 Exp(1)
        all_v[lane] = vv[lane] + 2.0 * exponential(w2)


@njit(cache=True, error_model="numpy")
def pair_sums(distribution, first, dimension, k0, k1, sums):
    """Call the kernel of `distribution`; `first`: number of the first pair, a multiple of LANES; `sums`: (5, LANES)."""
    if distribution == CUBE:
        cube_sums(first, dimension, k0, k1, sums)
    else:
        ball_sums(first, dimension, k0, k1, sums)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def angle_bins(sums, bins, found):
    """Put the bin of each pair's angle into `found` (LANES,); there are `bins` equal bins from 0 to 180 degrees."""
    dot, uu, vv = sums[0], sums[1], sums[2]
    for lane in range(LANES):
        cosine = dot[lane] / math.sqrt(uu[lane] * vv[lane])
        x = min(abs(cosine), 1.0)
        # Abramowitz and Stegun 4.4.46: arccos within 3e-8 rad, and unlike a call to arccos it runs in SIMD lanes.
        p = -0.0501743046 + x * (0.0308918810 + x * (-0.0170881256 + x * (0.0066700901 - x * 0.0012624911)))
        p = math.sqrt(1.0 - x) * (1.5707963050 + x * (-0.2145988016 + x * (0.0889789874 + x * p)))
        angle = p if cosine >= 0.0 else math.pi - p
        found[lane] = min(max(np.int64(angle * (bins / math.pi)), 0), bins - 1)


@njit(cache=True, parallel=True, error_model="numpy")
def angle_counts(distribution, first, pairs, dimension, k0, k1, bins, threads):
    """Count the angles of pairs `first` to `first + pairs - 1` in equal bins from 0 to 180 degrees: int64 (bins,)."""
    blocks = (pairs + LANES - 1) // LANES
    counts = np.zeros((threads, bins), np.int64)
    for thread in prange(threads):
        sums, found = np.empty((5, LANES)), np.empty(LANES, np.int64)
        for block in range(thread, blocks, threads):
            pair_sums(distribution, first + block * LANES, dimension, k0, k1, sums)
            angle_bins(sums, bins, found)
            for lane in range(min(LANES, pairs - block * LANES)):
                counts[thread, found[lane]] += 1
    return counts.sum(axis=0)


@njit(cache=True, error_model="numpy")
def distances(distribution, dot, uu, vv, all_u, all_v):
    """Give |u| and |u - v| of one pair, in units of the ball's radius or of half the cube's edge."""
    if distribution == BALL:
        dot /= math.sqrt(all_u * all_v)
        uu /= all_u
        vv /= all_v
    return math.sqrt(uu), math.sqrt(max(uu + vv - 2.0 * dot, 0.0))


@njit(cache=True, parallel=True, error_model="numpy")
def distance_counts(distribution, first, pairs, dimension, k0, k1, epsilon, reach, bins, threads):
    """Count distances of points from the centre (row 0) and from another random point (row 1).

    Returns int64 (2, bins), equal bins from 0 to `reach`, and int64 (2, 2): the counts below 1 - epsilon and above
    1 + epsilon.
    """
    blocks = (pairs + LANES - 1) // LANES
    counts, outside = np.zeros((threads, 2, bins), np.int64), np.zeros((threads, 2, 2), np.int64)
    for thread in prange(threads):
        sums = np.empty((5, LANES))
        for block in range(thread, blocks, threads):
            pair_sums(distribution, first + block * LANES, dimension, k0, k1, sums)
            for lane in range(min(LANES, pairs - block * LANES)):
                both = distances(
                    distribution, sums[0, lane], sums[1, lane], sums[2, lane], sums[3, lane], sums[4, lane]
                )
                for row in range(2):
                    counts[thread, row, min(int(both[row] * (bins / reach)), bins - 1)] += 1
                    outside[thread, row, 0] += both[row] < 1.0 - epsilon
                    outside[thread, row, 1] += both[row] > 1.0 + epsilon
    return counts.sum(axis=0), outside.sum(axis=0)
