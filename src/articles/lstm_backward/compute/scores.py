"""What a curve of training says: final loss, solved or not, speed, and whether it still falls (docs/experiments.md)."""

import numpy as np
import pandas as pd

from recomputed import arrays

LAST = 0.2  # share of the updates at the end whose evaluations make a net's score: a single one is noisy
SOLVED = -1.0  # score: a tenth of the loss of the best constant answer, for every task; ours
FLAT = 0.1  # decades: a curve that changes less from the third to the fourth quarter of its updates is flat; ours
NET = ["task", "cell", "steps", "hidden", "parameters", "rate", "threshold", "start", "seed"]
MNIST = {"data": "", "train_images": 0, "test_images": 0}  # columns of curves, and what other tasks have there


def scores(curves: pd.DataFrame) -> pd.DataFrame:
    """Give one row per net: what names it (NET, MNIST), updates, score, solved (0, 1), solved_at_update, fall_decades.

    score: log10 of the relative loss, mean of the evaluations in the last LAST of the updates. solved_at_update: the
    first evaluation at which the relative loss is a tenth or less; nan if there is none. fall_decades: by how much the
    mean of the last quarter is lower than that of the quarter before; nan if a quarter has no evaluation.
    Raises BadInput for a table without curves.
    """
    arrays.check_table(curves, "curves of training", [*NET, "update", "relative_loss"])
    curves = curves.assign(**{name: empty for name, empty in MNIST.items() if name not in curves})
    columns = [*NET, *MNIST]
    rows = [
        dict(zip(columns, key, strict=True)) | _of_curve(net["update"].to_numpy(), net["relative_loss"].to_numpy())
        for key, net in curves.groupby(columns, sort=False, dropna=False)
    ]
    return pd.DataFrame(rows).fillna(MNIST)


def _of_curve(update: np.ndarray, relative: np.ndarray) -> dict:
    decades, share = np.log10(relative), update / max(update.max(), 1)
    quarters = [decades[(share > low) & (share <= low + 0.25)] for low in (0.5, 0.75)]
    third, fourth = (part.mean() if len(part) else np.nan for part in quarters)
    low = np.flatnonzero(decades <= SOLVED)
    score = decades[share > 1 - LAST].mean()
    return {
        "updates": int(update.max()),
        "score": score,
        "solved": int(score <= SOLVED),
        "solved_at_update": update[low[0]] if len(low) else np.nan,
        "fall_decades": third - fourth,
    }
