"""Matrix products inside compiled loops: SciPy's BLAS on blocks of rows, without the GIL and without allocation.

`np.dot` inside numba wants whole contiguous arrays and overwrites its target; a recurrent net adds the product to what
is already there, on the rows of one block of the batch.
"""

import llvmlite.binding
import numpy as np
from numba import njit, types
from numba.extending import get_cython_function_address

for _name in ("sgemm", "dgemm"):
    _address = get_cython_function_address("scipy.linalg.cython_blas", _name)
    llvmlite.binding.add_symbol(f"articles_{_name}", _address)

# Named symbols, not addresses, so that numba's cache stays valid from one process to the next.
_SIGNATURE = types.void(*[types.intp] * 13)
_sgemm = types.ExternalFunction("articles_sgemm", _SIGNATURE)
_dgemm = types.ExternalFunction("articles_dgemm", _SIGNATURE)
_PLAIN, _TRANSPOSED = ord("N"), ord("T")


@njit(cache=True)
def plan(rows, columns, depth, row_a, kind):
    """Note the sizes of products of A (rows, depth) and B (depth, columns); made once, outside the loop.

    row_a: numbers from one row of A to the next, or, where A is given transposed, of Aᵀ; kind: an array of their type.
    """
    sizes = np.array([rows, columns, depth, row_a, _PLAIN, _TRANSPOSED], np.int32)
    return sizes, np.array([0, 1], kind.dtype)


@njit(cache=True)
def add_product(plan, a, b, c):
    """Set C += A B; a, b, c: arrays or views that begin with A, B and C; rows of B and C without gaps."""
    sizes, factors = plan
    _gemm(sizes, factors, factors.itemsize, 16, a, b, c)


@njit(cache=True)
def set_product(plan, a, b, c):
    """Set C = A B."""
    sizes, factors = plan
    _gemm(sizes, factors, 0, 16, a, b, c)


@njit(cache=True)
def set_transposed_product(plan, a, b, c):
    """Set C = A B, where `a` begins with Aᵀ (depth, rows)."""
    sizes, factors = plan
    _gemm(sizes, factors, 0, 20, a, b, c)


@njit(cache=True)
def _gemm(sizes, factors, beta, mode, a, b, c):
    rows, alpha, plain = sizes.ctypes.data, factors.ctypes.data + factors.itemsize, sizes.ctypes.data + 16
    columns, depth, row_a, beta, mode = rows + 4, rows + 8, rows + 12, factors.ctypes.data + beta, rows + mode
    a0, b0, c0 = a.ctypes.data, b.ctypes.data, c.ctypes.data
    # BLAS counts in columns: it is given the transposed product, Cᵀ = Bᵀ Aᵀ.
    if factors.itemsize == 4:
        _sgemm(plain, mode, columns, rows, depth, alpha, b0, columns, a0, row_a, beta, c0, columns)
    else:
        _dgemm(plain, mode, columns, rows, depth, alpha, b0, columns, a0, row_a, beta, c0, columns)
