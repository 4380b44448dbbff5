"""The introduction to the series: the dimension of a table of data."""

import numpy as np
import pandas as pd

from recomputed.stats import streams


def dimension(seed: int, tables: int, most_columns: int) -> pd.DataFrame:
    """Compare the numbers of rows and columns of random tables, one sample per row, with the dimension of the samples.

    The dimension is the rank of the centred samples; there are more samples than columns, so they span the whole space.
    tables: number of random tables; most_columns: columns of the widest one.
    Columns: formula, form, change, max_relative_error, trials.
    """
    rng = streams.rng(seed, "series dimension")
    by_rows, by_columns = [], []
    for _ in range(tables):
        columns = int(rng.integers(1, most_columns + 1))
        rows = columns + int(rng.integers(2, most_columns + 2))
        samples = rng.normal(size=(rows, columns))
        true = np.linalg.matrix_rank(samples - samples.mean(axis=0))
        by_rows.append(abs(rows / true - 1))
        by_columns.append(abs(columns / true - 1))
    return pd.DataFrame(
        {
            "formula": "dimension",
            "form": ["printed", "edited"],
            "change": ["", "rows -> columns"],
            "max_relative_error": [max(by_rows), max(by_columns)],
            "trials": tables,
        }
    )
