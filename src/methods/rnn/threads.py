"""How many of numba's threads a kernel uses: all of them, or the calling thread alone if there is little work."""

from collections.abc import Iterator
from contextlib import contextmanager

import numba

SMALL = 500_000  # multiplications, about 0.1 ms: with fewer, waking other threads costs more time than it saves


@contextmanager
def threads_for(multiplications: int) -> Iterator[None]:
    """Set the number of threads for this many multiplications, and reset it afterwards; it changes no result."""
    before = numba.get_num_threads()
    numba.set_num_threads(1 if multiplications < SMALL else before)
    try:
        yield
    finally:
        numba.set_num_threads(before)
