"""A block of sequences through a net and back, for training: kernels on the arrays of methods.rnn.trainer.Memory.

Sequences lie side by side (methods.rnn.lanes), B of them; a flat row of an array holds the numbers of one time step.
operands[t]: what the sums of step t are computed from: the state before it (H), a 1 for the bias, the input (I).
weights: flat; first those of the sums (H + 1 + I, G H), G = 4 gates z, i, f, o or 1 for a simple RNN; then peepholes
(3, H) and the weights between gates (3 H, 3 H), from i, f, o to i, f, o, of an LSTM; last the readout (H + 1, O).
net: methods.rnn.trainer.Net. A number that is added to another one is added in the order of steps from the last.
"""

import numpy as np

from methods.rnn.activations import FAST, tanh
from methods.rnn.lanes import correlate, multiply
from methods.rnn.steps import PEEPHOLES, RECURRENT, lstm_backward, lstm_forward
from recomputed.stats.compiled import njit

_OPTIONS = {"cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
def load(net, memory, x, first, count):
    """Copy `count` sequences of x (T, N, I), from `first` on, into the operands; the last one fills the block up."""
    wide = memory.block
    for t in range(len(x)):
        for k in range(net.inputs):
            row = memory.operands[t, (net.hidden + 1 + k) * wide : (net.hidden + 2 + k) * wide]
            for lane in range(count):
                row[lane] = x[t, first + lane, k]
            for lane in range(count, wide):
                row[lane] = x[t, first + count - 1, k]


@njit(**_OPTIONS)
def forward(net, weights, memory):
    """Fill gates, c and the states in the operands for all steps, and o, the outputs of the last steps."""
    wide, hidden, rows = memory.block, net.hidden, net.gates * net.hidden
    steps, depth, n = memory.gates.shape[0], hidden + 1 + net.inputs, hidden * memory.block
    operands, gates, c = memory.operands, memory.gates, memory.c
    for k in range(len(memory.p)):
        memory.p[k] = weights[net.at_p + k // wide] if net.flags & PEEPHOLES else 0
    for t in range(steps):
        multiply(weights, rows, rows, operands[t], depth, gates[t], False)
        y = operands[t + 1, :n]
        if net.gates == 1:
            _squash(gates[t, :n], y)
        else:
            if net.flags & RECURRENT and t > 0:
                q = weights[net.at_q :]
                multiply(q, 3 * hidden, 3 * hidden, gates[t - 1, n:], 3 * hidden, gates[t, n:], True)
            places = starts(gates, t), starts(c, t), starts(c, t + 1), starts(operands, t + 1), starts(memory.s, t)
            lstm_forward(c, n * c.itemsize, net.flags, *places, starts(memory.p, 0))
    answers = len(memory.o)
    for a in range(answers):
        y = operands[steps - answers + 1 + a]
        multiply(weights[net.at_v :], net.outputs, net.outputs, y, hidden + 1, memory.o[a], False)


@njit(**_OPTIONS)
def turn(net, weights, turned):
    """Fill `turned` with the transposes of the weights that errors go back through, at the same places."""
    hidden, rows = net.hidden, net.gates * net.hidden
    _transpose(weights, hidden, rows, turned)
    if net.at_v > net.at_q:
        _transpose(weights[net.at_q :], 3 * hidden, 3 * hidden, turned[net.at_q :])
    _transpose(weights[net.at_v :], hidden, net.outputs, turned[net.at_v :])


@njit(**_OPTIONS)
def _transpose(a, rows, columns, out):
    for row in range(rows):
        for column in range(columns):
            out[column * rows + row] = a[row * columns + column]


@njit(**_OPTIONS)
def backward(net, turned, memory, gradient):
    """Add to `gradient` the gradients of all weights, from do, the errors of the outputs; fill sums."""
    hidden, rows, n = net.hidden, net.gates * net.hidden, net.hidden * memory.block
    steps, answers, sums, dy = len(memory.gates), len(memory.o), memory.sums, memory.dy
    memory.dc[:] = 0
    memory.dp[:] = 0
    for t in range(steps - 1, -1, -1):
        if t < steps - 1:
            multiply(turned, hidden, hidden, sums[t + 1], rows, dy, False)
        else:
            dy[:] = 0
        if t >= steps - answers:
            error = memory.do[t - steps + answers]
            multiply(turned[net.at_v :], hidden, hidden, error, net.outputs, dy, True)
        if net.gates == 1:
            _unsquash(memory.operands[t + 1, :n], dy, sums[t, :n])
        else:
            _lstm_back(net, turned, memory, t)
    correlate(memory.operands, hidden + 1 + net.inputs, sums, rows, steps, gradient)
    if net.flags & RECURRENT and steps > 1:
        correlate(memory.gates[:, n:], 3 * hidden, sums[1:, n:], 3 * hidden, steps - 1, gradient[net.at_q :])
    correlate(memory.operands[steps - answers + 1 :], hidden + 1, memory.do, net.outputs, answers, gradient[net.at_v :])
    for k in range(len(memory.dp) // memory.block if net.flags & PEEPHOLES else 0):
        gradient[net.at_p + k] += memory.dp[k * memory.block : (k + 1) * memory.block].sum()


@njit(**_OPTIONS)
def _lstm_back(net, turned, memory, t):
    hidden, n, c = net.hidden, net.hidden * memory.block, memory.c
    if net.flags & RECURRENT:
        if t + 1 < len(memory.gates):
            error = memory.sums[t + 1, n:]
            multiply(turned[net.at_q :], 3 * hidden, 3 * hidden, error, 3 * hidden, memory.dq, False)
        else:
            memory.dq[:] = 0
    places = starts(memory.gates, t), starts(c, t), starts(c, t + 1), starts(memory.s, t), starts(memory.dy, 0)
    out = starts(memory.dc, 0), starts(memory.sums, t), starts(memory.dq, 0), starts(memory.p, 0), starts(memory.dp, 0)
    lstm_backward(c, n * c.itemsize, net.flags, *places, *out)


@njit(**_OPTIONS)
def starts(array, row):
    """Give the address of a row of an array of one or two axes."""
    return np.intp(array.ctypes.data) + row * array.strides[0]


@njit(**_OPTIONS, fastmath=FAST)
def _squash(a, h):
    for k in range(len(h)):
        h[k] = tanh(a[k])


@njit(**_OPTIONS, fastmath=FAST)
def _unsquash(h, dh, da):
    one = h.dtype.type(1)
    for k in range(len(h)):
        da[k] = dh[k] * (one - h[k] * h[k])
