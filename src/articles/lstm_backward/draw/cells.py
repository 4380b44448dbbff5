"""Names, colours and marks of the cells that the figures compare, and titles of the tasks."""

import pandas as pd

from articles.lstm_backward.nets import SIMPLE, VANILLA, WIDE
from recomputed.drawing import style

NAMES = {SIMPLE: "simple RNN", WIDE: "wide simple RNN", VANILLA: "LSTM"}
COLOURS = {SIMPLE: style.VERMILLION, WIDE: style.GOLD, VANILLA: style.BLUE}
MARKS = {SIMPLE: "s", WIDE: "D", VANILLA: "o"}
TITLES = {"copy": "Copy", "reset": "Reset", "mnist": "Digits by rows", "all tasks": "All tasks"}


def title(task: str) -> str:
    """Give the title of a task: "Adding, 20 steps" for adding-20."""
    return TITLES.get(task) or f"Adding, {task.removeprefix('adding-')} steps"


def used(table: pd.DataFrame) -> dict[str, str]:
    """Give the source of MNIST and how many of its images were used, for style.describe, from rows that name them."""
    rows = table[table["data"].fillna("") != ""] if "data" in table else table.iloc[:0]
    if rows.empty:
        return {}
    train, test = (int(rows[f"{part}_images"].iloc[0]) for part in ("train", "test"))
    return {"data": str(rows["data"].iloc[0]), "used": f"{train:,} for training and {test:,} for the test"}
