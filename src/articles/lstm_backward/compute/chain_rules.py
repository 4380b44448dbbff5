"""Sections 1 and 2: the terms of a chain rule, and what the gradients of shared parameters take from each time step."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, relative_error, trials
from methods.rnn.equations import derivative
from recomputed import arrays
from recomputed.stats import streams

CELLS = {"simple": "simple RNN", "lstm": "LSTM"}
DIFFERENCES = (1e-9, 1e-6, 1e-3, 1e-2)  # relative; parts of a gradient that differ by less count as equal


def terms(seed: int, functions: int, most_ways: int) -> pd.DataFrame:
    """Leave one term out of df/dy_i = Σ_j df/dx_j dx_j/dy_i, for random functions of 2 to `most_ways` variables.

    Columns: ways, terms (n of the sum), functions, least_change: the smallest change of the derivative over all
    functions and terms left out, relative to its largest element.
    """
    rows = []
    for ways in range(2, most_ways + 1):
        changes = []
        for n in range(functions):
            of_x, of_y, _ = nested(streams.rng(seed, "lstm_backward chain rules", ways, n), ways)
            parts = of_x[:, None] * of_y  # one row for each way
            whole = parts.sum(axis=0)
            changes += [relative_error(whole - part, whole) for part in parts]
        rows.append({"ways": ways, "terms": len(parts), "functions": functions, "least_change": min(changes)})
    return pd.DataFrame(rows)


def nested(rng: np.random.Generator, ways: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give df/dx (n), dx/dy (n, n) and the true df/dy (n) of random nonlinear f(x_1 … x_n), x_j(y_1 … y_n)."""
    a, b, y = rng.normal(size=(ways, ways)), rng.normal(size=(ways, ways)), rng.normal(size=ways)

    def inner(y):
        return np.sin(a @ y) * y

    def outer(x):
        return np.sum(np.tanh(b @ x) * x)

    return derivative(outer, inner(y)), derivative(inner, y), derivative(lambda y: outer(inner(y)), y)


def part(trial: Trial, name: str, at: list[int], losses: list[int] | None = None) -> np.ndarray:
    """Give the gradient of the losses J(s), s in `losses` (all by default), by copies of a parameter.

    The copies that move are those of the steps `at`; the other steps keep theirs.
    """

    def loss(value):
        moved = trial.parameters | {name: value}
        steps = [moved if s in at else trial.parameters for s in range(1, len(trial.x) + 1)]
        return trial.loss(trial.states(steps=steps), losses)

    return derivative(loss, trial.parameters[name])


def parts_differ(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Compare the parts dJ/dθ(t) of the time steps, for each parameter of random nets.

    Columns: cell, parameter, and those of `differences`.
    """
    found = defaultdict(list)
    for kind, cell in CELLS.items():
        for trial in trials(kind, seed, nets, hidden, inputs, steps):
            for name in trial.parameters:
                parts = [part(trial, name, [t]) for t in range(1, steps + 1)]
                found[cell, name].append(parts)
    tables = [differences(of).assign(cell=cell, parameter=name) for (cell, name), of in found.items()]
    return pd.concat(tables, ignore_index=True)


def differences(of_nets: list[list[np.ndarray]]) -> pd.DataFrame:
    """Compare the values that something has at the time steps of each net, one list of arrays for a net.

    Columns: difference (one of DIFFERENCES), nets, depend_percent: the share of nets in which some two steps differ by
    more than that, relative to the larger one; pairs, differ_percent: the same share of all pairs of steps.
    """
    nets = [[apart(one, other) for one, other in combinations(values, 2)] for values in of_nets]
    largest, pairs = np.array([max(one) for one in nets]), np.concatenate(nets)
    rows = [
        (limit, len(nets), 100 * np.mean(largest > limit), len(pairs), 100 * np.mean(pairs > limit))
        for limit in DIFFERENCES
    ]
    return pd.DataFrame(rows, columns=["difference", "nets", "depend_percent", "pairs", "differ_percent"])


def later_losses(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Compare the part dJ/dθ(t) of each parameter with what it has from the losses J(s), s >= t, alone.

    Columns: cell, parameter, trials, max_relative_error.
    """
    errors = defaultdict(list)
    for kind, cell in CELLS.items():
        for trial in trials(kind, seed, nets, hidden, inputs, steps):
            later = list(range(trial.t, steps + 1))
            for name in trial.parameters:
                whole = part(trial, name, [trial.t])
                errors[cell, name].append(relative_error(part(trial, name, [trial.t], later), whole))
    rows = [(*key, len(found), max(found)) for key, found in errors.items()]
    return pd.DataFrame(rows, columns=["cell", "parameter", "trials", "max_relative_error"])


def reach(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Say which hidden states the error of one step's loss J(t) reaches, in random nets.

    Columns: cell, states (s <= t or s > t), pairs (of t and s), reached (all, some, none): for how many of them the
    derivative of J(t) by the hidden state, or the output of the LSTM, of step s is not 0.
    """
    found = defaultdict(list)
    for kind, cell in CELLS.items():
        for trial in trials(kind, seed, nets, hidden, inputs, steps):
            for t in range(1, steps + 1):
                for s in range(1, steps + 1):
                    reached = trial.error(trial.output, s, [t]).any()
                    found[cell, "s <= t" if s <= t else "s > t"].append(reached)
    rows = [(*key, len(hits), _how_many(hits)) for key, hits in found.items()]
    return pd.DataFrame(rows, columns=["cell", "states", "pairs", "reached"])


def _how_many(hits: list[bool]) -> str:
    if all(hits):
        return "all"
    return "some" if any(hits) else "none"


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Give the largest difference of two arrays, relative to their largest element; 0 where both are 0.

    Raises BadInput for arrays of different shapes and numbers that are not finite.
    """
    one = arrays.doubles(one, "one array", finite=True)
    other = arrays.doubles(other, "the other array", one.shape, finite=True)
    size = max(np.abs(one).max(), np.abs(other).max())
    return float(np.abs(one - other).max() / size) if size else 0.0
