"""Train one recorded net again, and compare its curve and its final weights with the record."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.agreement import record_check
from articles.lstm_backward.compute.learning import Member
from articles.lstm_backward.compute.long_run import other_nets, record
from articles.lstm_backward.compute.training import trained
from recomputed.results.store import load, save


def again(row: dict, tables: dict[str, pd.DataFrame], settings: dict, seed: int, mnist: dict[str, np.ndarray]) -> dict:
    """Train the net of a row of nets.csv or others.csv; settings, seed: of the long run.

    Gives came_back (the weights have the recorded hash and all losses are the same), what names the net, and
    largest_relative_difference between the losses. Of a net of others.csv the score is compared, as no losses are kept.
    """
    name, cell, n = row["task"], row["cell"], int(row["seed"])
    budget = settings["training"]["tasks"][name] | {"updates": settings["long"]["updates"][name]}
    member = Member(n, float(row["rate"]), float(row["threshold"]))
    images = mnist if name == "mnist" else None
    if "condition" in row:
        return _other(row, seed, budget, member, images)
    with tempfile.TemporaryDirectory() as folder:
        found = trained(name, cell, seed, budget, [member], folder, "test", images)
        kept = record(found["curves"], found["weights"])
        # By way of a file, as the record: reading a number from text may change its last bit.
        save(kept["curves"], Path(folder) / "curves.csv")
        curve = load(Path(folder) / "curves.csv")
    recorded = tables["curves.csv"].query("task == @name and cell == @cell and seed == @n")
    check = record_check(recorded, {"again": curve}).iloc[0]
    whole = len(recorded) == len(curve) == check["evaluations"] and check["identical_percent"] == 100
    return {
        "came_back": bool(whole and kept["nets"]["weights"].iloc[0] == row["weights"]),
        "task": name, "cell": cell, "seed": n,
        "largest_relative_difference": float(check["largest_relative_difference"]),
    }  # fmt: skip


def _other(row: dict, seed: int, budget: dict, member: Member, mnist: dict[str, np.ndarray] | None) -> dict:
    condition, name, cell = row["condition"], row["task"], row["cell"]
    with tempfile.TemporaryDirectory() as folder:
        save(other_nets(condition, name, cell, seed, budget, [member], folder, mnist), Path(folder) / "other.csv")
        found = load(Path(folder) / "other.csv").iloc[0]
    apart = abs(found["score"] - row["score"])
    return {
        "came_back": bool(found["weights"] == row["weights"] and (apart == 0 or np.isnan(row["score"]))),
        "task": name, "cell": f"{cell}, {condition}", "seed": member.n,
        "largest_relative_difference": float(apart / abs(row["score"])),
    }  # fmt: skip
