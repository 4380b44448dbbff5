"""Trained nets, whose seeds were cut into shards, put together."""

import numpy as np
import pandas as pd


def join(curves: dict[str, pd.DataFrame], weights: dict[str, dict[str, np.ndarray]]) -> dict:
    """Put shards of training.runs, path -> table and path -> arrays in the order of the seeds, into one whole."""
    stacks = list(weights.values())
    return {
        "curves": pd.concat(curves.values(), ignore_index=True),
        "weights": {name: np.concatenate([stack[name] for stack in stacks]) for name in stacks[0]},
    }
