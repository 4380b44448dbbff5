"""Train one recorded net again, and compare its curve and its final weights with the record."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.learning import Member
from articles.lstm_backward.compute.long_run import record
from articles.lstm_backward.compute.recorded import record_check
from articles.lstm_backward.compute.training import trained
from recomputed.results.store import load, save


def again(row: dict, tables: dict[str, pd.DataFrame], settings: dict, seed: int, mnist: dict[str, np.ndarray]) -> dict:
    """Train the net of a row of nets.csv; settings, seed: of the long run.

    Gives came_back (the weights have the recorded hash and all losses are the same), what names the net, and
    largest_relative_difference between the losses.
    """
    name, cell, n = row["task"], row["cell"], int(row["seed"])
    budget = settings["training"]["tasks"][name] | {"updates": settings["long"]["updates"][name]}
    member = Member(n, float(row["rate"]), float(row["threshold"]))
    with tempfile.TemporaryDirectory() as folder:
        found = trained(name, cell, seed, budget, [member], folder, "test", mnist if name == "mnist" else None)
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
