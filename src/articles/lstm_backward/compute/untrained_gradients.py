"""Section 3: how the gradient changes over the lag in random nets before training, and what the norm bound allows."""

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import bound
from articles.lstm_backward.compute.gradient_decades import check_lags, decades, summary
from methods.rnn import parameters, simple
from recomputed.runs.progress import track
from recomputed.stats import streams

RUN_UP = 50  # steps before the longest lag; after them the states of random nets no longer depend on the first state
COLUMNS = ["cell", "setting", "value", "nets", "lag", "decades", "decades_halfwidth", "low", "high", "bound_decades"]


def untrained_gradients(
    seed: int, nets_each: int, hidden: int, sequences: int, lags: list[int], gains: list[float], biases: list[float]
) -> dict[str, pd.DataFrame]:
    """Tabulate the gradient over the lag for random nets: simple RNNs over their gain, LSTMs over their forget bias.

    gain: standard deviation of W's elements times sqrt(hidden), which is W's spectral radius in wide nets. The LSTM's
    weights follow Glorot and Bengio. Inputs are standard normal. `nets`: cell, value, net, lag (the longest), decades
    (mean over sequences). `curves`: cell, setting (gain or forget bias), value,
    nets, lag, decades with half width, low, high (see gradient_decades.summary), bound_decades (norm bound, mean over
    sequences and nets; simple RNNs only).
    Raises BadInput for a negative lag, an empty list, or a gradient that is 0 in floating point.
    """
    steps = max(lags, default=0) + 1
    check_lags(lags, steps)
    tables, single = [], []
    for cell, setting, values in ((nets.SIMPLE, "gain", gains), (nets.VANILLA, "forget bias", biases)):
        for value in track(values, f"gradients over lags, {cell}"):
            of_nets, bounds = [], []
            for n in range(nets_each):
                rng = streams.rng(seed, "lstm_backward random nets", n)
                weights, x = _random_net(cell, value, hidden, rng), rng.normal(size=(steps + RUN_UP, sequences, 2))
                of_nets.append(decades(cell, weights, x, rng.normal(size=hidden), lags).mean(axis=1))
                bounds.append(_bound(cell, weights, x, lags))
            place = {"cell": cell, "setting": setting, "value": value, "nets": nets_each}
            tables.append(summary(np.array(of_nets), lags).assign(**place, bound_decades=np.mean(bounds, axis=0)))
            ends = {"net": range(nets_each), "lag": max(lags), "decades": np.array(of_nets)[:, np.argmax(lags)]}
            single.append(pd.DataFrame({"cell": cell, "value": value} | ends))
    return {"curves": pd.concat(tables, ignore_index=True)[COLUMNS], "nets": pd.concat(single, ignore_index=True)}


def _random_net(cell: str, value: float, hidden: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    if cell == nets.SIMPLE:
        shapes = parameters.simple_shapes(2, hidden)
        drawn = parameters.glorot(shapes, rng)
        return drawn | {"W": value * rng.normal(size=shapes["W"]) / np.sqrt(hidden)}
    drawn = parameters.glorot(parameters.lstm_shapes(2, hidden), rng)
    drawn["b"][parameters.FORGET_GATE] = value
    return drawn


def _bound(cell: str, weights: dict, x: np.ndarray, lags: list[int]) -> np.ndarray:
    """Give the norm bound at the lags, mean over the sequences, (lags); nan for an LSTM, to which it does not apply."""
    if cell != nets.SIMPLE:
        return np.full(len(lags), np.nan)
    return bound.over_lags(weights["W"], simple.forward(weights, x).h)[lags].mean(axis=1)
