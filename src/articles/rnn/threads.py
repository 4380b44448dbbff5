"""Who works: numba's threads, one block each, with a BLAS that stays in the thread that calls it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numba
from threadpoolctl import ThreadpoolController

SMALL = 500_000  # multiplications, about a tenth of a millisecond: below, waking other threads costs more than it saves


@contextmanager
def threads_for(multiplications: int) -> Iterator[None]:
    """Set threads up for so much work, and back afterwards. Their number decides no result."""
    before = numba.get_num_threads()
    numba.set_num_threads(1 if multiplications < SMALL else before)
    try:
        with _blas().limit(limits=1):
            yield
    finally:
        numba.set_num_threads(before)


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")
