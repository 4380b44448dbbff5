"""Section 2: what gradient clipping does to exploding gradients, and the first LSTM to vanishing ones.

The LSTM of 1997 had neither forget gate nor peepholes: the cell's own link through time is 1.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from methods.rnn import clipping, lstm, parameters, readout, simple
from methods.rnn.variants import VANILLA
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95

FIRST_LSTM = replace(VANILLA, forget_gate=False, peepholes=False)
INPUTS = 2
TESTED = 256  # sequences on which the loss after training is measured
GUESSING = 1 / INPUTS  # loss of always answering 0: the variance of the mean of the inputs


def recurrent(seed: int, explode: dict, vanish: dict) -> dict[str, pd.DataFrame]:
    """Give `clipping` and `memory`; explode, vanish: the arguments of the functions `exploding` and `vanishing`."""
    return {"clipping": exploding(seed, **explode), "memory": vanishing(seed, **vanish)}


def exploding(
    seed: int, hidden: int, steps: int, sequences: int, updates: int, nets_each: int,
    gains: list[float], rates: list[float], threshold: float,
) -> pd.DataFrame:  # fmt: skip
    """Train simple RNNs to recall the input before the last, each net with and without clipping by norm.

    gain: spectral radius of the recurrent weights, above 1 the gradient may explode; rates: learning rates; threshold:
    of the norm. Columns: gain, arm, nets, failed (nets whose loss on TESTED sequences is not below that of guessing
    the mean, or not finite), largest_norm (of a gradient in training, the largest over nets; inf if not finite).
    """
    rows = []
    cases = [(gain, rate, n) for gain in gains for rate in rates for n in range(nets_each)]
    for gain, rate, n in track(cases, "clipping"):
        for arm, limit in (("not clipped", np.inf), ("clipped", threshold)):
            rng = streams.rng(seed, "history clipping", n)
            loss, norm = _train(rng, hidden, steps, sequences, updates, gain, rate, limit)
            failed = not loss < GUESSING  # also where it is nan
            rows.append({"gain": gain, "arm": arm, "nets": 1, "failed": int(failed), "largest_norm": norm})
    found = pd.DataFrame(rows).groupby(["gain", "arm"], as_index=False)
    return found.agg({"nets": "sum", "failed": "sum", "largest_norm": "max"})


def vanishing(
    seed: int, hidden: int, sequences: int, nets_each: int, lags: list[int], gains: list[float]
) -> pd.DataFrame:
    """Compare the gradient over the lag in simple RNNs and in the first LSTM, both with random weights.

    gain: standard deviation of the recurrent weights times sqrt(hidden). The gradient is that of a random sum of the
    last outputs, with respect to the state (the cell, in the LSTM); decades: log10 of its norm over that at lag 0.
    Columns: gain, lag, simple_decades, lstm_decades, more_decades (LSTM minus simple RNN, mean over nets), its half
    width, nets.
    """
    rows = []
    for gain in gains:
        pairs = np.array([_decades(seed, n, hidden, sequences, gain, lags) for n in range(nets_each)])
        more = pairs[:, 1] - pairs[:, 0]
        halfwidth = Z95 * more.std(axis=0, ddof=1) / np.sqrt(nets_each)
        for place, lag in enumerate(lags):
            both = dict(zip(("simple_decades", "lstm_decades"), pairs[:, :, place].mean(axis=0), strict=True))
            size = {"more_decades": more[:, place].mean(), "more_decades_halfwidth": halfwidth[place]}
            rows.append({"gain": gain, "lag": lag, **both, **size, "nets": nets_each})
    return pd.DataFrame(rows)


def _train(rng, hidden: int, steps: int, sequences: int, updates: int, gain: float, rate: float, limit: float):
    """Give the loss after training, nan if not finite, and the largest norm of a gradient."""
    weights = {"U": _input_weights(rng, hidden), "W": _recurrent_weights(rng, hidden, gain), "b": np.zeros(hidden)}
    weights |= {"V": rng.normal(size=(1, hidden)) / np.sqrt(hidden), "c": np.zeros(1)}
    tested, largest = rng.normal(size=(steps, TESTED, INPUTS)), 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # nets without clipping may overflow, which counts as a failure
        try:
            for _ in range(updates):
                gradients = _gradients(weights, rng.normal(size=(steps, sequences, INPUTS)))
                largest = max(largest, clipping.norm(gradients))
                gradients = clipping.by_norm(gradients, limit) if np.isfinite(limit) else gradients
                weights = {name: weights[name] - rate * gradients[name] for name in weights}
            return _loss(weights, tested)[0], largest
        except parameters.NotFinite:
            return np.nan, np.inf


def _loss(weights: dict, x: np.ndarray):
    """Give the loss of recalling the mean of the input before the last, its derivative by the output, and the tape."""
    tape = simple.forward({name: weights[name] for name in ("U", "W", "b")}, x)
    output = readout.forward(weights, tape.h[-1])
    return *readout.squared_error(output, x[-2].mean(axis=1, keepdims=True)), tape


def _gradients(weights: dict, x: np.ndarray) -> dict[str, np.ndarray]:
    _, error, tape = _loss(weights, x)
    gradients, of_h = readout.backward(weights, tape.h[-1], error)
    top = np.zeros_like(tape.a)
    top[-1] = of_h
    return gradients | simple.backward(tape, top).parameters


def _input_weights(rng: np.random.Generator, hidden: int) -> np.ndarray:
    return rng.normal(size=(hidden, INPUTS)) / np.sqrt(INPUTS)


def _recurrent_weights(rng: np.random.Generator, hidden: int, gain: float) -> np.ndarray:
    return gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)


def _decades(seed: int, n: int, hidden: int, sequences: int, gain: float, lags: list[int]) -> np.ndarray:
    """Give the decades of both cells at the lags, (2, lags), for one net of each."""
    rng = streams.rng(seed, "history memory", n)
    steps = max(lags) + 1
    x, top = rng.normal(size=(steps, sequences, INPUTS)), np.zeros((steps, sequences, hidden))
    top[-1] = rng.normal(size=hidden)
    u = _input_weights(rng, hidden)
    tape = simple.forward({"U": u, "W": _recurrent_weights(rng, hidden, gain), "b": np.zeros(hidden)}, x)
    states = [simple.backward(tape, top).h]
    shapes = parameters.lstm_shapes(INPUTS, hidden, FIRST_LSTM)
    weights = {name: np.zeros(shape) for name, shape in shapes.items()}
    weights["W"] = rng.normal(size=shapes["W"]) / np.sqrt(INPUTS)
    weights["R"] = np.array([_recurrent_weights(rng, hidden, gain) for _ in range(4)])
    states.append(lstm.backward(lstm.forward(weights, x, FIRST_LSTM), top).c)
    sizes = np.array([np.linalg.norm(state[1:], axis=2)[::-1] for state in states])  # (cell, lag, sequence)
    return np.log10(sizes / sizes[:, :1]).mean(axis=2)[:, lags]
