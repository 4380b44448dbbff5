"""The long run: the search for rates and thresholds, and the nets whose tables are kept as recorded evidence."""

import hashlib

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.learning import Member
from articles.lstm_backward.compute.scores import MNIST, scores
from articles.lstm_backward.compute.search import COLUMNS, FIRST_NET, chosen
from articles.lstm_backward.compute.training import train_nets, trained
from articles.lstm_backward.nets import EQUAL

SHARE = 3  # the search trains for one in so many updates of the long run
OTHERS = {"another root seed": (1, ""), "equal parameters": (0, EQUAL)}  # condition -> added to the seed, to the cell
NETS = ["task", "cell", "steps", "hidden", "parameters", "rate", "threshold", "seed", "accuracy_percent", "weights"]


def search_nets(
    name: str, cell: str, seed: int, settings: dict, rates: list[float], thresholds: list[float], nets: int,
    folder: str, mnist: dict[str, np.ndarray] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Train `nets` nets of a cell with every pair of rate and threshold; score them on validation data.

    settings: of the long run, of which one in SHARE updates is made. Columns: search.COLUMNS.
    """
    members = [Member(FIRST_NET + n, rate, t) for rate in rates for t in thresholds for n in range(nets)]
    shorter = settings | {"updates": settings["updates"] // SHARE // settings["every"] * settings["every"]}
    curves = trained(name, cell, seed, shorter, members, folder, "validation", mnist)["curves"]
    return scores(curves)[COLUMNS]


def join(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the tables of the search, or of other nets; tables: path -> table."""
    return pd.concat(tables.values(), ignore_index=True)


def train_recorded(
    name: str, tuned: str, cell: str, seed: int, seeds: int, settings: dict, search: pd.DataFrame, folder: str,
    shard: str, mnist: dict[str, np.ndarray] | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train the nets of a shard of the seeds, as training.train_nets does; give what is kept of them, see `record`."""
    found = train_nets(name, tuned, [cell], seed, seeds, settings, search, folder, mnist, shard)
    return record(found["curves"], {key.removeprefix(f"{cell}/"): array for key, array in found["weights"].items()})


def train_others(
    name: str, cell: str, condition: str, seed: int, nets: int, settings: dict, search: pd.DataFrame, folder: str,
    mnist: dict[str, np.ndarray] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Train `nets` nets of a cell under a condition of OTHERS, with the rate and threshold of the same `search`.

    Columns: condition, those of compute.scores, weights (hash of the final ones).
    """
    return other_nets(condition, name, cell, seed, settings, members_of(search, name, cell, nets), folder, mnist)


def other_nets(
    condition: str, name: str, cell: str, seed: int, settings: dict, members: list[Member], folder: str,
    mnist: dict[str, np.ndarray] | None,
) -> pd.DataFrame:  # fmt: skip
    """Train `members` under a condition; see train_others."""
    added, ending = OTHERS[condition]
    found = trained(name, f"{cell}{ending}", seed + added, settings, members, folder, "test", mnist)
    hashes = record(found["curves"], found["weights"])["nets"]["weights"]
    return scores(found["curves"]).assign(condition=condition, cell=cell, weights=hashes)


def members_of(search: pd.DataFrame, task: str, cell: str, nets: int) -> list[Member]:
    """Give the first `nets` nets of a cell with the rate and threshold chosen for it."""
    return [Member(n, *chosen(search, task, cell)) for n in range(nets)]


def joined(nets: dict[str, pd.DataFrame], curves: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Join what was kept of all nets; both: path -> table of `record`."""
    of_nets = pd.concat(nets.values(), ignore_index=True)
    return {
        "nets": of_nets.fillna(MNIST),
        "curves": pd.concat(curves.values(), ignore_index=True),
    }


def record(curves: pd.DataFrame, weights: dict[str, np.ndarray]) -> dict[str, pd.DataFrame]:
    """Give what is kept of trained nets: `nets`, one row each with the hash of the final weights, and `curves`.

    curves, weights: of training.train_nets. Losses are kept with all their digits.
    """
    last = curves[curves["update"] == curves["update"].max()].reset_index(drop=True)
    hashes = [_hash({name: array[n] for name, array in weights.items()}) for n in range(len(last))]
    kept = [name for name in MNIST if name in curves]
    return {
        "nets": last.assign(weights=hashes)[[*NETS, *kept]],
        "curves": curves[["task", "cell", "seed", "update", "loss", "relative_loss"]],
    }


def _hash(weights: dict[str, np.ndarray]) -> str:
    digest = hashlib.sha256()
    for name, array in sorted(weights.items()):
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode() + array.tobytes())
    return digest.hexdigest()[:16]
