"""How a batch is cut into blocks of sequences; one thread takes a block through all time steps."""

from recomputed.stats.compiled import njit

MAX_ROWS = 64  # sequences per block: more would not make a matrix product faster, and would use fewer threads
STRETCH = 1024  # numbers that a pointwise loop takes at a time, so that they stay in the nearest cache


@njit(cache=True)
def count_blocks(batch):
    """Give the number of blocks, two or more; the number of threads does not enter, so it changes no result."""
    return max(min(batch, 2), (batch + MAX_ROWS - 1) // MAX_ROWS)


@njit(cache=True)
def rows_at_once(batch, hidden):
    """Give the number of sequences, from 1 to `batch`, whose hidden units fill one STRETCH."""
    return max(1, min(batch, STRETCH // hidden))
