"""The logistic function and tanh as plain arithmetic, so that LLVM turns a loop over them into SIMD code.

A call to the library's tanh or exp keeps a loop scalar; such calls took most of the time of a net's pointwise loops.
Both functions use e^x - 1 = 2^n p + (2^n - 1), where x = n ln 2 + r, |r| <= ln 2 / 2, and p = e^r - 1 by Taylor.
Error, tested against mpmath: at most ULPS units in the last place of the true value, for every finite argument. Below
-80 (float32) or -700 (float64) the logistic function keeps its value there. A nan stays a nan.
"""

import numpy as np
from numba import types
from numba.extending import overload

from recomputed.stats.compiled import njit

ULPS = 4
FAST = {"contract"}  # allows fused multiply-add, and nothing that could lose a nan or a sign

_OPTIONS = {"fastmath": FAST, "error_model": "numpy"}
_F32, _I32, _F64, _I64 = np.float32, np.int32, np.float64, np.int64
LIMIT_32, TOP_32, _ONE_32, _TWO_32 = _F32(80), _F32(20), _F32(1), _F32(2)
LIMIT_64, TOP_64 = 700.0, 40.0  # tanh(20) rounds to 1, as tanh(10) does in float32
LOG2E_32, LOG2E_64 = _F32(1.4426950408889634), 1.4426950408889634
# 1.5 * 2^(bits of the mantissa): adding it rounds to an integer, which then is in the low bits.
MAGIC_32, MAGIC_64 = _F32(1.5 * 2.0**23), 1.5 * 2.0**52
_BIAS_32, _SHIFT_32 = _I32(127), _I32(23)
# ln 2 in two parts; the high one has few bits, so that its product with n is exact.
HIGH_32, LOW_32 = _F32(0.693359375), _F32(-2.1219444005469058e-4)
HIGH_64, LOW_64 = 0.6931471803691238, 1.9082149292705877e-10
_2, _3, _4, _5, _6, _7 = (_F32(1 / n) for n in (2, 6, 24, 120, 720, 5040))


@njit(cache=True, **_OPTIONS)
def parts_32(x):
    """Give p and 2^n, as defined at the top of this module, in float32; |x| <= 80."""
    shifted = _F32(x * LOG2E_32 + MAGIC_32)
    n = _F32(shifted - MAGIC_32)
    power = _I32((shifted.view(_I32) + _BIAS_32) << _SHIFT_32).view(_F32)
    r = (x - n * HIGH_32) - n * LOW_32
    return r + r * r * (_2 + r * (_3 + r * (_4 + r * (_5 + r * (_6 + r * _7))))), power


@njit(cache=True, **_OPTIONS)
def parts_64(x):
    """Give p and 2^n, as defined at the top of this module, in float64; |x| <= 700."""
    shifted = _F64(x * LOG2E_64 + MAGIC_64)
    n = shifted - MAGIC_64
    power = _I64((shifted.view(_I64) + 1023) << 52).view(_F64)
    r = (x - n * HIGH_64) - n * LOW_64
    tail = 1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800)))
    tail = 1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r * tail)))
    tail = 1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * tail)))
    return r + r * r * tail, power


def logistic(x):
    """Give 1 / (1 + e^-x) of a number, float32 or float64; only in compiled code."""
    raise NotImplementedError("compiled code only")


def tanh(x):
    """Give tanh(x) of a number, float32 or float64; only in compiled code."""
    raise NotImplementedError("compiled code only")


def exponential(x):
    """Give e^x of a number, float32 or float64, at most 0; only in compiled code. As logistic(x) is, limited below."""
    raise NotImplementedError("compiled code only")


# Each comparison is written so that a nan fails it and stays a nan.
def _logistic_32(x):
    v = -x
    v = LIMIT_32 if v > LIMIT_32 else v
    v = -LIMIT_32 if v < -LIMIT_32 else v
    p, power = parts_32(v)
    return _ONE_32 / (_ONE_32 + (power + power * p))


def _logistic_64(x):
    v = -x
    v = LIMIT_64 if v > LIMIT_64 else v
    v = -LIMIT_64 if v < -LIMIT_64 else v
    p, power = parts_64(v)
    return 1.0 / (1.0 + (power + power * p))


def _tanh_32(x):
    v = x + x
    v = TOP_32 if v > TOP_32 else v
    v = -TOP_32 if v < -TOP_32 else v
    p, power = parts_32(v)
    q = power * p + (power - _ONE_32)
    return q / (q + _TWO_32)


def _tanh_64(x):
    v = x + x
    v = TOP_64 if v > TOP_64 else v
    v = -TOP_64 if v < -TOP_64 else v
    p, power = parts_64(v)
    q = power * p + (power - 1.0)
    return q / (q + 2.0)


def _exponential_32(x):
    p, power = parts_32(-LIMIT_32 if x < -LIMIT_32 else x)
    return power + power * p


def _exponential_64(x):
    p, power = parts_64(-LIMIT_64 if x < -LIMIT_64 else x)
    return power + power * p


@overload(logistic, jit_options=_OPTIONS)
def _choose_logistic(x):
    return _logistic_32 if x == types.float32 else _logistic_64


@overload(tanh, jit_options=_OPTIONS)
def _choose_tanh(x):
    return _tanh_32 if x == types.float32 else _tanh_64


@overload(exponential, jit_options=_OPTIONS)
def _choose_exponential(x):
    return _exponential_32 if x == types.float32 else _exponential_64
