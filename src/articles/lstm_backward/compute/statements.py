"""Sections 2 and 3: the forward equations, dc(t)/dc(t-1) taken as diag(f(t)), and the two lines of clipping."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, relative_error, table, trials
from methods.rnn import clipping, equations, lstm
from recomputed.stats import streams

CELL = "cell to cell"


def try_all(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Try each statement on `nets` random nets or gradients.

    Columns: formula, form, change, max_relative_error, trials; for clipping the error is how far a norm exceeds the
    threshold, relative to it.
    """
    errors = defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        errors["forward equations with peepholes", "printed", ""].append(_forward(trial))
        blind = replace(trial, parameters=trial.parameters | {"p": 0 * trial.parameters["p"]})
        errors[CELL, "printed", ""].append(relative_error(*cell_to_cell(trial, held=False)))
        errors[CELL, "y(t-1) held", ""].append(relative_error(*cell_to_cell(trial, held=True)))
        errors[CELL, "no peepholes", ""].append(relative_error(*cell_to_cell(blind, held=False)))
        errors[CELL, "no peepholes, y(t-1) held", ""].append(relative_error(*cell_to_cell(blind, held=True)))
    for n in range(nets):
        rng = streams.rng(seed, "lstm_backward statements", n)
        g, threshold = 10 ** rng.uniform(-3, 3) * rng.normal(size=rng.integers(1, 100)), 10 ** rng.uniform(-2, 2)
        clipped = clipping.by_norm({"g": g}, threshold)
        errors["clipping in two lines", "printed", ""].append(max(0.0, clipping.norm(clipped) / threshold - 1))
    return table(errors)


def _forward(trial: Trial) -> float:
    """Compare the printed forward equations with the core, which is checked against other libraries."""
    states, tape = trial.states(), lstm.forward(trial.parameters, trial.x[:, None])
    steps = range(len(trial.x) + 1)
    both = {"y": tape.y[:, 0], "c": tape.c[:, 0]}
    return max(relative_error(np.array([states[name, t] for t in steps]), core) for name, core in both.items())


def cell_to_cell(trial: Trial, held: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Give diag(f(t)) and the true dc(t)/dc(t-1), with y(t-1) following c(t-1) or held where it is."""
    states, t, zero = trial.states(), trial.t, np.zeros(trial.target.shape[1])

    def following(move: np.ndarray) -> np.ndarray:
        return trial.states({("c", t - 1): move})["c", t]

    def holding(move: np.ndarray) -> np.ndarray:
        start = {("y", 0): states["y", t - 1], ("c", 0): states["c", t - 1] + move}
        return equations.lstm([trial.parameters], trial.x[t - 1 : t], start)["c", 1]

    return np.diag(states["f", t]), equations.derivative(holding if held else following, zero)
