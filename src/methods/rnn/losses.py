"""The errors of a block's outputs, in training: what methods.rnn.readout's losses give, for methods.rnn.passes.

o, do: (A, outputs × block), of the last A steps. Sequences that only fill the block up have the error 0.
"""

import numpy as np

from methods.rnn.activations import FAST, exponential
from recomputed.stats.compiled import njit

_OPTIONS = {"cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
def squared_errors(net, memory, target, first, count):
    """Fill do for the mean of squared differences from target (A, N, O), N sequences in the batch."""
    factor = memory.o.dtype.type(2 / target.size)
    memory.do[:] = 0
    for a in range(len(memory.o)):
        for k in range(net.outputs):
            for lane in range(count):
                at = k * memory.block + lane
                memory.do[a, at] = factor * (memory.o[a, at] - target[a, first + lane, k])


@njit(**_OPTIONS, fastmath=FAST)
def label_errors(net, memory, label, first, count):
    """Fill do for the mean of -log softmax(o)[label], label (A, N)."""
    wide, factor = memory.block, memory.o.dtype.type(1 / label.size)
    highest, total = np.empty(wide, memory.o.dtype), np.empty(wide, memory.o.dtype)
    for a in range(len(memory.o)):
        o, do = memory.o[a], memory.do[a]
        highest[:], total[:] = o[:wide], 0
        for k in range(wide, net.outputs * wide):
            highest[k % wide] = max(highest[k % wide], o[k])
        for k in range(net.outputs):
            for lane in range(wide):
                do[k * wide + lane] = exponential(o[k * wide + lane] - highest[lane])
                total[lane] += do[k * wide + lane]
        for k in range(net.outputs):
            for lane in range(wide):
                do[k * wide + lane] *= factor / total[lane] if lane < count else total.dtype.type(0)
        for lane in range(count):
            do[label[a, first + lane] * wide + lane] -= factor
