"""With what a net begins: first weights and batches follow from (task, seed, n) alone, whatever the cell."""

import numpy as np

from articles.lstm_backward import nets
from articles.lstm_backward.compute.tasks import SIZES, TASKS
from articles.rnn.parameters import Parameters

STREAM = 52  # spawn key of this topic


def first_weights(task: str, cell: str, hidden: int, seed: int, n: int) -> Parameters:
    """Give the weights, float32, with which net `n` of a task begins; the same for all variants of the LSTM."""
    inputs, outputs = SIZES[task]
    return nets.initial(cell, inputs, hidden, outputs, _streams(task, seed, n)[0])


def batches(task: str, seed: int, n: int) -> np.random.Generator:
    """Give the generator of the sequences that net `n` of a task is trained on; the same for all cells."""
    return _streams(task, seed, n)[1]


def _streams(task: str, seed: int, n: int) -> list[np.random.Generator]:
    start = np.random.SeedSequence(seed, spawn_key=(STREAM, TASKS.index(task), n))
    return [np.random.default_rng(child) for child in start.spawn(2)]
