"""How the norm of a vector changes over many multiplications, in simple RNNs and in the two streams of an LSTM block.

matrix power: by the same random matrix W each time, with elements of standard deviation gain / sqrt(hidden);
simple RNN: by the transposed Jacobians of a random tanh net, as in back propagation;
cell highway: element by element by the forget gates f(t) of a random LSTM, as on the way from cell to cell;
gate stream: by the derivatives of y(t) with respect to y(t-1) of such an LSTM, through the gates alone, the cell held.
All give log10 of the norm over the first norm, after 0 … depth multiplications, shape (depth + 1,).
"""

import numpy as np

from methods.rnn import lstm, parameters, simple
from recomputed import arrays

INPUTS = 2


def matrix_power(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    """Multiply a random vector by one matrix again and again."""
    w, v = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden), rng.normal(size=hidden)
    norms = [np.linalg.norm(v)]
    for _ in range(depth):
        v = w @ v
        norms.append(np.linalg.norm(v))
    return _decades(norms)


def simple_rnn(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    """Take a random error back through a simple RNN whose recurrent weights have the given gain."""
    weights = parameters.glorot(parameters.simple_shapes(INPUTS, hidden), rng)
    return _backwards(weights | {"W": gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)}, depth, rng)


def orthogonal_rnn(hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    """Take a random error back through a simple RNN whose recurrent weights are a random rotation or reflection."""
    weights = parameters.glorot(parameters.simple_shapes(INPUTS, hidden), rng)
    return _backwards(weights | {"W": np.linalg.qr(rng.normal(size=(hidden, hidden)))[0]}, depth, rng)


def cell_highway(bias: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    """Multiply a random vector by the forget gates of an LSTM with this bias of the forget gate."""
    return streams(bias, 1, hidden, depth, rng)[0]


def streams(bias: float, gain: float, hidden: int, depth: int, rng: np.random.Generator) -> tuple:
    """Give `cell_highway` and `gate_stream` of one LSTM; gain multiplies its recurrent weights R."""
    weights = parameters.glorot(parameters.lstm_shapes(INPUTS, hidden), rng)
    weights["b"][parameters.FORGET_GATE] = bias
    weights["R"] *= gain
    tape = lstm.forward(weights, rng.normal(size=(depth, 1, INPUTS)))
    v = rng.normal(size=hidden)
    kept = np.cumprod(tape.gates[parameters.FORGET_GATE, :, 0], axis=0)
    return _decades(np.linalg.norm(np.concatenate([v[None], v * kept]), axis=1)), _gate_stream(tape, v)


def _gate_stream(tape: lstm.Tape, v: np.ndarray) -> np.ndarray:
    """Move y(0) of an LSTM without peepholes a little along `v` (H,), and follow y(t) with every c(t-1) held."""
    decades = [0.0]
    for t in range(tape.gates.shape[1]):
        moved = gate_derivative(tape, t, v)
        size = np.linalg.norm(moved)
        decades.append(decades[-1] + np.log10(size) - np.log10(np.linalg.norm(v)))
        v = moved / size
    return np.array(decades)


def gate_derivative(tape: lstm.Tape, t: int, v: np.ndarray) -> np.ndarray:
    """Give the derivative of y(t + 1) along `v` (H,), a change of y(t), with c(t) held; without peepholes.

    Raises BadInput for a `v` of another shape or that is not finite.
    """
    v = arrays.doubles(v, "change of y", (tape.gates.shape[-1],), finite=True)
    z, i, f, o = tape.gates[:, t, 0]
    slopes = np.array([1 - z * z, i * (1 - i), f * (1 - f), o * (1 - o)])
    dz, di, df, do = slopes * (tape.parameters["R"] @ v)
    squashed = np.tanh(tape.c[t + 1, 0])
    return do * squashed + o * (1 - squashed**2) * (dz * i + z * di + df * tape.c[t, 0])


def _backwards(weights: parameters.Parameters, depth: int, rng: np.random.Generator) -> np.ndarray:
    tape = simple.forward(weights, rng.normal(size=(depth + 1, 1, INPUTS)))
    errors = np.zeros_like(tape.h[1:])
    errors[-1] = rng.normal(size=errors.shape[-1])
    return _decades(np.linalg.norm(simple.backward(tape, errors).h[:0:-1, 0], axis=1))


def _decades(norms) -> np.ndarray:
    return np.log10(norms) - np.log10(norms[0])
