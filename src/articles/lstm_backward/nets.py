"""A recurrent net with a readout; its cell, known by name, is the simple RNN or a variant of the LSTM."""

import numpy as np

from methods.rnn import lstm, parameters, readout, simple
from methods.rnn.parameters import Parameters
from methods.rnn.variants import VARIANTS, variant
from recomputed.errors import BadInput

SIMPLE, VANILLA = "simple RNN", "vanilla"
CELLS = (SIMPLE, *VARIANTS)
FORGET_BIAS = 1.0  # Gers et al. 2000, Jozefowicz et al. 2015: an untrained cell keeps more than half of its content
_READOUT = ("V", "c")


def initial(cell: str, inputs: int, hidden: int, outputs: int, rng: np.random.Generator, dtype=np.float32):
    """Draw a net's parameters: weights by Glorot and Bengio (2010), biases 0 but for the forget gate's, FORGET_BIAS.

    The same generator gives all variants the same weights. In a coupled cell f is 1 - i, so its input gate gets the
    bias -FORGET_BIAS: before training all variants keep the same share of the cell.
    Raises BadInput for an unknown cell.
    """
    of_cell, of_readout = rng.spawn(2)
    read = parameters.glorot(parameters.readout_shapes(hidden, outputs), of_readout, dtype)
    if cell == SIMPLE:
        return parameters.glorot(parameters.simple_shapes(inputs, hidden), of_cell, dtype) | read
    kind = variant(cell)
    drawn = parameters.glorot(parameters.lstm_shapes(inputs, hidden, kind), of_cell, dtype)
    drawn["b"][parameters.FORGET_GATE] = FORGET_BIAS
    if kind.coupled:
        drawn["b"][parameters.INPUT_GATE] = -FORGET_BIAS
    return drawn | read


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
