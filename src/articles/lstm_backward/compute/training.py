"""Training of the recurrent nets on the three tasks: Adam with clipped gradients, one checkpoint a trained net.

A net follows from (task, cell, seed) alone: all cells of one seed see the same sequences in the same order, and all
variants of the LSTM begin with the same weights, so that differences between them are paired.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import checkpoints, starts
from articles.lstm_backward.compute.tasks import Task, task
from methods.optimisers import adam
from methods.rnn import clipping
from methods.rnn.parameters import NotFinite
from methods.rnn.sequences import Room
from recomputed.errors import BadInput
from recomputed.runs.progress import found_done, track
from recomputed.workflow.shards import UNSHARDED, run_of

WORST = 10.0  # relative loss at which a net counts as lost, diverged or not


@dataclass(frozen=True)
class Settings:
    """The budget of one training, the same for all cells."""

    steps: int
    hidden: int
    updates: int
    batch: int
    learning_rate: float
    threshold: float
    evaluations: int
    test_sequences: int
    images: int = 0


def runs(
    task_name: str,
    cell: str,
    seed: int,
    seeds: int,
    settings: dict,
    folder: str,
    mnist: dict[str, np.ndarray] | None = None,
    shard: str = UNSHARDED,
) -> dict:
    """Train one net a seed; give `curves` (a table) and `weights` (name -> array with the seeds as first axis).

    Curves: task, cell, hidden, steps, seed, update, loss (on held-out sequences), relative_loss (over that of the best
    constant answer, at most WORST), accuracy_percent, and `data` for MNIST. `folder` keeps a checkpoint a trained net:
    one that was made by the same code from the same numbers is not trained again. `shard`, "2-of-7", trains its own run
    of the seeds only. Raises BadInput for an unknown task or cell, or a shard without seeds.
    """
    budget = Settings(**settings)
    todo = task(task_name, seed, budget.steps, budget.test_sequences, budget.images, mnist)
    stamp = checkpoints.stamp(__name__, todo, cell, seed, budget)
    run, found = run_of(seeds, shard), []
    if not run:
        raise BadInput("no seeds", where=shard, expected=f"at most {seeds} shards", found=shard, do="use fewer shards")
    for n in track(run, f"training, {task_name} of {budget.steps} steps, {cell}"):
        path = Path(folder) / f"{n}.npz"
        kept = checkpoints.load(path, f"{stamp} {n}")
        if kept is None:
            kept = train(cell, todo, budget, seed, n)
            checkpoints.save(path, f"{stamp} {n}", kept)
        else:
            found_done(f"net of seed {n} in {path}")
        found.append(kept)
    curves = pd.concat(
        [_curve(todo, cell, budget, n, kept) for n, kept in zip(run, found, strict=True)], ignore_index=True
    )
    weights = {name: np.stack([kept[name] for kept in found]) for name in found[0] if name not in _CURVE}
    return {"curves": curves, "weights": weights}


def lags(cell: str, seed: int, seeds: int, lags: list[int], settings: dict, folder: str) -> pd.DataFrame:
    """Train on the adding task for each number of steps in `lags`; curves as in `runs`."""
    found = [runs("adding", cell, seed, seeds, settings | {"steps": n}, f"{folder}/{n}")["curves"] for n in lags]
    return pd.concat(found, ignore_index=True)


def train(cell: str, todo: Task, budget: Settings, seed: int, n: int) -> dict[str, np.ndarray]:
    """Train net `n`; give update, loss and accuracy at the evaluations, and the final parameters by name.

    A net whose numbers are no longer finite stops there; the rest of its losses is nan.
    """
    flat, weights = _flattened(starts.first_weights(todo.name, cell, budget.hidden, seed, n))
    batches, room = starts.batches(todo.name, seed, n), Room()
    step = adam([flat])
    at = np.unique(np.linspace(0, budget.updates, budget.evaluations + 1).round().astype(int))
    measured = np.full((2, len(at)), np.nan)
    with np.errstate(over="ignore", invalid="ignore"), suppress(NotFinite):
        for update in range(budget.updates + 1):
            if update in at:
                x, target = todo.test
                o = nets.forward(cell, weights, x, len(target))[0]
                measured[:, np.searchsorted(at, update)] = todo.loss(o, target)[0], todo.accuracy(o, target)
            if update < budget.updates:
                x, target = todo.draw(batches, budget.batch)
                o, states, tape = nets.forward(cell, weights, x, len(target), room)
                gradients = nets.backward(cell, weights, states, tape, todo.loss(o, target)[1])
                clipped = clipping.by_norm(gradients, budget.threshold)
                step([np.concatenate([clipped[name].ravel() for name in weights])], budget.learning_rate)
    return {"update": at, "loss": measured[0], "accuracy": measured[1], **weights}


_CURVE = ("update", "loss", "accuracy")


def _flattened(weights: dict[str, np.ndarray]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Give one array of all parameters, and each of them as a view of it."""
    flat, views, first = np.concatenate([array.ravel() for array in weights.values()]), {}, 0
    for name, array in weights.items():
        views[name] = flat[first : first + array.size].reshape(array.shape)
        first += array.size
    return flat, views


def _curve(todo: Task, cell: str, budget: Settings, n: int, kept: dict[str, np.ndarray]) -> pd.DataFrame:
    place = {"task": todo.name, "cell": cell, "hidden": budget.hidden, "steps": budget.steps, "seed": n}
    relative = np.fmin(kept["loss"] / todo.baseline, WORST)
    columns = {"update": kept["update"], "loss": kept["loss"], "relative_loss": relative}
    table = pd.DataFrame(place | columns | {"accuracy_percent": 100 * kept["accuracy"]})
    return table.assign(data=todo.data) if todo.data else table
