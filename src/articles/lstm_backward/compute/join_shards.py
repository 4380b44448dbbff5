"""Join the shards of trained nets, which are cut by seed."""

import numpy as np
import pandas as pd

from recomputed import arrays


def join_shards(curves: dict[str, pd.DataFrame], weights: dict[str, dict[str, np.ndarray]]) -> dict:
    """Join shards of training.train_nets; curves: path -> table, weights: path -> arrays, both in the seeds' order."""
    if not curves or not weights:
        raise arrays.bad("no shards", "lstm_backward.training", "one or more", "none")
    stacks = list(weights.values())
    return {
        "curves": pd.concat(curves.values(), ignore_index=True),
        "weights": {name: np.concatenate([stack[name] for stack in stacks]) for name in stacks[0]},
    }
