"""Section 3: the cell's derivative from step to step, dc(t)/dc(t-1), on random LSTMs: its causes and its limits."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.chain_rules import differences
from articles.lstm_backward.compute.parameter_gradients import PRINTED
from articles.lstm_backward.compute.trials import Trial, trials
from methods.rnn import equations
from methods.rnn.parameters import FORGET_GATE

# Ours, fixed before any result was seen.
FACTORS = (2, 5, 10)  # by which a change of the forget gate may multiply the derivative, to count as adjusting it
LOW_BIAS, HIGH_BIAS = -5.0, 5.0  # of the forget gate: almost shut, almost open


def cell_products(
    seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int, scales: list[float]
) -> dict[str, pd.DataFrame]:
    """Measure dc(t)/dc(t-1), over all paths of one step, on `nets` random nets.

    `weight_bounds`: matrix (z, in, for, out), nets, largest_ratio of the norm of the product of the derivatives of all
    steps to the power of the norm of R of that gate; R is scaled by each of `scales` in turn. `gates_over_time`: of (z,
    i, f, o, dc/dc), and the columns of chain_rules.differences. `forget_gate`: factor, nets, percent of nets in which
    the norm of dc(t)/dc(t-1) is that many times larger with an open forget gate than with one that is almost shut.
    """
    drawn = list(trials("lstm", seed, nets, hidden, inputs, steps))
    return {
        "weight_bounds": _weight_bounds(drawn, scales),
        "gates_over_time": _gates_over_time(drawn),
        "forget_gate": _forget_gate(drawn),
    }


def step(trial: Trial, t: int, states: equations.States | None = None) -> np.ndarray:
    """Give dc(t)/dc(t-1) over all paths, (H, H), for t > 1; y(t-1) follows c(t-1). states: the trial's, if known."""
    states = states or trial.states()
    start = {(name, 0): states[name, t - 2] for name in ("y", "c")}

    def two_steps(move: np.ndarray) -> np.ndarray:
        return equations.lstm([trial.parameters] * 2, trial.x[t - 2 : t], start | {("c", 1): move})["c", 2]

    return equations.derivative(two_steps, np.zeros(trial.target.shape[1]))


def _with(trial: Trial, name: str, change: Callable[[np.ndarray], None]) -> Trial:
    array = trial.parameters[name].copy()
    change(array)
    return replace(trial, parameters=trial.parameters | {name: array})


def _weight_bounds(drawn: list[Trial], scales: list[float]) -> pd.DataFrame:
    ratios = defaultdict(list)
    for scale in scales:
        for trial in drawn:
            scaled = _with(trial, "R", lambda r, scale=scale: np.multiply(r, scale, out=r))
            states = scaled.states()
            factors = [step(scaled, t, states) for t in range(len(trial.x), 1, -1)]
            size = np.linalg.norm(np.linalg.multi_dot(factors), 2)
            for gate, matrix in zip(PRINTED, scaled.parameters["R"], strict=True):
                ratios[gate].append(size / np.linalg.norm(matrix, 2) ** len(factors))
    rows = [(gate, len(of), max(of)) for gate, of in ratios.items()]
    return pd.DataFrame(rows, columns=["matrix", "nets", "largest_ratio"])


def _gates_over_time(drawn: list[Trial]) -> pd.DataFrame:
    found = defaultdict(list)
    for trial in drawn:
        states, steps = trial.states(), range(2, len(trial.x) + 1)
        series = {gate: [states[gate, t] for t in steps] for gate in "zifo"}
        series["dc/dc"] = [step(trial, t, states) for t in steps]
        for name, values in series.items():
            found[name].append(values)
    return pd.concat([differences(of_nets).assign(of=name) for name, of_nets in found.items()], ignore_index=True)


def _forget_gate(drawn: list[Trial]) -> pd.DataFrame:
    ratios = []
    for trial in drawn:
        low, high = (
            _with(trial, "b", lambda b, bias=bias: b[FORGET_GATE].fill(bias)) for bias in (LOW_BIAS, HIGH_BIAS)
        )
        ratios.append(np.linalg.norm(step(high, trial.t), 2) / np.linalg.norm(step(low, trial.t), 2))
    rows = [(factor, len(ratios), 100 * np.mean(np.array(ratios) >= factor)) for factor in FACTORS]
    return pd.DataFrame(rows, columns=["factor", "nets", "percent"])
