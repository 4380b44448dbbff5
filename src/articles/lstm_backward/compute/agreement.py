"""Whether nets that are trained again agree with the recorded ones, to the last bit.

Nothing here judges nets: compute.again needs this module, and the manifest's hash of the code is that of what nets
follow from.
"""

import numpy as np
import pandas as pd

KEYS = ["task", "cell", "seed"]


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
