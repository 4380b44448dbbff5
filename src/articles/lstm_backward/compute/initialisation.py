"""The first weights and the batches of a net: they follow from (task, seed, n) alone, for any cell."""

import numpy as np

from articles.lstm_backward import nets
from articles.lstm_backward.compute.tasks import SIZES, TASKS
from methods.rnn.parameters import Parameters
from recomputed.stats import streams


def first_weights(task: str, cell: str, hidden: int, seed: int, n: int, start: float | None = None) -> Parameters:
    """Give the first weights, float32, of net `n` of a task; the same for all variants of the LSTM.

    start: gain or bias, see nets.initial.
    """
    inputs, outputs = SIZES[task]
    rng = streams.rng(seed, "lstm_backward first weights", TASKS.index(task), n)
    return nets.initial(cell, inputs, hidden, outputs, rng, start=start)


def batches(task: str, seed: int, n: int) -> np.random.Generator:
    """Give the generator of the training sequences of net `n` of a task; the same for all cells."""
    return streams.rng(seed, "lstm_backward batches", TASKS.index(task), n)
