"""Arrays as CSV: the data behind a figure that was drawn from arrays."""

import numpy as np
import pandas as pd


def sheets(file: str, arrays: dict[str, np.ndarray]) -> dict[str, bytes]:
    """Give the CSV of each array of `file`, results/….npz, by path: results/…/<array>.csv.

    Each line is an entry along the first axis; its further axes are flattened, the last varying fastest.
    """
    stem = file.removesuffix(".npz")
    return {f"{stem}/{name}.csv": _csv(array) for name, array in sorted(arrays.items())}


def _csv(array: np.ndarray) -> bytes:
    rows = np.atleast_1d(array).reshape(len(np.atleast_1d(array)), -1)
    return pd.DataFrame(rows).to_csv(index=False, lineterminator="\n").encode()
