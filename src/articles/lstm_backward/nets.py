"""A recurrent net with a readout; its cell, known by name, is the simple RNN or a variant of the LSTM."""

import numpy as np

from methods.rnn import lstm, parameters, readout, simple
from methods.rnn.parameters import Parameters
from methods.rnn.variants import VARIANTS, variant
from recomputed.errors import BadInput

SIMPLE, VANILLA = "simple RNN", "vanilla"
CELLS = (SIMPLE, *VARIANTS)
WIDE = "wide simple RNN"  # with as many parameters as the vanilla LSTM, as nearly as possible
EQUAL = ", equal parameters"  # ends the name of a variant that has as many as the vanilla LSTM, as nearly as possible
FORGET_BIAS = 1.0  # Gers et al. 2000, Jozefowicz et al. 2015: an untrained cell keeps more than half of its content
_READOUT = ("V", "c")


def initial(
    cell: str, inputs: int, hidden: int, outputs: int, rng: np.random.Generator, dtype=np.float32,
    start: float | None = None,
):  # fmt: skip
    """Draw a net's parameters: weights by Glorot and Bengio (2010), biases 0 but for those of two gates.

    The same generator gives all variants the same weights. The bias of the forget gate is `start`, FORGET_BIAS by
    default, that of the input gate -`start`, in all variants alike: so the coupled cell, whose f is 1 - i, keeps the
    same share of its content as the others. In a simple RNN, `start` is the gain of W: the standard deviation of its
    elements, which are then normal, times sqrt(hidden); by default W is Glorot's.
    Raises BadInput for an unknown cell.
    """
    of_cell, of_readout = rng.spawn(2)
    read = parameters.glorot(parameters.readout_shapes(hidden, outputs), of_readout, dtype)
    if cell == SIMPLE:
        drawn = parameters.glorot(parameters.simple_shapes(inputs, hidden), of_cell, dtype)
        if start is not None:
            drawn["W"] = (start * of_cell.normal(size=drawn["W"].shape) / np.sqrt(hidden)).astype(dtype)
        return drawn | read
    drawn = parameters.glorot(parameters.lstm_shapes(inputs, hidden, variant(cell)), of_cell, dtype)
    bias = FORGET_BIAS if start is None else start
    drawn["b"][parameters.FORGET_GATE], drawn["b"][parameters.INPUT_GATE] = bias, -bias
    return drawn | read


def built(name: str, inputs: int, hidden: int, outputs: int) -> tuple[str, int]:
    """Give the cell and the hidden units of a net: `hidden`, or as many as match the parameters of the vanilla LSTM."""
    if name != WIDE and not name.endswith(EQUAL):
        return name, hidden
    cell = SIMPLE if name == WIDE else name.removesuffix(EQUAL)
    wanted = size(VANILLA, inputs, hidden, outputs)
    return cell, min(range(1, 4 * hidden + 4), key=lambda units: abs(size(cell, inputs, units, outputs) - wanted))


def size(cell: str, inputs: int, hidden: int, outputs: int) -> int:
    """Count the parameters that act in a net: those of a gate or peephole that a variant lacks are not counted."""
    read = outputs * (hidden + 1)
    if cell == SIMPLE:
        return hidden * (inputs + hidden + 1) + read
    kind, row = variant(cell), inputs + hidden + 1
    gates = np.array([kind.input_gate, kind.forget_gate and not kind.coupled, kind.output_gate])
    each = row + (1 if kind.peepholes else 0) + (gates.sum() * hidden if kind.recurrent_gates else 0)
    return int(hidden * (row + gates.sum() * each) + read)


def forward(cell: str, weights: Parameters, x: np.ndarray, answers: int) -> tuple[np.ndarray, np.ndarray, object]:
    """Run over x (T, N, I); give the outputs (A, N, O) of the last `answers` steps, their states (A, N, H), the tape.

    Raises BadInput for an unknown cell, more answers than steps, or parameters of a wrong shape or that are not finite.
    """
    if not 1 <= answers <= len(x):
        raise _bad("more answers than steps, or none", f"1 to {len(x)}", answers)
    of_cell = {name: array for name, array in weights.items() if name not in _READOUT}
    read = {name: weights[name] for name in _READOUT if name in weights}
    if cell == SIMPLE:
        tape = simple.forward(of_cell, x)
        states = tape.h[-answers:]
    else:
        tape = lstm.forward(of_cell, x, variant(cell))
        states = tape.y[-answers:]
    outputs, _ = parameters.size(read, "V", 2)
    read = parameters.checked(read, parameters.readout_shapes(states.shape[-1], outputs), "readout")
    return readout.forward(read, states), states, tape


def backward(cell: str, weights: Parameters, states: np.ndarray, tape: object, do: np.ndarray) -> Parameters:
    """Give the gradients of all parameters from the error do (A, N, O) of the outputs of the last A steps.

    Raises BadInput for errors that are not finite, or that the readout lets overflow.
    """
    of_readout, error = readout.backward({name: weights[name] for name in _READOUT}, states, do)
    errors = np.zeros((len(tape.x), *error.shape[1:]), error.dtype)
    errors[-len(error) :] = error
    back = simple.backward if cell == SIMPLE else lstm.backward
    return back(tape, errors).parameters | of_readout


def _bad(what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where="lstm_backward.nets", expected=expected, found=found, do="correct it")
