"""Arrays as CSV, for those who want the data behind a figure that was drawn from no table."""

import numpy as np
import pandas as pd


def sheets(file: str, arrays: dict[str, np.ndarray]) -> dict[str, bytes]:
    """Give the CSV of each array of `file`, results/….npz, under the path that a table of it would have.

    A line is an entry along the first axis; further axes lie one after the other, the last fastest.
    """
    stem = file.removesuffix(".npz")
    return {f"{stem}/{name}.csv": _csv(array) for name, array in sorted(arrays.items())}


def _csv(array: np.ndarray) -> bytes:
    rows = np.atleast_1d(array).reshape(len(np.atleast_1d(array)), -1)
    return pd.DataFrame(rows).to_csv(index=False, lineterminator="\n").encode()
