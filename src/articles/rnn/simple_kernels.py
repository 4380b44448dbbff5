"""The simple RNN's loop over time, forward and backward; blocks and axes as in articles.rnn.lstm_kernels."""

from numba import njit, prange

from articles.rnn.activations import FAST, tanh
from articles.rnn.blocks import count_blocks
from articles.rnn.gemm import add_product, plan

_OPTIONS = {"cache": True, "fastmath": FAST, "error_model": "numpy"}


@njit(cache=True, parallel=True, error_model="numpy")
def forward(a, h, w_transposed):
    """Fill h[1:], (T + 1, N H), from `a` (T, N H), which holds U x + b and leaves as the whole sum."""
    steps, hidden = a.shape[0], len(w_transposed)
    batch = a.shape[1] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        sizes = plan(end - first, hidden, hidden, hidden, a)
        first, end = first * hidden, end * hidden
        for t in range(steps):
            add_product(sizes, h[t, first:], w_transposed, a[t, first:])
            _squash(a[t, first:end], h[t + 1, first:end])


@njit(cache=True, parallel=True, error_model="numpy")
def backward(h, dh, sums, w):
    """Fill `sums` (T, N H), the errors of the sums a, and complete dh (T + 1, N H), the errors of h."""
    steps, hidden = sums.shape[0], len(w)
    batch = sums.shape[1] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        sizes = plan(end - first, hidden, hidden, hidden, h)
        first, end = first * hidden, end * hidden
        for t in range(steps - 1, -1, -1):
            _unsquash(h[t + 1, first:end], dh[t + 1, first:end], sums[t, first:end])
            add_product(sizes, sums[t, first:], w, dh[t, first:])


@njit(**_OPTIONS)
def _squash(a, h):
    for k in range(len(h)):
        h[k] = tanh(a[k])


@njit(**_OPTIONS)
def _unsquash(h, dh, da):
    one = h.dtype.type(1)
    for k in range(len(h)):
        da[k] = dh[k] * (one - h[k] * h[k])
