"""Section 4: restricted Boltzmann machines, the layers of a deep belief net, and training a net's layers as such.

Source: Hinton, Osindero and Teh (2006), "A fast learning algorithm for deep belief nets".
"""

from itertools import product

import numpy as np
import pandas as pd

from articles.history.compute.pretraining import batches, momentum_step
from methods import feedforward
from recomputed.stats import streams

SIGMOID = feedforward.ACTIVATIONS["sigmoid"][0]


def pretrain(net: list, x: np.ndarray, rng, epochs: int, batch: int, rate: float, momentum: float) -> None:
    """Train each hidden layer in turn, in place, as a restricted Boltzmann machine, by one step of Gibbs sampling.

    It multiplies as often as pretraining by autoencoders does: five times for each weight and sample.
    """
    for w, b in net[:-1]:
        visible_bias = np.zeros((1, len(w)), w.dtype)
        step = momentum_step([w, b, visible_bias], rate, momentum)
        for rows in batches(rng, len(x), batch, epochs):
            seen = x[rows]
            code = SIGMOID(seen @ w + b)
            sampled = (rng.random(code.shape, dtype=np.float32) < code).astype(w.dtype)
            again = SIGMOID(sampled @ w.T + visible_bias)
            code_again = SIGMOID(again @ w + b)
            gradients = [again.T @ code_again - seen.T @ code, code_again - code, again - seen]
            step([part.sum(axis=0) / len(rows) if n else part / len(rows) for n, part in enumerate(gradients)])
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
