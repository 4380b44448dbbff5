"""Section 3: one descent on the cliff with gradients clipped at many thresholds, for the figure with a slider."""

import pandas as pd

from articles.lstm_backward.compute.clipping import descents, path


def tables(slider_thresholds: list[float], **settings) -> dict[str, pd.DataFrame]:
    """Make `paths` and `starts`, see clipping.descents with `settings`, and `slider`, see `slider`."""
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
    parts = []
    for threshold in thresholds:
        table = path(first, "norm", rate, threshold, updates, (steps, start, target))
        table = table.assign(longest=table["step"].max())
        table.insert(0, "threshold", threshold)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)
