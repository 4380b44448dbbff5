"""Who works: numba's threads, one block each; little work stays in the thread that asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager

import numba

SMALL = 500_000  # multiplications, about a tenth of a millisecond: below, waking other threads costs more than it saves


@contextmanager
def threads_for(multiplications: int) -> Iterator[None]:
    """Set threads up for so much work, and back afterwards. Their number decides no result."""
    before = numba.get_num_threads()
    numba.set_num_threads(1 if multiplications < SMALL else before)
    try:
        yield
    finally:
        numba.set_num_threads(before)
