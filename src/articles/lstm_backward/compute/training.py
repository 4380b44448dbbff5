"""Training of the recurrent nets on the three tasks: Adam with clipped gradients, one checkpoint per trained net.

A net follows from (task, cell, seed) alone. With one seed all cells are trained on the same sequences in the same
order, and all variants of the LSTM begin with the same weights, so that differences between them are paired.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from articles.lstm_backward.compute import checkpoints
from articles.lstm_backward.compute.learning import train_net
from articles.lstm_backward.compute.tasks import Task, task
from recomputed.errors import BadInput
from recomputed.runs.progress import found_done, track
from recomputed.workflow.shards import UNSHARDED, run_of

MAX_RELATIVE_LOSS = 10.0  # larger losses, and those of nets that diverged, count as this; ours
CURVE = ("update", "loss", "accuracy")  # what a checkpoint holds besides the parameters


@dataclass(frozen=True)
class Settings:
    """The budget of one training, the same for all cells; images: how many of MNIST are trained on."""

    steps: int
    hidden: int
    updates: int
    batch: int
    learning_rate: float
    threshold: float
    evaluations: int
    test_sequences: int
    images: int = 0


def train_nets(
    task_name: str,
    cell: str,
    seed: int,
    seeds: int,
    settings: dict,
    folder: str,
    mnist: dict[str, np.ndarray] | None = None,
    shard: str = UNSHARDED,
) -> dict:
    """Train one net per seed; give `curves` (a table) and `weights` (name -> array with the seeds as first axis).

    Curves: task, cell, hidden, steps, seed, update, loss (on held-out sequences), relative_loss (over the loss of the
    best constant answer, at most MAX_RELATIVE_LOSS), accuracy_percent, and `data` for MNIST.
    folder: keeps one checkpoint per trained net; a net that the same code made from the same numbers is not trained
    again. shard: "2-of-7" trains only the seeds of that shard.
    Raises BadInput for an unknown task or cell, or a shard without seeds.
    """
    budget = Settings(**settings)
    todo = task(task_name, seed, budget.steps, budget.test_sequences, budget.images, mnist)
    stamp = checkpoints.stamp(__name__, todo, cell, seed, budget)
    numbers = run_of(seeds, shard)
    if not numbers:
        raise BadInput("no seeds", where=shard, expected=f"at most {seeds} shards", found=shard, do="use fewer shards")
    trained = {}
    for n in track(numbers, f"training, {task_name} of {budget.steps} steps, {cell}"):
        path = Path(folder) / f"{n}.npz"
        trained[n] = checkpoints.load(path, f"{stamp} {n}")
        if trained[n] is None:
            trained[n] = train_net(cell, todo, budget, seed, n)
            checkpoints.save(path, f"{stamp} {n}", trained[n])
        else:
            found_done(f"net of seed {n} in {path}")
    curves = pd.concat([_curve(todo, cell, budget, n, net) for n, net in trained.items()], ignore_index=True)
    names = [name for name in trained[numbers[0]] if name not in CURVE]
    return {"curves": curves, "weights": {name: np.stack([net[name] for net in trained.values()]) for name in names}}


def lags(cell: str, seed: int, seeds: int, lags: list[int], settings: dict, folder: str) -> pd.DataFrame:
    """Train on the adding task for each number of steps in `lags`; curves as in `train_nets`."""
    found = [train_nets("adding", cell, seed, seeds, settings | {"steps": n}, f"{folder}/{n}")["curves"] for n in lags]
    return pd.concat(found, ignore_index=True)


def _curve(todo: Task, cell: str, budget: Settings, n: int, net: dict[str, np.ndarray]) -> pd.DataFrame:
    place = {"task": todo.name, "cell": cell, "hidden": budget.hidden, "steps": budget.steps, "seed": n}
    relative = np.fmin(net["loss"] / todo.baseline, MAX_RELATIVE_LOSS)
    columns = {"update": net["update"], "loss": net["loss"], "relative_loss": relative}
    table = pd.DataFrame(place | columns | {"accuracy_percent": 100 * net["accuracy"]})
    return table.assign(data=todo.data) if todo.data else table
