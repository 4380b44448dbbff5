"""Section 4: restricted Boltzmann machines, the layers of a deep belief net, and training a net's layers as such.

Source: Hinton, Osindero and Teh (2006), "A fast learning algorithm for deep belief nets".
"""

from itertools import product

import numpy as np
import pandas as pd

from articles.history.compute.stacks import batches, momentum_step, rows_of
from methods import feedforward
from recomputed.stats import streams

SIGMOID = feedforward.ACTIVATIONS["sigmoid"][0]


def pretrain(net: list, x: np.ndarray, draws, epochs: int, batch: int, rate: float, momentum: float) -> None:
    """Train each hidden layer in turn, in place, as a restricted Boltzmann machine, by one step of Gibbs sampling.

    It multiplies as often as pretraining by autoencoders does: five times for each weight and sample. `net` and `x`
    (..., N, inputs) may be a stack, `draws` its generators, see stacks.
    """
    for w, b in net[:-1]:
        visible_bias = np.zeros((*w.shape[:-2], 1, w.shape[-2]), w.dtype)
        step = momentum_step([w, b, visible_bias], rate, momentum)
        for rows in batches(draws, x.shape[-2], batch, epochs):
            seen = rows_of(x, rows)
            code = SIGMOID(seen @ w + b)
            sampled = (draws.random(code.shape, dtype=np.float32) < code).astype(w.dtype)
            again = SIGMOID(sampled @ w.swapaxes(-1, -2) + visible_bias)
            code_again = SIGMOID(again @ w + b)
            w_gradient = again.swapaxes(-1, -2) @ code_again - seen.swapaxes(-1, -2) @ code
            sums = [part.sum(axis=-2, keepdims=True) for part in (code_again - code, again - seen)]
            step([part / w.dtype.type(rows.shape[-1]) for part in (w_gradient, *sums)])
        x = SIGMOID(x @ w + b)


def up_pass(seed: int, visible: int, hidden: int, trials: int) -> pd.DataFrame:
    """Compare the chance that a hidden unit is on, given the visible ones, with the output of a net's sigmoid layer.

    The chance is a sum over all 2 ** hidden states, weighted by e to the minus energy; weights are random, and machines
    have so many `visible` and `hidden` units. Columns: visible, hidden, trials, max_relative_error.
    """
    states, worst = np.array(list(product((0.0, 1.0), repeat=hidden))), 0.0
    for trial in range(trials):
        rng = streams.rng(seed, "history Boltzmann machines", trial)
        w, b, v = rng.normal(size=(visible, hidden)), rng.normal(size=(1, hidden)), rng.integers(0, 2, (1, visible))
        energy = -(states @ (v @ w + b).T)[:, 0]  # the visible units' own part is the same for all states
        weight = np.exp(energy.min() - energy)
        chance = weight @ states / weight.sum()
        output = feedforward.forward([(w, b)], ["sigmoid"], v.astype(float))[-1][0]
        worst = max(worst, float(np.abs(chance / output - 1).max()))
    return pd.DataFrame([{"visible": visible, "hidden": hidden, "trials": trials, "max_relative_error": worst}])
