"""Matrix products inside compiled loops: SciPy's BLAS on blocks of rows, without the GIL and without allocation.

`np.dot` inside numba wants whole contiguous arrays and overwrites its target; a recurrent net adds the product to what
is already there, on the rows of one block of the batch.
"""

from functools import cache

import llvmlite.binding
import numpy as np
from numba import njit, types
from numba.extending import get_cython_function_address
from threadpoolctl import ThreadpoolController

for _name in ("sgemm", "dgemm"):
    _address = get_cython_function_address("scipy.linalg.cython_blas", _name)
    llvmlite.binding.add_symbol(f"articles_{_name}", _address)

# Named symbols, not addresses, so that numba's cache stays valid from one process to the next.
_SIGNATURE = types.void(*[types.intp] * 13)
_sgemm = types.ExternalFunction("articles_sgemm", _SIGNATURE)
_dgemm = types.ExternalFunction("articles_dgemm", _SIGNATURE)
_PLAIN = ord("N")  # neither factor is transposed


@njit(cache=True)
def plan(rows, columns, depth):
    """Note the sizes of products of A (rows, depth) and B (depth, columns); made once, outside the loop."""
    return np.array([rows, columns, depth, _PLAIN], np.int32)


@njit(cache=True)
def add_product(sizes, ones, a, b, c):
    """Set C += A B for `sizes` from `plan`; a, b, c: arrays or views that begin with A, B and C, rows without gaps.

    ones: an array of one number 1, of the type of all the others, float32 or float64.
    """
    rows = sizes.ctypes.data
    columns, depth, mode, one = rows + 4, rows + 8, rows + 12, ones.ctypes.data
    a0, b0, c0 = a.ctypes.data, b.ctypes.data, c.ctypes.data
    # BLAS counts in columns: it is given the transposed product, Cᵀ += Bᵀ Aᵀ.
    if ones.itemsize == 4:
        _sgemm(mode, mode, columns, rows, depth, one, b0, columns, a0, depth, one, c0, columns)
    else:
        _dgemm(mode, mode, columns, rows, depth, one, b0, columns, a0, depth, one, c0, columns)


@cache
def blas() -> ThreadpoolController:
    """Find the BLAS libraries of the process once; `blas().limit(limits=1)` keeps each to the thread that calls it."""
    return ThreadpoolController().select(user_api="blas")
