"""Section 4: a cell whose gates are set by hand and stay so, for the figure with sliders."""

import numpy as np
import pandas as pd

BLOCK_INPUT = 1.0  # z of every step


def by_hand(forget: list[float], input: list[float], steps: int) -> pd.DataFrame:
    """Run one cell for `steps` steps from the value 1, with block input 1, for each pair of gates held constant.

    Columns: forget, input, step, cell, squashed (tanh of the cell: the output is the output gate times this),
    kept_percent (what is left of the first value).
    """
    rows = []
    for f in forget:
        for i in input:
            cell, kept = 1.0, 1.0
            for step in range(steps + 1):
                rows.append((f, i, step, cell, np.tanh(cell), 100 * kept))
                cell, kept = f * cell + i * BLOCK_INPUT, f * kept
    return pd.DataFrame(rows, columns=["forget", "input", "step", "cell", "squashed", "kept_percent"])
