"""Sections 2 and 3: the forward equations, dc(t)/dc(t-1) = diag(f(t)), and the two lines of gradient clipping."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, error_table, relative_error, trials
from methods.rnn import clipping, equations, lstm
from recomputed.stats import streams

CELL = "cell to cell"


def cell_and_clipping_errors(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Evaluate each formula on `nets` random nets or gradients.

    Columns: formula, form, change, max_relative_error, trials. For clipping the error is the excess of a norm over the
    threshold, relative to the threshold.
    """
    errors = defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        errors["forward equations with peepholes", "printed", ""].append(_forward(trial))
        no_peepholes = replace(trial, parameters=trial.parameters | {"p": 0 * trial.parameters["p"]})
        errors[CELL, "printed", ""].append(relative_error(*cell_to_cell(trial, held=False)))
        errors[CELL, "y(t-1) held", ""].append(relative_error(*cell_to_cell(trial, held=True)))
        errors[CELL, "no peepholes", ""].append(relative_error(*cell_to_cell(no_peepholes, held=False)))
        errors[CELL, "no peepholes, y(t-1) held", ""].append(relative_error(*cell_to_cell(no_peepholes, held=True)))
    for n in range(nets):
        rng = streams.rng(seed, "lstm_backward statements", n)
        g, threshold = 10 ** rng.uniform(-3, 3) * rng.normal(size=rng.integers(1, 100)), 10 ** rng.uniform(-2, 2)
        clipped = clipping.by_norm({"g": g}, threshold)
        errors["clipping in two lines", "printed", ""].append(max(0.0, clipping.norm(clipped) / threshold - 1))
    return error_table(errors)


def _forward(trial: Trial) -> float:
    """Compare the printed forward equations with methods.rnn.lstm, which the tests compare with PyTorch."""
    states, tape = trial.states(), lstm.forward(trial.parameters, trial.x[:, None])
    steps = range(len(trial.x) + 1)
    true = {"y": tape.y[:, 0], "c": tape.c[:, 0]}
    return max(relative_error(np.array([states[name, t] for t in steps]), values) for name, values in true.items())


def cell_to_cell(trial: Trial, held: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Give diag(f(t)) and the true dc(t)/dc(t-1), where y(t-1) follows c(t-1) or is held."""
    states, t, zero = trial.states(), trial.t, np.zeros(trial.target.shape[1])

    def following(move: np.ndarray) -> np.ndarray:
        return trial.states({("c", t - 1): move})["c", t]

    def holding(move: np.ndarray) -> np.ndarray:
        start = {("y", 0): states["y", t - 1], ("c", 0): states["c", t - 1] + move}
        return equations.lstm([trial.parameters], trial.x[t - 1 : t], start)["c", 1]

    return np.diag(states["f", t]), equations.derivative(holding if held else following, zero)
