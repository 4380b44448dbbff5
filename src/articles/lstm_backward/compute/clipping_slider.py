"""Section 3: one descent on the cliff with gradients clipped at many thresholds, for the figure with a slider."""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.descents import descend, descents


def tables(slider_thresholds: list[float], **settings) -> dict[str, pd.DataFrame]:
    """Make the tables of descents.descents with `settings`, and `slider`, see `slider`."""
    return {**descents(**settings), "slider": slider(slider_thresholds, **settings)}


def slider(
    thresholds: list[float],
    *,
    updates: int,
    steps: int,
    start: float,
    target: float,
    first: list[float],
    rate: float,
    **_,
) -> pd.DataFrame:
    """Descend from `first` = (w, b) with each threshold of the gradient's norm.

    Columns: threshold, update, w, b, loss, step (length of the next step), longest (step of the whole path).
    """
    parts, net = [], (steps, start, target)
    for threshold in thresholds:
        trail = descend(*(np.array([part]) for part in first), "norm", rate, threshold, updates, net)
        columns = dict(zip(("w", "b", "loss", "step"), (part[:, 0] for part in trail), strict=True))
        table = pd.DataFrame({"update": np.arange(updates + 1), **columns})
        table = table.assign(longest=table["step"].max())
        table.insert(0, "threshold", threshold)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)
