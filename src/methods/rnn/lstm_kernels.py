"""The LSTM's loop over time: matrix products by methods.rnn.tiles, pointwise loops by methods.rnn.pointwise.

T time steps; N sequences of H hidden units lie one after another in one axis. gates: (4, T, N H), planes z, i, f, o;
c and y: (T + 1, N H), of which [0] is the state before the first step. flags: those of methods.rnn.variants.Variant.
One thread takes a block of sequences through all steps; blocks share nothing. The product with the input is computed
step by step. Computing it for all steps at once saves nothing, because the weights are packed only once either way,
and its sums leave the cache before they are needed (a forward pass then takes 4 to 13 % more processor time).
"""

import numpy as np
from numba import prange

from methods.rnn import pointwise
from methods.rnn.blocks import count_blocks, rows_at_once
from methods.rnn.tiles import add_product, edge_buffer
from recomputed.stats.compiled import njit


@njit(cache=True, parallel=True, error_model="numpy")
def forward(x, gates, c, y, w, r, q, b, p, flags):
    """Fill `gates`, c[1:] and y[1:].

    x: (T, N I); w, r: Wᵀ and Rᵀ of z, i, f, o, packed by methods.rnn.tiles; q: Qᵀ, [3 to + from] among i, f, o, packed,
    unused without gate recurrence; b: (4, H); p: (3, H), of i, f, o.
    """
    steps, hidden, inputs = gates.shape[1], p.shape[1], w.shape[2]
    batch = gates.shape[2] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        count, edge = end - first, edge_buffer(gates)
        rows = rows_at_once(count, hidden)
        wide, biases = repeated(p, rows), repeated(b, count)
        a, e = first * hidden, end * hidden
        for t in range(steps):
            for g in range(4):
                out = gates[g, t, a:e]
                out[:] = biases[g]
                add_product(x[t, first * inputs :], inputs, 1, w[g], out, count, hidden, hidden, edge)
                add_product(y[t, a:], hidden, 1, r[g], out, count, hidden, hidden, edge)
            if flags[7] and t > 0:
                for g in range(9):
                    old, new = gates[1 + g % 3, t - 1, a:], gates[1 + g // 3, t, a:]
                    add_product(old, hidden, 1, q[g], new, count, hidden, hidden, edge)
            for start in range(a, e, rows * hidden):
                s = slice(start, min(start + rows * hidden, e))
                z, i, f, o = gates[0, t, s], gates[1, t, s], gates[2, t, s], gates[3, t, s]
                pointwise.forward(z, i, f, o, c[t, s], c[t + 1, s], y[t + 1, s], wide, flags)


@njit(cache=True)
def repeated(p, rows):
    """Repeat each row of p (P, H) for `rows` sequences: (P, rows H)."""
    wide = np.empty((len(p), rows, p.shape[1]), p.dtype)
    for row in range(rows):
        wide[:, row] = p
    return wide.reshape(len(p), -1)


@njit(cache=True, parallel=True, error_model="numpy")
def backward(gates, c, dy, dc, sums, q_errors, dp, r, q, p, flags):
    """Go back through time: fill `sums`, the errors of the gates' sums, and complete dy and dc.

    dy, dc: (T + 1, N H); at first dy[t] and dc[t] hold the errors that the loss sends directly to y[t] and c[t], at the
    end the whole errors. sums: (4, T, N H); q_errors: (3, N H), scratch; r, q: R (4) and Q (9), packed; p: (3, H);
    dp: (blocks, 3, H), filled with each block's share of the errors of p.
    """
    steps, hidden = gates.shape[1], p.shape[1]
    batch = gates.shape[2] // hidden
    blocks = count_blocks(batch)
    for block in prange(blocks):
        first, end = block * batch // blocks, (block + 1) * batch // blocks
        count, edge = end - first, edge_buffer(gates)
        rows = rows_at_once(count, hidden)
        wide, wide_dp = repeated(p, rows), np.zeros((3, rows * hidden), p.dtype)
        for t in range(steps - 1, -1, -1):
            if flags[7]:
                q_errors[:, first * hidden : end * hidden] = 0
                if t + 1 < steps:
                    for g in range(9):
                        d, error = sums[1 + g // 3, t + 1, first * hidden :], q_errors[g % 3, first * hidden :]
                        add_product(d, hidden, 1, q[g], error, count, hidden, hidden, edge)
            for start in range(first, end, rows):
                a = slice(start * hidden, min(start + rows, end) * hidden)
                z, i, f, o = gates[0, t, a], gates[1, t, a], gates[2, t, a], gates[3, t, a]
                dz, di, df, do = sums[0, t, a], sums[1, t, a], sums[2, t, a], sums[3, t, a]
                of_c, dq = (c[t, a], c[t + 1, a], dy[t + 1, a], dc[t + 1, a], dc[t, a]), q_errors[:, a]
                pointwise.backward(z, i, f, o, *of_c, dz, di, df, do, dq, wide, wide_dp, flags)
            for g in range(4):
                d, error = sums[g, t, first * hidden :], dy[t, first * hidden :]
                add_product(d, hidden, 1, r[g], error, count, hidden, hidden, edge)
        dp[block] = wide_dp.reshape(3, rows, hidden).sum(axis=1)
