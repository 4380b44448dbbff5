"""The one printed formula of the introduction as an expression, with inputs to test it and its edits."""

import numpy as np
import pandas as pd

from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS = 10


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of failing formulas, perturb the others; see recomputed.formulas.edits.tables."""
    rng = streams.rng(seed, "series formulas")
    inputs, truths = [], []
    for _ in range(TRIALS):
        columns = int(rng.integers(1, 9))
        rows = columns + int(rng.integers(2, 9))
        samples = rng.normal(size=(rows, columns))
        inputs.append({"rows": rows, "columns": columns})
        truths.append(int(np.linalg.matrix_rank(samples - samples.mean(axis=0))))
    names = ("rows", "columns")
    return tables([Formula("series-01", "rows", inputs, truths, alike=(names,), counts=names, whole=True)])
