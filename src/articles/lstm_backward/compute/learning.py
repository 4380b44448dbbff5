"""One training: a net from its first weights to a curve of losses and its final weights."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from articles.lstm_backward import nets
from articles.lstm_backward.compute import initialisation
from articles.lstm_backward.compute.tasks import Batch, Task
from methods.rnn.parameters import NotFinite
from methods.rnn.trainer import Trainer
from methods.rnn.variants import variant

AT_ONCE = 32  # batches that are drawn together: drawing each alone takes as long as an update of a small net


@dataclass(frozen=True)
class Settings:
    """The budget of one training, the same for all cells; every: updates from one evaluation to the next."""

    task: str
    steps: int
    hidden: int
    updates: int
    batch: int
    every: int
    held_out: int


@dataclass(frozen=True)
class Member:
    """One net: its number, learning rate and threshold of clipping; start: gain or bias, see nets.initial."""

    n: int
    rate: float
    threshold: float
    start: float | None = None

    @property
    def file(self) -> str:
        """Name the net's checkpoint."""
        start = "" if self.start is None else f"-start-{self.start:g}"
        return f"{self.n}-rate-{self.rate:g}-threshold-{self.threshold:g}{start}.npz"


def train_net(cell: str, todo: Task, budget: Settings, seed: int, member: Member) -> dict[str, np.ndarray]:
    """Train one net; give update, loss and accuracy at the evaluations, and the final parameters by name.

    Training stops when a number is no longer finite; the remaining losses are nan. Raises BadInput for an unknown cell.
    """
    first = initialisation.first_weights(todo.name, cell, budget.hidden, seed, member.n, member.start)
    x_test, target_test = todo.test
    trainer = Trainer(first, None if cell == nets.SIMPLE else variant(cell), budget.steps, len(target_test))
    batches = drawn(todo, initialisation.batches(todo.name, seed, member.n), budget.batch)
    at = np.arange(0, budget.updates + 1, budget.every)
    measured = np.full((2, len(at)), np.nan)
    with np.errstate(over="ignore", invalid="ignore"), suppress(NotFinite):
        for place in range(len(at)):
            for _ in range(budget.every if place else 0):
                trainer.update(*next(batches), member.rate, member.threshold)
            o = trainer.outputs(x_test)
            measured[:, place] = todo.loss(o, target_test)[0], todo.accuracy(o, target_test)
    return {"update": at, "loss": measured[0], "accuracy": measured[1], **trainer.parameters()}


def drawn(todo: Task, rng: np.random.Generator, batch: int) -> Iterator[Batch]:
    """Yield batches of `batch` sequences without end."""
    while True:
        x, target = todo.draw(rng, AT_ONCE * batch)
        for first in range(0, AT_ONCE * batch, batch):
            part = slice(first, first + batch)
            yield np.ascontiguousarray(x[:, part]), np.ascontiguousarray(target[:, part])
