"""Section 3: the gradient over the lag after training, over gains, biases and learning rates; part of the long run."""

from itertools import product

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import initialisation, tasks
from articles.lstm_backward.compute.gradient_decades import decades
from articles.lstm_backward.compute.learning import Member
from articles.lstm_backward.compute.scores import scores
from articles.lstm_backward.compute.training import trained
from recomputed.stats import streams

FIRST_NET = 2_000_000  # other nets than those of the search and of the comparison


def gradient_grid(
    name: str, seed: int, settings: dict, gains: list[float], biases: list[float], rates: list[float], nets_each: int,
    threshold: float, sequences: int, lag: int, folder: str,
) -> pd.DataFrame:  # fmt: skip
    """Train nets of the adding task from every gain of the simple RNN and bias of the LSTM's forget gate at every rate.

    Columns: task, cell, start (gain or bias), rate, seed, score, lag, before_decades, after_decades: change of the
    gradient from lag 0 to `lag` (gradient_decades.decades), mean over `sequences`.
    """
    tables = []
    for cell, starts in ((nets.SIMPLE, gains), (nets.VANILLA, biases)):
        chosen = product(starts, rates, range(nets_each))
        members = [Member(FIRST_NET + n, rate, threshold, start) for start, rate, n in chosen]
        found = trained(name, cell, seed, settings, members, f"{folder}/{cell.replace(' ', '-')}")
        rows = scores(found["curves"])[["task", "cell", "start", "rate", "seed", "score"]]
        hidden, size = settings["hidden"], (sequences, settings["steps"])
        before, after = [], []
        for k, member in enumerate(members):
            first = initialisation.first_weights(settings["task"], cell, hidden, seed, member.n, member.start)
            last = {key: array[k] for key, array in found["weights"].items()}
            before.append(mean_decades(cell, first, seed, member.n, size, [lag])[0])
            after.append(mean_decades(cell, last, seed, member.n, size, [lag])[0])
        tables.append(rows.assign(lag=lag, before_decades=before, after_decades=after))
    return pd.concat(tables, ignore_index=True)


def mean_decades(
    cell: str, weights: dict[str, np.ndarray], seed: int, n: int, size: tuple[int, int], lags: list[int]
) -> np.ndarray:
    """Give the decades of net `n` at the lags, mean over sequences of the adding task; size: sequences, steps."""
    exact = {name: array.astype(float) for name, array in weights.items()}
    x, *_ = tasks.adding(streams.rng(seed, "lstm_backward gradient sequences", n), *size)
    return decades(cell, exact, x.astype(float), exact["V"][0], lags).mean(axis=1)
