"""Sections 1 and 2: the chain rule over all paths, and gradients of parameters that all time steps share, as printed.

A printed right-hand side is computed from derivatives of single functions; the true value is the complex-step
derivative of the whole function.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, error_table, relative_error, trials
from methods.rnn.equations import derivative
from recomputed.stats import streams


def chain_rule_errors(
    seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int, most_ways: int
) -> pd.DataFrame:
    """Evaluate the chain rules on random functions of up to `most_ways` variables, the sums on `nets` nets per kind.

    Columns: formula, form, change, max_relative_error, trials.
    """
    errors = defaultdict(list)
    for n in range(nets):
        rng = streams.rng(seed, "lstm_backward chain rules", n)
        for name, ways in (("two ways", 2), ("n ways", 3 + n % (most_ways - 2))):
            errors[f"chain rule, {name}", "printed", ""].append(_chain_rule_error(rng, ways))
    for kind in ("simple", "lstm"):
        for trial in trials(kind, seed, nets, hidden, inputs, steps):
            whole, parts = _gradients(trial)
            errors["gradient as a sum over steps", "printed", ""] += [
                relative_error(sum(parts[name]), whole[name]) for name in whole
            ]
            errors["errors of step t come from s >= t", "printed", ""] += [
                relative_error(_from_later(trial, name), parts[name][trial.t - 1]) for name in ("W", "b")
            ]
    return error_table(errors)


def _chain_rule_error(rng: np.random.Generator, ways: int) -> float:
    """Evaluate df/dy_i = Σ_j df/dx_j dx_j/dy_i for f(x_1 … x_n), x_j(y_1 … y_n), both nonlinear."""
    a, b, y = rng.normal(size=(ways, ways)), rng.normal(size=(ways, ways)), rng.normal(size=ways)

    def inner(y):
        return np.sin(a @ y) * y

    def outer(x):
        return np.sum(np.tanh(b @ x) * x)

    of_x, of_y = derivative(outer, inner(y)), derivative(inner, y)
    printed = np.array([sum(of_x[j] * of_y[j, i] for j in range(ways)) for i in range(ways)])
    return relative_error(printed, derivative(lambda y: outer(inner(y)), y))


def _gradients(trial: Trial) -> tuple[dict, dict]:
    """Give dJ/dθ, and dJ/dθ(t) for t = 1 … T: the derivative with respect to the parameters of one step alone."""
    names = trial.parameters
    whole = {name: derivative(lambda v, name=name: _loss(trial, name, v, None), names[name]) for name in names}
    steps = range(1, len(trial.x) + 1)
    parts = {
        name: [derivative(lambda v, name=name, t=t: _loss(trial, name, v, t), names[name]) for t in steps]
        for name in names
    }
    return whole, parts


def _from_later(trial: Trial, name: str) -> np.ndarray:
    """Give the part of dJ/dθ(t) that comes from the losses J(s), s >= t."""
    later = list(range(trial.t, len(trial.x) + 1))
    return derivative(lambda value: _loss(trial, name, value, trial.t, later), trial.parameters[name])


def _loss(trial: Trial, name: str, value: np.ndarray, t: int | None, losses: list[int] | None = None) -> np.ndarray:
    """Give the loss with `value` as the parameter `name` at step t only, or at all steps if t is None."""
    moved = trial.parameters | {name: value}
    steps = [moved if t in (None, s) else trial.parameters for s in range(1, len(trial.x) + 1)]
    return trial.loss(trial.states(steps=steps), losses)
