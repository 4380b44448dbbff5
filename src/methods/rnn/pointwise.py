"""The pointwise part of an LSTM step, forward and backward: loops over flat arrays that LLVM turns into SIMD code.

Every array (n,) is a part of one plane: the hidden units of some sequences at one time step; the peephole weights p are
repeated for each sequence. The loops are small on purpose: LLVM vectorises a loop only if eight comparisons of
addresses show that its arrays do not overlap. flags: those of methods.rnn.variants.Variant, in order.
"""

from methods.rnn.activations import FAST, logistic, tanh
from recomputed.stats.compiled import njit

_OPTIONS = {"cache": True, "fastmath": FAST, "error_model": "numpy"}


@njit(**_OPTIONS)
def forward(z, i, f, o, old, c, y, p, flags):
    """Turn the sums z, i, f, o into the gates' values, in place, and fill the cell c and the output y.

    old: the cell of the step before; p (3, n): peephole weights of i, f and o. A missing gate is 1.
    """
    input_gate, forget_gate, output_gate, input_activation, output_activation, coupled, peepholes, _ = flags
    one = z.dtype.type(1)
    if input_activation:
        for k in range(len(z)):
            z[k] = tanh(z[k])
    _gate(i, p[0], old, input_gate, peepholes)
    if coupled:
        for k in range(len(f)):
            f[k] = one - i[k]
    else:
        _gate(f, p[1], old, forget_gate, peepholes)
    for k in range(len(c)):
        c[k] = z[k] * i[k] + old[k] * f[k]
    _gate(o, p[2], c, output_gate, peepholes)
    if output_activation:
        for k in range(len(y)):
            y[k] = o[k] * tanh(c[k])
    else:
        for k in range(len(y)):
            y[k] = o[k] * c[k]


@njit(**_OPTIONS)
def _gate(s, p, c, present, peephole):
    if not present:
        s[:] = 1
    elif peephole:
        for k in range(len(s)):
            s[k] = logistic(s[k] + p[k] * c[k])
    else:
        for k in range(len(s)):
            s[k] = logistic(s[k])


@njit(**_OPTIONS)
def backward(z, i, f, o, old, new, dy, error, old_error, dz, di, df, do, dq, p, dp, flags):
    """Fill dz, di, df, do, the errors of the gates' sums, from dy, the error of the output.

    old, new: the cell before and after the step. error: of `new`, at first without what comes through dy; old_error: of
    `old`, to which what comes through this step is added; dq (3, n): errors that the gates of the next step send back;
    p (3, n): peephole weights; dp (3, n): their errors, added to.
    """
    _, _, _, input_activation, output_activation, coupled, peepholes, recurrent_gates = flags
    one = z.dtype.type(1)
    _backward_output(dy, o, new, error, do, output_activation)
    if recurrent_gates:
        _backward_gate(one, dq[2], o, do)
    if peepholes:
        _backward_peephole(do, p[2], new, error, dp[2])
    _backward_input(z, i, f, old, error, dz, di, input_activation, coupled)
    _backward_forget(f, old, error, df, old_error, coupled)
    if recurrent_gates:
        _backward_gate(one, dq[0], i, di)
        if coupled:
            _backward_gate(-one, dq[1], i, di)
        else:
            _backward_gate(one, dq[1], f, df)
    if peepholes:
        _backward_peephole(di, p[0], old, old_error, dp[0])
        _backward_peephole(df, p[1], old, old_error, dp[1])


@njit(**_OPTIONS)
def _backward_output(dy, o, c, dc, do, output_activation):
    """Add to dc, the error of the cell c, what comes through the output y, whose error is dy; fill do.

    A missing gate is 1, so its derivative o (1 - o) is 0; the same holds in the functions below.
    """
    one = dy.dtype.type(1)
    if output_activation:
        for k in range(len(dy)):
            squashed = tanh(c[k])
            do[k] = dy[k] * squashed * (o[k] * (one - o[k]))
            dc[k] += dy[k] * o[k] * (one - squashed * squashed)
    else:
        for k in range(len(dy)):
            do[k] = dy[k] * c[k] * (o[k] * (one - o[k]))
            dc[k] += dy[k] * o[k]


@njit(**_OPTIONS)
def _backward_input(z, i, f, old, dc, dz, di, input_activation, coupled):
    """Fill dz and di, the errors of the sums of the block input and of the input gate, from dc."""
    one = z.dtype.type(1)
    if input_activation:
        for k in range(len(dz)):
            dz[k] = dc[k] * i[k] * (one - z[k] * z[k])
    else:
        for k in range(len(dz)):
            dz[k] = dc[k] * i[k]
    for k in range(len(di)):
        di[k] = dc[k] * z[k] * (i[k] * (one - i[k]))
    if coupled:
        for k in range(len(di)):
            di[k] -= dc[k] * old[k] * (i[k] * (one - i[k]))


@njit(**_OPTIONS)
def _backward_forget(f, old, dc, df, old_dc, coupled):
    """Fill df, the error of the forget gate's sum, and add to old_dc what reaches the previous cell through c f."""
    one = f.dtype.type(1)
    if coupled:
        df[:] = 0
        for k in range(len(f)):
            old_dc[k] += dc[k] * f[k]
    else:
        for k in range(len(f)):
            df[k] = dc[k] * old[k] * (f[k] * (one - f[k]))
            old_dc[k] += dc[k] * f[k]


@njit(**_OPTIONS)
def _backward_peephole(d, p, c, dc, dp):
    """Add the error d of a gate's sum, sent through its peephole, to dc, of the cell c that it reads, and to dp."""
    for k in range(len(d)):
        dc[k] += p[k] * d[k]
        dp[k] += c[k] * d[k]


@njit(**_OPTIONS)
def _backward_gate(sign, error, gate, d):
    """Add `sign` times an `error` of a gate's value to d, the error of its sum."""
    one = gate.dtype.type(1)
    for k in range(len(d)):
        d[k] += sign * error[k] * (gate[k] * (one - gate[k]))
