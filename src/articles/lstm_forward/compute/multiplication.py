"""Section 2, why LSTM: what many multiplications do to a vector, and section 4: what the cell's highway keeps.

matrix power: one random matrix W again and again, its elements of standard deviation gain / sqrt(hidden);
simple RNN: the transposed Jacobians of a random tanh net with such a W, as in back propagation;
cell highway: the forget gates f(t) of a random LSTM, element by element, the path from cell to cell.
"""

import numpy as np
import pandas as pd

from methods.rnn import lstm, parameters, simple
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

FACTOR_DECADES = 3  # gone or exploded: by more than a factor 1000; fixed before looking
LEAST_GAIN, LARGEST_GAIN = 0.5, 2.0  # drawn evenly on a logarithmic scale


def products(
    seed: int, nets: int, hidden: int, depth: int, gains: list[float], biases: list[float]
) -> dict[str, pd.DataFrame]:
    """Tabulate the size of products over their depth, and how often a simple RNN's gradient vanishes or explodes.

    `norms`: kind, value (gain, or forget bias), depth, decades (log10 of the factor by which a random vector's norm
    changed, mean over nets), low, high (10 % and 90 % points). `usual`: kind, depth, nets, vanished_percent,
    exploded_percent, either_percent with half width: simple RNNs with gains from 1/2 to 2, factor 1000.
    Raises BadInput for fewer than two nets or a depth below 1.
    """
    if nets < 2 or depth < 1:
        raise BadInput(
            "bad size",
            where="lstm_forward.multiplication",
            expected="2 nets, depth 1",
            found=(nets, depth),
            do="raise it",
        )
    tables = []
    kinds = (("matrix power", _power, gains), ("simple RNN", _jacobians, gains), ("cell highway", _highway, biases))
    for place, (kind, function, values) in enumerate(kinds):
        for value in values:
            found = [
                function(value, hidden, depth, streams.rng(seed, "lstm_forward multiplication", place, n))
                for n in track(range(nets), kind)
            ]
            low, high = np.quantile(found, (0.1, 0.9), axis=0)
            columns = {"depth": np.arange(depth + 1), "decades": np.mean(found, axis=0), "low": low, "high": high}
            tables.append(pd.DataFrame({"kind": kind, "value": value} | columns))
    return {"norms": pd.concat(tables, ignore_index=True), "usual": _usual(seed, nets, hidden, depth)}


def _usual(seed: int, nets: int, hidden: int, depth: int) -> pd.DataFrame:
    found = []
    for n in range(nets):
        rng = streams.rng(seed, "lstm_forward usual gain", n)
        gain = LEAST_GAIN * (LARGEST_GAIN / LEAST_GAIN) ** rng.random()
        found.append(_jacobians(gain, hidden, depth, rng)[-1])
    gone, grown = (int(np.sum(np.array(found) * sign > FACTOR_DECADES)) for sign in (-1, 1))
    shares = {"vanished_percent": 100 * gone / nets, "exploded_percent": 100 * grown / nets}
    either = {"either_percent": 100 * (gone + grown) / nets}
    halfwidth = {"either_percent_halfwidth": 100 * float(share_halfwidth(gone + grown, nets))}
    return pd.DataFrame([{"kind": "simple RNN", "depth": depth, "nets": nets, **shares, **either, **halfwidth}])


def _power(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    w, v = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden), rng.normal(size=hidden)
    norms = [np.linalg.norm(v)]
    for _ in range(depth):
        v = w @ v
        norms.append(np.linalg.norm(v))
    return np.log10(norms) - np.log10(norms[0])


def _jacobians(gain: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    weights = parameters.glorot(parameters.simple_shapes(2, hidden), rng)
    weights["W"] = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)
    tape = simple.forward(weights, rng.normal(size=(depth + 1, 1, 2)))
    errors = np.zeros((depth + 1, 1, hidden))
    errors[-1] = rng.normal(size=hidden)
    norms = np.linalg.norm(simple.backward(tape, errors).h[:0:-1, 0], axis=1)
    return np.log10(norms) - np.log10(norms[0])


def _highway(bias: float, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    weights = parameters.glorot(parameters.lstm_shapes(2, hidden), rng)
    weights["b"][parameters.FORGET_GATE] = bias
    forget = lstm.forward(weights, rng.normal(size=(depth, 1, 2))).gates[parameters.FORGET_GATE, :, 0]
    v = rng.normal(size=hidden)
    kept = np.concatenate([v[None], v * np.cumprod(forget, axis=0)])
    norms = np.linalg.norm(kept, axis=1)
    return np.log10(norms) - np.log10(norms[0])
