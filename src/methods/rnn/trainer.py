"""Training of a recurrent net with a readout: forward, loss, backward, clipping and Adam in one kernel per update.

One thread trains one net after the other: what a net becomes follows from its first weights and batches alone.
"""

from typing import NamedTuple

import numpy as np

from methods.optimisers import DECAYS, change
from methods.rnn import lanes, losses, passes
from methods.rnn.clipping import shorten
from methods.rnn.flat import Net, flattened, named, net_of
from methods.rnn.parameters import NotFinite, Parameters, checked
from methods.rnn.variants import Variant
from recomputed import arrays
from recomputed.stats.compiled import njit


class Memory(NamedTuple):
    """What a block of sequences needs for T steps and A answers; a row of a table holds a step or an answer."""

    block: int
    operands: np.ndarray
    gates: np.ndarray
    c: np.ndarray
    s: np.ndarray
    sums: np.ndarray
    o: np.ndarray
    do: np.ndarray
    dy: np.ndarray
    dc: np.ndarray
    dq: np.ndarray
    p: np.ndarray
    dp: np.ndarray


class Trainer:
    """A net in training: its weights, Adam's means, and the memory of one block of sequences.

    parameters: of the cell and of the readout, see methods.rnn.parameters, float32 or float64; variant: None for a
    simple RNN; steps T of a sequence; answers A: the loss reads the outputs of the last A steps.
    Raises BadInput for parameters of a wrong shape or type, or more answers than steps.
    """

    def __init__(self, parameters: Parameters, variant: Variant | None, steps: int, answers: int):
        arrays.count(answers, "trainer: answers", 1, steps)
        self._net, self._shapes = net_of(parameters, variant)
        flat = flattened(checked(parameters, self._shapes, "trainer"))
        self._memory = _memory(self._net, steps, answers, flat.dtype)
        self._weights, *self._scratch = (lanes.aligned(flat.shape, flat.dtype) for _ in range(5))
        self._weights[:], self._powers = flat, np.ones(2)

    def parameters(self) -> Parameters:
        """Give a copy of the parameters as they are now."""
        return named(self._weights, self._net, self._shapes)

    def outputs(self, x: np.ndarray) -> np.ndarray:
        """Give the outputs (A, N, O) of the last A steps for x (T, N, I); raises BadInput for another shape."""
        x = self._sequences(x)
        found = np.empty((len(self._memory.o), x.shape[1], self._net.outputs), x.dtype)
        _outputs(self._net, self._weights, self._memory, x, found)
        return found

    def gradients(self, x: np.ndarray, target: np.ndarray) -> Parameters:
        """Give the gradients of the loss with respect to the parameters; arguments and errors as in `update`."""
        x = self._sequences(x)
        _gradient(self._net, self._weights, self._memory, *self._scratch[:2], x, self._target(x, target))
        return named(self._scratch[0], self._net, self._shapes)

    def update(self, x: np.ndarray, target: np.ndarray, rate: float, threshold: float) -> None:
        """Make one step of Adam at this learning rate, with the gradient shortened to the norm `threshold`.

        x: (T, N, I). The loss is, for targets (A, N, O), the mean of squared differences; for labels (A, N), whole
        numbers below O, the mean of -log softmax.
        Raises BadInput for other shapes; NotFinite, with no weight changed, for a gradient that is not finite.
        """
        x = self._sequences(x)
        state = self._net, self._weights, self._memory, *self._scratch, self._powers
        if not _update(*state, x, self._target(x, target), float(rate), float(threshold)):
            found = {"expected": "finite numbers", "found": "nan or infinity", "do": "use a lower rate"}
            raise NotFinite("not finite", where="gradients", **found)

    def _sequences(self, x: np.ndarray) -> np.ndarray:
        x, steps = arrays.for_kernels(np.asarray(x, self._weights.dtype)), len(self._memory.gates)
        if x.ndim != 3 or x.shape[::2] != (steps, self._net.inputs) or not x.size:
            raise arrays.bad("wrong shape of x", "trainer", f"({steps}, sequences, {self._net.inputs})", x.shape)
        return x

    def _target(self, x: np.ndarray, target: np.ndarray) -> np.ndarray:
        shape = len(self._memory.o), x.shape[1]
        if target.dtype.kind in "iu":
            labels = arrays.whole(target, "trainer: labels", shape, 0, self._net.outputs - 1, what="bad labels")
            return arrays.for_kernels(labels)
        target = arrays.real(target, "trainer: target", (*shape, self._net.outputs))
        return arrays.for_kernels(target.astype(x.dtype, copy=False))


def _memory(net: Net, steps: int, answers: int, dtype: np.dtype) -> Memory:
    block, lstm = lanes.block_size(dtype), net.gates == 4
    n, outputs = net.hidden * block, net.outputs * block
    # One vector more than the gates need: rows apart by a power of two would share few places of a cache.
    rows = net.gates * n + block // 2
    shapes = {"operands": (steps + 1, n + (1 + net.inputs) * block), "gates": (steps, rows)}
    shapes |= {"c": (lstm * steps + 1, n), "s": (lstm * steps, n), "o": (answers, outputs), "do": (answers, outputs)}
    shapes |= {"dy": (n,), "dc": (n,)} | dict.fromkeys(("dq", "p", "dp"), (3 * n * lstm,))
    made = {name: lanes.aligned(shape, dtype) for name, shape in shapes.items()}
    # Errors take the place of the gates, so that both fit into a cache, unless the gradients of Q read both.
    made["sums"] = lanes.aligned((steps, rows), dtype) if net.at_v > net.at_q else made["gates"]
    made["operands"][:, n : n + block] = 1
    return Memory(block, **made)


@njit(cache=True, error_model="numpy")
def _outputs(net, weights, memory, x, found):
    """Fill `found` (A, N, O) block by block."""
    for first in range(0, x.shape[1], memory.block):
        count = min(memory.block, x.shape[1] - first)
        passes.load(net, memory, x, first, count)
        passes.forward(net, weights, memory)
        for a in range(len(found)):
            for lane in range(count):
                for k in range(net.outputs):
                    found[a, first + lane, k] = memory.o[a, k * memory.block + lane]


@njit(cache=True, error_model="numpy")
def _gradient(net, weights, memory, gradient, turned, x, target):
    """Fill `gradient` with the sum over blocks, in order."""
    gradient[:] = 0
    passes.turn(net, weights, turned)
    for first in range(0, x.shape[1], memory.block):
        count = min(memory.block, x.shape[1] - first)
        passes.load(net, memory, x, first, count)
        passes.forward(net, weights, memory)
        if target.ndim == 3:
            losses.squared_errors(net, memory, target, first, count)
        else:
            losses.label_errors(net, memory, target, first, count)
        passes.backward(net, turned, memory, gradient)


@njit(cache=True, error_model="numpy")
def _update(net, weights, memory, gradient, turned, mean, square, powers, x, target, rate, threshold):
    """Make one update; give whether the gradient was finite."""
    _gradient(net, weights, memory, gradient, turned, x, target)
    if not np.isfinite(shorten(gradient, threshold)):
        return False
    powers *= np.array(DECAYS)
    change(weights, mean, square, gradient, rate, powers)
    return True
