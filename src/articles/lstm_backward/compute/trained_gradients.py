"""Section 3: how the gradient changes over the lag in the same nets before and after training on the adding task."""

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import initialisation
from articles.lstm_backward.compute.gradient_decades import check_lags, summary
from articles.lstm_backward.compute.gradient_grid import mean_decades
from articles.lstm_backward.compute.statistics import centre

STATES = ("before", "after")
COLUMNS = ["cell", "state", "nets", "lag", "decades", "decades_halfwidth", "low", "high"]


def trained_gradients(
    seed: int, sequences: int, lags: list[int], steps: int, weights: dict[str, np.ndarray]
) -> dict[str, pd.DataFrame]:
    """Tabulate the gradient over the lag before and after training, for losses at the answer of the adding task.

    weights: of nets trained on the adding task, "cell/name" -> array, nets first, as training.train_nets gives them
    from the same run's `seed`. The weights before training are those of compute.initialisation.
    `curves`: cell, state (before or after), nets, lag, decades with half width, low, high (gradient_decades.summary).
    `contrast`: state, lag, nets, and closer_decades: |decades| of the simple RNN less that of the LSTM, paired by seed,
    median with interval (statistics.centre). It is positive where the LSTM's gradient changes less in size.
    Raises BadInput for a lag outside the sequences.
    """
    check_lags(lags, steps)
    found = {
        (cell, state): _decades(cell, state, _of_cell(weights, cell), seed, (sequences, steps), lags)
        for cell in (nets.SIMPLE, nets.VANILLA)
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


def _of_cell(weights: dict[str, np.ndarray], cell: str) -> dict[str, np.ndarray]:
    return {name.removeprefix(f"{cell}/"): array for name, array in weights.items() if name.startswith(f"{cell}/")}


def _decades(
    cell: str, state: str, stack: dict[str, np.ndarray], seed: int, size: tuple[int, int], lags: list[int]
) -> np.ndarray:
    """Give the decades of each net, mean over its sequences, (nets, lags); size: sequences, steps."""
    of_nets = []
    for n in range(len(stack["V"])):
        first = initialisation.first_weights("adding", cell, stack["V"].shape[2], seed, n)
        chosen = first if state == "before" else {name: array[n] for name, array in stack.items()}
        of_nets.append(mean_decades(cell, chosen, seed, n, size, lags))
    return np.array(of_nets)


def _contrast(state: str, differences: np.ndarray, lags: list[int]) -> pd.DataFrame:
    rows = [
        {"state": state, "lag": lag, "nets": len(differences)} | centre(column, "closer_decades")
        for lag, column in zip(lags, differences.T, strict=True)
    ]
    return pd.DataFrame(rows)
