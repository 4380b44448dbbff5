"""Sections 2 to 5: recurrent nets as dense layers, and the charts of an LSTM block, in one job."""

import pandas as pd

from articles.lstm_forward.compute.charts import charts as charts_tables
from articles.lstm_forward.compute.recurrence import recurrence as recurrence_tables


def blocks(seed: int, recurrence: dict, charts: dict) -> dict[str, pd.DataFrame]:
    """Make the tables of the modules `recurrence` and `charts`, each from the settings of its name."""
    return {**recurrence_tables(seed, **recurrence), **charts_tables(seed, **charts)}
