"""The recorded tables of the long run: how they become curves again, and how their nets are judged."""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute import judged as judging
from articles.lstm_backward.compute.agreement import KEYS
from articles.lstm_backward.compute.conditions import under_conditions
from articles.lstm_backward.compute.greff import against_greff
from articles.lstm_backward.compute.scores import MNIST
from articles.lstm_backward.compute.search import choices
from recomputed import arrays


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
    return tables | others | {"curves": found, "greff": against_greff(others["other_variants"])}


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
