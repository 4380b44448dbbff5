"""Philox 4x32, a counter-based random generator: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".

A number is a pure function of (key, counter), so a sample is the same in any thread or block. Other kernels call these
functions in loops. They are plain arithmetic without calls or branches, so that LLVM turns a loop over counters into
SIMD code. A word is a uint64 that holds 32 bits.
"""

import math
import zlib

import numpy as np

from recomputed.errors import BadInput
from recomputed.stats.compiled import njit

# The smallest number of rounds that passed all of BigCrush in the paper; the paper recommends 10 for a wide margin.
ROUNDS = 7

_MULTIPLIER_0, _MULTIPLIER_2 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_0, _WEYL_1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _HALF, _ONE, _MANTISSA = np.uint64(0xFFFFFFFF), np.uint64(32), np.uint64(1), np.uint64(52)
# Bits of the float64 values 1, 2^21 and 2^52: a word or-ed into their mantissa adds word * 2^-31 or the word itself.
_BITS_1, _BITS_2_21, _BITS_2_52 = (np.uint64(1023 + power << 52) for power in (0, 21, 52))
_FRACTION = np.uint64((1 << 52) - 1)


def key(seed: int, name: str) -> tuple[np.uint64, np.uint64]:
    """Make the key (k0, k1) of one experiment from the run's seed, 0 to 2^32 - 1, and the experiment's name.

    Raises BadInput for another seed.
    """
    if not isinstance(seed, int | np.integer) or not 0 <= seed < 2**32:
        raise BadInput(
            "bad seed", where=name, expected="a whole number from 0 to 4294967295", found=seed, do="choose another seed"
        )
    return np.uint64(seed), np.uint64(zlib.crc32(name.encode()))


@njit(cache=True, error_model="numpy")
def philox4x32(c0, c1, c2, c3, k0, k1, rounds=ROUNDS):
    """Turn counter (c0, c1, c2, c3) under key (k0, k1), 32 bits each in uint64, into four random 32-bit words."""
    # With the masks LLVM knows that 32 bits are enough: then a product is one vpmuludq, not three instructions.
    c0, c1, c2, c3, k0, k1 = c0 & _LOW, c1 & _LOW, c2 & _LOW, c3 & _LOW, k0 & _LOW, k1 & _LOW
    for _ in range(rounds):
        p0 = _MULTIPLIER_0 * c0
        p2 = _MULTIPLIER_2 * c2
        c0, c1, c2, c3 = (p2 >> _HALF) ^ c1 ^ k0, p2 & _LOW, (p0 >> _HALF) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


@njit(cache=True, error_model="numpy")
def symmetric(word):
    """Map a word uniformly to (-1, 1): 2^31 midpoints, half of them negative, none of them 0."""
    bits = np.uint64(word | (_BITS_2_21 | _ONE))
    return bits.view(np.dtype("float64")) - (2.0**21 + 1.0)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def exponential(word):
    """Turn a word into -ln(U), U uniform on the 2^31 midpoints of (0, 1); the error is below 1e-11."""
    bits = np.uint64(word | (_BITS_2_52 | _ONE))
    scaled = bits.view(np.dtype("float64")) - 2.0**52  # U * 2^32, exactly
    pieces = np.float64(scaled).view(np.dtype("uint64"))
    exponent = np.float64(np.int64(pieces >> _MANTISSA) - 1023 - 32)
    fraction = np.uint64(pieces & _FRACTION | _BITS_1)
    m = fraction.view(np.dtype("float64"))  # in [1, 2); ln(m) = 2 artanh((m - 1) / (m + 1))
    s = (m - 1.0) / (m + 1.0)
    q = s * s
    series = 1 / 17 + q * (1 / 19 + q * (1 / 21))
    series = 1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q * series)))
    series = 1.0 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * series)))
    return -(exponent * math.log(2.0) + 2.0 * s * series)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def gaussian_pair(radius_word, angle_word):
    """Turn two words into two independent standard normal numbers (Box and Muller 1958); the error is below 1e-7."""
    radius = math.sqrt(2.0 * exponential(radius_word))
    half = symmetric(angle_word) * (math.pi / 2)  # sine and cosine of half the angle by Taylor, then doubled
    q = half * half
    sine = 1 / 362880 - q * (1 / 39916800 - q * (1 / 6227020800 - q / 1307674368000))
    sine = half * (1.0 - q * (1 / 6 - q * (1 / 120 - q * (1 / 5040 - q * sine))))
    cosine = 1 / 40320 - q * (1 / 3628800 - q * (1 / 479001600 - q / 87178291200))
    cosine = 1.0 - q * (1 / 2 - q * (1 / 24 - q * (1 / 720 - q * cosine)))
    return radius * (1.0 - 2.0 * sine * sine), radius * (2.0 * sine * cosine)
