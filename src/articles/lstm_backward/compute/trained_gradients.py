"""Section 3: how the gradient changes over the lag in the same nets before and after training on the adding task."""

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import initialisation, tasks
from articles.lstm_backward.compute.gradient_decades import check_lags, decades, summary
from recomputed.stats import streams

STATES = ("before", "after")
COLUMNS = ["cell", "state", "nets", "lag", "decades", "decades_halfwidth", "low", "high"]


def trained_gradients(
    seed: int, sequences: int, lags: list[int], steps: int, rnn: dict[str, np.ndarray], vanilla: dict[str, np.ndarray]
) -> dict[str, pd.DataFrame]:
    """Tabulate the gradient over the lag before and after training, for losses at the answer of the adding task.

    rnn, vanilla: trained weights, one net per seed, as training.train_nets gives them from the same run's `seed`. The
    weights before training are those of compute.initialisation.
    `curves`: cell, state (before or after), nets, lag, decades with half width, low, high (gradient_decades.summary).
    `contrast`: state, lag, and closer_decades with half width: |decades| of the simple RNN less that of the LSTM,
    paired by seed. It is positive where the LSTM's gradient changes less in size.
    Raises BadInput for a lag outside the sequences.
    """
    check_lags(lags, steps)
    found = {
        (cell, state): _decades(cell, state, stack, seed, sequences, lags, steps)
        for cell, stack in ((nets.SIMPLE, rnn), (nets.VANILLA, vanilla))
        for state in STATES
    }
    curves = [
        summary(of_nets, lags).assign(cell=cell, state=state, nets=len(of_nets))
        for (cell, state), of_nets in found.items()
    ]
    contrast = [
        _contrast(state, np.abs(found[nets.SIMPLE, state]) - np.abs(found[nets.VANILLA, state]), lags)
        for state in STATES
    ]
    return {
        "curves": pd.concat(curves, ignore_index=True)[COLUMNS],
        "contrast": pd.concat(contrast, ignore_index=True),
    }


def _decades(
    cell: str, state: str, stack: dict[str, np.ndarray], seed: int, sequences: int, lags: list[int], steps: int
) -> np.ndarray:
    """Give the decades of each net, mean over its sequences, (nets, lags)."""
    of_nets = []
    for n in range(len(stack["V"])):
        first = initialisation.first_weights("adding", cell, stack["V"].shape[2], seed, n)
        chosen = first if state == "before" else {name: array[n] for name, array in stack.items()}
        weights = {name: array.astype(float) for name, array in chosen.items()}
        x, *_ = tasks.adding(streams.rng(seed, "lstm_backward gradient sequences", n), sequences, steps)
        of_nets.append(decades(cell, weights, x.astype(float), weights["V"][0], lags).mean(axis=1))
    return np.array(of_nets)


def _contrast(state: str, differences: np.ndarray, lags: list[int]) -> pd.DataFrame:
    names = {"decades": "closer_decades", "decades_halfwidth": "closer_decades_halfwidth"}
    return summary(differences, lags).assign(state=state).rename(columns=names)[["state", "lag", *names.values()]]
