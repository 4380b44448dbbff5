"""The simple RNN's loop over time, forward and backward; blocks and axes as in methods.rnn.lstm_kernels."""

from numba import prange

from methods.rnn.activations import FAST, tanh
from methods.rnn.blocks import count_blocks
from methods.rnn.tiles import add_product, edge_buffer
from recomputed.stats.compiled import njit

_OPTIONS = {"cache": True, "fastmath": FAST, "error_model": "numpy"}


@njit(cache=True, parallel=True, error_model="numpy")
def forward(x, a, h, u, w, b):
    """Fill a (T, N H), the sums U x + W h + b, and h[1:], (T + 1, N H).

    x: (T, N I); b: (H,); u, w: the transposes of U and W, packed by methods.rnn.tiles.
    """
    (steps, _), hidden, inputs = a.shape, len(b), u.shape[1]
    batch = a.shape[1] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        rows, edge = end - first, edge_buffer(a)
        start, end = first * hidden, end * hidden
        for t in range(steps):
            for row in range(rows):
                a[t, start + row * hidden : start + (row + 1) * hidden] = b
            add_product(x[t, first * inputs :], inputs, 1, u, a[t, start:], rows, hidden, hidden, edge)
            add_product(h[t, start:], hidden, 1, w, a[t, start:], rows, hidden, hidden, edge)
            _squash(a[t, start:end], h[t + 1, start:end])


@njit(cache=True, parallel=True, error_model="numpy")
def backward(h, dh, sums, w):
    """Fill `sums` (T, N H), the errors of the sums a, and complete dh (T + 1, N H), the errors of h; w: W, packed."""
    steps, hidden = sums.shape[0], w.shape[1]
    batch = sums.shape[1] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        rows, edge = end - first, edge_buffer(h)
        first, end = first * hidden, end * hidden
        for t in range(steps - 1, -1, -1):
            _unsquash(h[t + 1, first:end], dh[t + 1, first:end], sums[t, first:end])
            add_product(sums[t, first:], hidden, 1, w, dh[t, first:], rows, hidden, hidden, edge)


@njit(**_OPTIONS)
def _squash(a, h):
    for k in range(len(h)):
        h[k] = tanh(a[k])


@njit(**_OPTIONS)
def _unsquash(h, dh, da):
    one = h.dtype.type(1)
    for k in range(len(h)):
        da[k] = dh[k] * (one - h[k] * h[k])
