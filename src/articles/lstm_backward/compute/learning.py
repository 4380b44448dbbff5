"""One training after another: the nets of some seeds, of one cell, on one task, from first weights to a curve."""

from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from articles.lstm_backward import nets
from articles.lstm_backward.compute import initialisation
from articles.lstm_backward.compute.tasks import Task
from methods.rnn.parameters import NotFinite
from methods.rnn.trainer import Trainer
from methods.rnn.variants import variant


def learn(
    cell: str,
    todo: Task,
    budget: object,
    seed: int,
    numbers: Sequence[int],
    rates: Sequence[float] | None = None,
    thresholds: Sequence[float] | None = None,
) -> list[dict[str, np.ndarray]]:
    """Train one net for each of `numbers`, each as `train_net` does alone: its neighbours in the list change no bit.

    rates, thresholds: one learning rate and one threshold of clipping for each net, those of `budget` by default; a
    number may come several times, with different ones. Raises BadInput for an unknown cell.
    """
    rates = [budget.learning_rate] * len(numbers) if rates is None else rates
    thresholds = [budget.threshold] * len(numbers) if thresholds is None else thresholds
    chosen = zip(numbers, rates, thresholds, strict=True)
    return [train_net(cell, todo, budget, seed, n, rate, threshold) for n, rate, threshold in chosen]


def train_net(
    cell: str, todo: Task, budget: object, seed: int, n: int, rate: float | None = None, threshold: float | None = None
) -> dict[str, np.ndarray]:
    """Train net `n`; give update, loss and accuracy at the evaluations, and the final parameters by name.

    rate, threshold: those of `budget` by default. Training stops when a number is no longer finite; the remaining
    losses are nan. Raises BadInput for an unknown cell.
    """
    rate = budget.learning_rate if rate is None else rate
    threshold = budget.threshold if threshold is None else threshold
    first = initialisation.first_weights(todo.name, cell, budget.hidden, seed, n)
    x_test, target_test = todo.test
    trainer = Trainer(first, None if cell == nets.SIMPLE else variant(cell), budget.steps, len(target_test))
    batches = initialisation.batches(todo.name, seed, n)
    at = np.unique(np.linspace(0, budget.updates, budget.evaluations + 1).round().astype(int))
    measured = np.full((2, len(at)), np.nan)
    with np.errstate(over="ignore", invalid="ignore"), suppress(NotFinite):
        for place, update in enumerate(at):
            for _ in range(at[place - 1] if place else 0, update):
                trainer.update(*todo.draw(batches, budget.batch), rate, threshold)
            o = trainer.outputs(x_test)
            measured[:, place] = todo.loss(o, target_test)[0], todo.accuracy(o, target_test)
    return {"update": at, "loss": measured[0], "accuracy": measured[1], **trainer.parameters()}
