"""The recorded tables of the long run: how they become curves again, and whether the run proper agrees with them."""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute import judged as judging
from articles.lstm_backward.compute.conditions import under_conditions
from articles.lstm_backward.compute.greff import against_greff
from articles.lstm_backward.compute.scores import MNIST
from articles.lstm_backward.compute.search import choices
from recomputed import arrays

KEYS = ["task", "cell", "seed"]


def recorded(
    nets: pd.DataFrame, curves: pd.DataFrame, others: pd.DataFrame, compared: list[str]
) -> dict[str, pd.DataFrame]:
    """Judge the recorded nets as those of the run proper are judged; see judged.judged.

    nets, curves: of long_run.record; others: of long_run.train_others. Also `curves`, see `whole`, `greff`, see
    greff.against_greff, and the tables of conditions.under_conditions.
    Raises BadInput for a curve without its net.
    """
    found = whole(nets, curves)
    tables = judging.judged({"recorded": found}, compared)
    others = under_conditions(tables["scores"], others, compared)
    return tables | others | {"curves": found, "greff": against_greff(tables["variants"])}


def searched(search: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give the recorded `search` for the pages, and the `choices` from it; see search.choices."""
    return {"search": search, "choices": choices(search)}


def whole(nets: pd.DataFrame, curves: pd.DataFrame) -> pd.DataFrame:
    """Give curves with all columns that training.train_nets gives, from the two tables of long_run.record."""
    arrays.check_table(nets, "recorded nets", [*KEYS, "steps", "hidden", "parameters", "rate", "threshold"])
    arrays.check_table(curves, "recorded curves", [*KEYS, "update", "loss", "relative_loss"])
    shown = [name for name in MNIST if name in nets]
    columns = [*KEYS, "steps", "hidden", "parameters", "rate", "threshold", *shown]
    found = curves.merge(nets[columns], on=KEYS, how="left", validate="many_to_one")
    if found["steps"].isna().any():
        lost = found[found["steps"].isna()][KEYS].iloc[0].to_dict()
        raise arrays.bad("curve without a net", "recorded nets", "a row for every curve", lost)
    return found.assign(start=np.nan)


def record_check(recorded: pd.DataFrame, curves: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Compare the nets of the run proper with the recorded ones, of which they are the beginnings.

    recorded: curves of long_run.record; curves: path -> table of training.train_nets. Columns: task, cell, nets,
    evaluations, identical_percent (evaluations whose loss is the same to the last bit), largest_relative_difference.
    Only nets and evaluations that both tables have are compared; a task and cell without any is left out.
    """
    ours = pd.concat(curves.values(), ignore_index=True)[[*KEYS, "update", "loss"]]
    both = ours.merge(recorded[[*KEYS, "update", "loss"]], on=[*KEYS, "update"], suffixes=("", "_recorded"))
    one, other = both["loss"].to_numpy(), both["loss_recorded"].to_numpy()
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    apart = np.where(same, 0, np.abs(one - other) / np.abs(other))
    table = both.assign(same=100.0 * same, apart=np.nan_to_num(apart, nan=np.inf))
    found = table.groupby(["task", "cell"], sort=False).agg(
        nets=("seed", "nunique"), evaluations=("update", "size"), identical_percent=("same", "mean"),
        largest_relative_difference=("apart", "max"),
    )  # fmt: skip
    return found.reset_index()
