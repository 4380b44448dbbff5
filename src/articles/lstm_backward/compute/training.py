"""Training of the recurrent nets: Adam with clipped gradients, one checkpoint per trained net.

A net follows from (task, cell, seed, n, rate, threshold, start) alone. With one n all cells are trained on the same
sequences in the same order, and all variants of the LSTM begin with the same weights, so that differences between them
are paired. The learning rate is constant: a short training is the beginning of a long one.
"""

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pandas as pd

from articles.lstm_backward import nets
from articles.lstm_backward.compute import checkpoints
from articles.lstm_backward.compute.learning import Member, Settings, train_net
from articles.lstm_backward.compute.search import chosen
from articles.lstm_backward.compute.tasks import Task, task
from recomputed.errors import BadInput
from recomputed.runs.progress import found_done, track
from recomputed.workflow.shards import UNSHARDED, run_of

MAX_RELATIVE_LOSS = 10.0  # larger losses, and those of nets that diverged, count as this; ours
CURVE = ("update", "loss", "accuracy")  # what a checkpoint holds besides the parameters


def train_nets(
    name: str,
    tuned: str,
    cells: list[str],
    seed: int,
    seeds: int,
    settings: dict,
    search: pd.DataFrame,
    folder: str,
    mnist: dict[str, np.ndarray] | None = None,
    shard: str = UNSHARDED,
) -> dict:
    """Train one net per cell and seed, with the rate and threshold that the table `search` gives for the cell.

    name, tuned: the task in config.yaml, and the task of the search. `curves`: of all cells, see `trained`; `weights`:
    "cell/name" -> array, nets first. folder: has one folder per cell. shard: "2-of-7" trains only the seeds of that
    shard.
    Raises BadInput for an unknown task or cell, for one that was not searched, or for a shard without seeds.
    """
    numbers = run_of(seeds, shard)
    if not numbers:
        raise BadInput("no seeds", where=shard, expected=f"at most {seeds} shards", found=shard, do="use fewer shards")
    curves, weights = [], {}
    for cell in cells:
        members = [Member(n, *chosen(search, tuned, cell)) for n in numbers]
        found = trained(name, cell, seed, settings, members, f"{folder}/{cell.replace(' ', '-')}", "test", mnist)
        curves.append(found["curves"])
        weights |= {f"{cell}/{key}": array for key, array in found["weights"].items()}
    return {"curves": pd.concat(curves, ignore_index=True), "weights": weights}


def trained(
    name: str, cell: str, seed: int, settings: dict, members: list[Member], folder: str, part: str = "test",
    mnist: dict[str, np.ndarray] | None = None,
) -> dict:  # fmt: skip
    """Train `members`, or find them in `folder`; give `curves` (a table) and `weights` (name -> array, nets first).

    Curves: task (its `name`), cell, steps, hidden, parameters, rate, threshold, start, seed, update, loss (on the
    held-out sequences of the `part`), relative_loss (over that of the best constant answer, at most MAX_RELATIVE_LOSS),
    accuracy_percent; for MNIST also data, train_images, test_images.
    folder: one checkpoint per net; a net that the same code made from the same numbers is not trained again.
    """
    budget = Settings(**settings)
    todo = task(budget.task, seed, budget.steps, budget.held_out, part, mnist)
    kind, hidden = nets.built(cell, todo.inputs, budget.hidden, todo.outputs)
    sized = replace(budget, hidden=hidden)
    stamp = checkpoints.stamp(__name__, todo, kind, seed, sized)
    found = {m: checkpoints.load(Path(folder) / m.file, f"{stamp} {asdict(m)}") for m in members}
    for member in (m for m in members if found[m] is not None):
        found_done(f"net {member.n} in {Path(folder) / member.file}")
    for member in track([m for m in members if found[m] is None], f"training, {name}, {cell}"):
        found[member] = train_net(kind, todo, sized, seed, member)
        checkpoints.save(Path(folder) / member.file, f"{stamp} {asdict(member)}", found[member])
    place = {"task": name, "cell": cell, "steps": budget.steps, "hidden": hidden}
    place |= {"parameters": nets.size(kind, todo.inputs, hidden, todo.outputs)}
    curves = pd.concat([_curve(todo, place, m, net) for m, net in found.items()], ignore_index=True)
    names = [key for key in found[members[0]] if key not in CURVE]
    return {"curves": curves, "weights": {key: np.stack([net[key] for net in found.values()]) for key in names}}


def _curve(todo: Task, place: dict, member: Member, net: dict[str, np.ndarray]) -> pd.DataFrame:
    start = np.nan if member.start is None else member.start
    place = place | {"rate": member.rate, "threshold": member.threshold, "start": start, "seed": member.n}
    relative = np.fmin(net["loss"] / todo.baseline, MAX_RELATIVE_LOSS)
    columns = {"update": net["update"], "loss": net["loss"], "relative_loss": relative}
    table = pd.DataFrame(place | columns | {"accuracy_percent": 100 * net["accuracy"]})
    images = dict(zip(("train_images", "test_images"), todo.images, strict=True))
    return table.assign(data=todo.data, **images) if todo.data else table
