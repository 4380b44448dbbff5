"""The search for the learning rate and the threshold of every cell on every task, and the choice from its table."""

import pandas as pd

from recomputed import arrays
from recomputed.errors import BadInput

FIRST_NET = 1_000_000  # of the search: other weights and sequences than those of the nets that are compared
COLUMNS = ["task", "cell", "rate", "threshold", "seed", "score"]


def choices(search: pd.DataFrame) -> pd.DataFrame:
    """Give one row per task and cell: rate, threshold, nets, score, rate_at_edge (yes, no).

    search: task, cell, rate, threshold, seed, score (compute.scores). Chosen is the pair whose nets have the lowest
    mean score; of equal ones the first.
    Raises BadInput for a table without these columns.
    """
    arrays.check_table(search, "search for the learning rate", COLUMNS)
    keys = ["task", "cell", "rate", "threshold"]
    mean = search.groupby(keys, sort=False)["score"].agg(["mean", "size"]).reset_index()
    best = mean.loc[mean.groupby(["task", "cell"], sort=False)["mean"].idxmin()].reset_index(drop=True)
    ends = search["rate"].min(), search["rate"].max()
    best = best.rename(columns={"mean": "score", "size": "nets"})
    return best.assign(rate_at_edge=best["rate"].isin(ends).map({True: "yes", False: "no"}))


def chosen(search: pd.DataFrame, task: str, cell: str) -> tuple[float, float]:
    """Give learning rate and threshold of a cell on a task; raise BadInput for one that was not searched."""
    found = choices(search).query("task == @task and cell == @cell")
    if len(found) != 1:
        raise BadInput(
            "not searched",
            where=f"lstm_backward.training, {task}, {cell}",
            expected="a learning rate in recorded/search.csv",
            found="none",
            do="add it by make long",
        )
    return float(found["rate"].iloc[0]), float(found["threshold"].iloc[0])
