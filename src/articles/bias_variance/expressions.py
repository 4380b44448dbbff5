"""The printed definition of bias as an expression, with seeded inputs on which it and its edits are evaluated."""

import numpy as np
import pandas as pd

from articles.bias_variance.compute.definition import model
from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS = 3


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Edit the formulas that fail and perturb those that hold; tables as in recomputed.formulas.edits.tables."""
    inputs, truths = [], []
    for trial in range(TRIALS):
        drawn = model(streams.rng(seed, "bias_variance formulas", trial))
        predicted = drawn["predicted"]
        means = {"mean_predicted": predicted.mean(axis=0), "variance": predicted.var(axis=0).mean(), "mean": np.mean}
        inputs.append(drawn | means)
        truths.append(np.mean((predicted - drawn["observed"]) ** 2))
    values = ("predicted", "mean_predicted", "expected", "observed")
    printed = "mean((predicted - expected) ** 2) + variance + noise"
    return tables([Formula("bias_variance-01", printed, inputs, truths, alike=(values, ("variance", "noise")))])
