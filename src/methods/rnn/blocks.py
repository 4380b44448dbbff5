"""How a batch is cut into blocks of sequences, each of which one thread takes through all time steps."""

from recomputed.stats.compiled import njit

MOST_ROWS = 64  # sequences a block: more do not make a matrix product faster, fewer feed more threads
STRETCH = 1024  # numbers that the pointwise loops take at a time, so that they stay in the nearest cache


@njit(cache=True)
def count_blocks(batch):
    """Give the number of blocks: two or more, whatever the number of threads, so that threads decide no result."""
    return max(min(batch, 2), (batch + MOST_ROWS - 1) // MOST_ROWS)


@njit(cache=True)
def rows_at_once(batch, hidden):
    """Give the number of sequences, from 1 to `batch`, whose hidden units fill a stretch."""
    return max(1, min(batch, STRETCH // hidden))
