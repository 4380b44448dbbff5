"""Section 4: stacks of deep nets, with layers pretrained or not, trained with labels, and watched as they learn.

Every net may do the same number of multiplications, pretraining included.
"""

import copy
from typing import NamedTuple

import numpy as np
import pandas as pd

from articles.history.compute import autoencoders, boltzmann, deep_net, stacks
from articles.history.compute.stacks import Images, Stack

AUTOENCODERS, BELIEF = "autoencoders", "deep belief net"
FIRST = {AUTOENCODERS: autoencoders.pretrain, BELIEF: boltzmann.pretrain}
PROBED = 250  # training images of each net whose mean loss the gradient is of
EVALUATIONS = 8  # while the whole budget is spent


class Arm(NamedTuple):
    """How nets are trained; pretrained: a key of FIRST, or no."""

    arm: str
    activation: str = "sigmoid"
    optimiser: str = "momentum"  # or Adam
    dropout: float = 0.0  # share of the hidden layers' outputs
    normalised: bool = False
    pretrained: str = "no"


class Sizes(NamedTuple):
    """What all arms share; epochs are those of the plain net."""

    batch: int
    momentum: float
    budget_epochs: int
    pretraining_epochs: int  # for each layer
    pretraining_rate: float


class Start(NamedTuple):
    """A stack as training with labels begins, after so many epochs' work."""

    stack: Stack
    epochs_spent: float


PLAIN, *PRETRAINED = ARMS = [Arm("plain"), *(Arm(name, pretrained=name) for name in FIRST)]


def start(arm: Arm, stack: Stack, sizes: Sizes, gain: float = 1.0, bias: float = 0.0) -> Start:
    """Set first weights and biases of the hidden layers, and pretrain them; the `stack` stays as it is."""
    copied = copy.deepcopy(stack)
    net, spent = copied.net, 0.0
    for w, b in net[:-1]:
        w *= w.dtype.type(gain)
        b += b.dtype.type(bias)
        if arm.activation == "ReLU":  # He et al. (2015): variance 2 / inputs
            w *= np.sqrt(w.dtype.type((w.shape[-2] + w.shape[-1]) / w.shape[-2]))
    if arm.pretrained in FIRST:
        how = sizes.pretraining_epochs, sizes.batch, sizes.pretraining_rate, sizes.momentum
        FIRST[arm.pretrained](net, copied.train.x, copied.draws, *how)
        spent = sizes.pretraining_epochs * pretraining_products(net) / epoch_products(net)
    return Start(copied, spent)


def repeated(begun: Start, times: int) -> Start:
    """Give a stack that has all its nets `times` over, each with its own copy of the generator."""
    (net, (x, y), draws), spent = begun
    net = [tuple(np.concatenate([part] * times) for part in layer) for layer in net]
    rngs = [copy.deepcopy(rng) for _ in range(times) for rng in draws.rngs]
    train = Images(np.concatenate([x] * times), np.concatenate([y] * times))
    return Start(Stack(net, train, stacks.Draws(rngs)), spent)


def with_labels(
    arm: Arm, begun: Start, rates: np.ndarray, sizes: Sizes, check: Images, test: Images | None = None
) -> pd.DataFrame:
    """Train a stack with labels at the `rates` (nets,), in place.

    Gives a row for each net and evaluation: net, epochs_spent, validation_error_percent (of the images `check`),
    and, with `test`, first_gradient (|dJ/dw| of the first hidden layer) and test_error_percent (at the end). A net that
    diverges keeps the error of its last guesses.
    """
    (net, train, draws), spent = begun
    layers = deep_net.layers_of(net, arm.normalised)
    step = _optimiser(arm, [part for layer in layers for part in layer], np.asarray(rates, np.float32), sizes)
    epochs = int(sizes.budget_epochs - spent)
    every = max(1, sizes.budget_epochs // EVALUATIONS)
    watched = [_watched(arm, layers, begun.stack, check, spent, bool(test))]
    with np.errstate(over="ignore", invalid="ignore"):
        for done in range(1, epochs + 1):
            _epoch(arm, layers, train, draws, sizes.batch, step)
            if (epochs - done) % every == 0:
                watched.append(_watched(arm, layers, begun.stack, check, spent + done, bool(test)))
        if test:
            watched[-1]["test_error_percent"] = _error_percent(arm, layers, train, test)
    return pd.concat(watched, ignore_index=True)


def _epoch(arm: Arm, layers: list, train: Images, draws, batch: int, step) -> None:
    for rows in stacks.batches(draws, train.y.shape[-1], batch, 1):
        x, y = (stacks.rows_of(part, rows) for part in train)
        found = deep_net.gradients(layers, arm.activation, x, y, arm.dropout, draws)
        step([part for layer in found for part in layer])


def gradient_sizes(arm: Arm, layers: list, train: Images, draws) -> np.ndarray:
    """Give |dJ/dw| of every hidden layer of a stack, shape (hidden layers, nets), J the mean over PROBED images."""
    probed = Images(train.x[:, :PROBED], train.y[:, :PROBED])
    found = deep_net.gradients(layers, arm.activation, *probed, 0.0, draws)[:-1]
    return np.array([np.linalg.norm(w, axis=(-2, -1)) for w, *_ in found], float)


def epoch_products(net: list) -> int:
    """Count the multiplications per sample and epoch: forward, gradients, and back through all layers but the first."""
    sizes = [w.shape[-2] * w.shape[-1] for w, _ in net]
    return 3 * sum(sizes) - sizes[0]


def pretraining_products(net: list) -> int:
    """Count the multiplications per sample and epoch of pretraining all hidden layers: five for each weight."""
    return 5 * sum(w.shape[-2] * w.shape[-1] for w, _ in net[:-1])


def _watched(arm: Arm, layers: list, stack: Stack, check: Images, spent: float, closely: bool) -> pd.DataFrame:
    errors = _error_percent(arm, layers, stack.train, check)
    rows = pd.DataFrame({"net": range(len(errors)), "epochs_spent": spent, "validation_error_percent": errors})
    return rows.assign(first_gradient=gradient_sizes(arm, layers, stack.train, stack.draws)[0]) if closely else rows


def _error_percent(arm: Arm, layers: list, train: Images, images: Images) -> np.ndarray:
    known = deep_net.outputs(layers, arm.activation, train.x)[1] if arm.normalised else None
    return stacks.error_percent(layers, arm.activation, images, known)


def _optimiser(arm: Arm, parts: list[np.ndarray], rates: np.ndarray, sizes: Sizes):
    if arm.optimiser == "Adam":
        return stacks.adam_step(parts, rates)
    return stacks.momentum_step(parts, rates[:, None, None], sizes.momentum)
