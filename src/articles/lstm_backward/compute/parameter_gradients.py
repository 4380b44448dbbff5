"""Sections 2 and 3: which parameters have a gradient, what it follows from, and which need the error of h(k)."""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.branches import GATES
from articles.lstm_backward.compute.chain_rules import part
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.trials import Trial, relative_error, trials
from methods.rnn.equations import derivative
from methods.rnn.parameters import random, readout_shapes
from recomputed.stats import streams

PRINTED = ("z", "in", "for", "out")  # the article's names of GATES


def parameter_gradients(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> dict:
    """Tabulate gradients of random nets.

    `parameters`: parameter (W, R, p, b), gates: those for which some net has a gradient that is not 0.
    `assembled`: parameter, trials, max_relative_error of the gradient made of the errors of the gates' sums.
    `users`: parameter (U, W, b, V, c of the simple RNN, and all), percent: 100 for one whose copies at steps before t
    move J(t) in some net, so that its gradient needs the error of h(k), k < t; for all of them the mean.
    """
    found, errors, uses = set(), defaultdict(list), defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        flow, every = Flow(trial), list(range(1, steps + 1))
        true = {name: part(trial, name, every) for name in trial.parameters}
        for name, stated in _assembled(trial).items():
            errors[name].append(relative_error(stated, true[name]))
        found |= {(name, g) for name in "WRb" for g in range(4) if true[name][g].any()}
        found |= {("p", g) for g, gate in enumerate(GATES) if {gate} & {top for top, _ in flow.targets(("c", trial.t))}}
    for n, trial in enumerate(trials("simple", seed, nets, hidden, inputs, steps)):
        for name, moves in _earlier_copies(trial, streams.rng(seed, "lstm_backward readouts", n)).items():
            uses[name].append(moves)
    percent = {name: 100 * float(np.any(needed)) for name, needed in uses.items()}
    return {
        "parameters": pd.DataFrame(
            [(name, ", ".join(gate for g, gate in enumerate(PRINTED) if (name, g) in found)) for name in "WRpb"],
            columns=["parameter", "gates"],
        ),
        "assembled": pd.DataFrame(
            [(name, len(of), max(of)) for name, of in errors.items()],
            columns=["parameter", "trials", "max_relative_error"],
        ),
        "users": pd.DataFrame(
            [*percent.items(), ("all", np.mean(list(percent.values())))], columns=["parameter", "percent"]
        ),
    }


def _assembled(trial: Trial) -> dict[str, np.ndarray]:
    """Make the gradients of W, R, b, p of the true errors of the sums, (4, T, H), inputs, outputs and cells."""
    states, steps = trial.states(), range(1, len(trial.x) + 1)
    sums = np.array([[trial.error(gate, t) for t in steps] for gate in GATES])
    before = np.array([states["y", t - 1] for t in steps])
    c_before, c = (np.array([states["c", t + ahead] for t in steps]) for ahead in (-1, 0))
    _, i, f, o = sums
    return {
        "W": np.einsum("gth,ti->ghi", sums, trial.x),
        "R": np.einsum("gth,ti->ghi", sums, before),
        "b": sums.sum(axis=1),
        "p": np.array([(i * c_before).sum(axis=0), (f * c_before).sum(axis=0), (o * c).sum(axis=0)]),
    }


def _earlier_copies(trial: Trial, rng: np.random.Generator) -> dict[str, bool]:
    """Say for each parameter of a simple RNN with a readout whether its copies at the steps before t move J(t)."""
    read = random(readout_shapes(trial.target.shape[1], 2), rng, 0.8)
    weights, t, target = trial.parameters | read, trial.t, rng.normal(size=2)

    def moves(name: str) -> bool:
        def loss(value):
            steps = [weights | {name: value} if s < t else weights for s in range(1, len(trial.x) + 1)]
            h, last = trial.states(steps=steps)["h", t], steps[t - 1]
            return np.sum((last["V"] @ h + last["c"] - target) ** 2) / 2

        return bool(derivative(loss, weights[name]).any())

    return {name: moves(name) for name in weights}
