"""Sections 2 and 4: how the norm of a vector changes over many multiplications, in simple RNNs and in an LSTM's cell.

matrix power: by the same random matrix W each time, with elements of standard deviation gain / sqrt(hidden);
simple RNN: by the transposed Jacobians of a random tanh net with such a W, as in back propagation;
cell highway: element by element by the forget gates f(t) of a random LSTM, as on the way from cell to cell.
"""

import numpy as np
import pandas as pd

from methods.rnn import lstm, parameters, simple
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

THRESHOLD_DECADES = 3  # vanished or exploded: by more than a factor of 1000; ours, fixed before any result was seen
SMALLEST_GAIN, LARGEST_GAIN = 0.5, 2.0  # ours; gains are drawn uniformly on a logarithmic scale


def multiplication(
    seed: int, nets: int, hidden: int, depth: int, gains: list[float], biases: list[float]
) -> dict[str, pd.DataFrame]:
    """Tabulate norms over the number of multiplications, and how often a simple RNN's gradient vanishes or explodes.

    `norms`: kind, value (gain, or forget bias), depth (number of multiplications), decades (log10 of the factor by
    which a random vector's norm changed, mean over nets), low, high (10 % and 90 % points over nets).
    `shares`: kind, depth, nets, vanished_percent, exploded_percent, either_percent with half width, for simple RNNs
    with gains from 1/2 to 2 and a factor of 1000.
    Raises BadInput for fewer than two nets or a depth below 1.
    """
    if nets < 2 or depth < 1:
        raise BadInput(
            "too few nets or multiplications",
            where="lstm_forward.multiplication",
            expected="at least 2 nets and a depth of 1",
            found=f"{nets} nets and a depth of {depth}",
            do="raise them",
        )
    tables = []
    kinds = (
        ("matrix power", _matrix_power, gains),
        ("simple RNN", _simple_rnn, gains),
        ("cell highway", _cell_highway, biases),
    )
    for place, (kind, function, values) in enumerate(kinds):
        for value in values:
            found = [
                function(value, hidden, depth, streams.rng(seed, "lstm_forward multiplication", place, n))
                for n in track(range(nets), kind)
            ]
            low, high = np.quantile(found, (0.1, 0.9), axis=0)
            columns = {"depth": np.arange(depth + 1), "decades": np.mean(found, axis=0), "low": low, "high": high}
            tables.append(pd.DataFrame({"kind": kind, "value": value} | columns))
    return {"norms": pd.concat(tables, ignore_index=True), "shares": _shares(seed, nets, hidden, depth)}


def _shares(seed: int, nets: int, hidden: int, depth: int) -> pd.DataFrame:
    decades = []
    for n in range(nets):
        rng = streams.rng(seed, "lstm_forward usual gain", n)
        gain = SMALLEST_GAIN * (LARGEST_GAIN / SMALLEST_GAIN) ** rng.random()
        decades.append(_simple_rnn(gain, hidden, depth, rng)[-1])
    vanished, exploded = (int(np.sum(np.array(decades) * sign > THRESHOLD_DECADES)) for sign in (-1, 1))
    shares = {"vanished_percent": 100 * vanished / nets, "exploded_percent": 100 * exploded / nets}
    either = {"either_percent": 100 * (vanished + exploded) / nets}
    halfwidth = {"either_percent_halfwidth": 100 * float(share_halfwidth(vanished + exploded, nets))}
    return pd.DataFrame([{"kind": "simple RNN", "depth": depth, "nets": nets, **shares, **either, **halfwidth}])


def _matrix_power(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    """Give log10 of the norm over the first norm after 0 … `depth` multiplications, as do the next two functions."""
    w, v = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden), rng.normal(size=hidden)
    norms = [np.linalg.norm(v)]
    for _ in range(depth):
        v = w @ v
        norms.append(np.linalg.norm(v))
    return np.log10(norms) - np.log10(norms[0])


def _simple_rnn(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    weights = parameters.glorot(parameters.simple_shapes(2, hidden), rng)
    weights["W"] = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)
    tape = simple.forward(weights, rng.normal(size=(depth + 1, 1, 2)))
    errors = np.zeros((depth + 1, 1, hidden))
    errors[-1] = rng.normal(size=hidden)
    norms = np.linalg.norm(simple.backward(tape, errors).h[:0:-1, 0], axis=1)
    return np.log10(norms) - np.log10(norms[0])


def _cell_highway(bias: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    weights = parameters.glorot(parameters.lstm_shapes(2, hidden), rng)
    weights["b"][parameters.FORGET_GATE] = bias
    forget = lstm.forward(weights, rng.normal(size=(depth, 1, 2))).gates[parameters.FORGET_GATE, :, 0]
    v = rng.normal(size=hidden)
    norms = np.linalg.norm(np.concatenate([v[None], v * np.cumprod(forget, axis=0)]), axis=1)
    return np.log10(norms) - np.log10(norms[0])
