"""The check of a table of marks, which several computations share."""

import numpy as np
import pandas as pd

from recomputed import arrays

HIGHEST = 10**6  # so that sums of products fit in 64 bits


def whole_marks(marks: pd.DataFrame, subjects: list[str]) -> np.ndarray:
    """Give the marks of `subjects` as integers (students, subjects).

    Raises BadInput for marks that are no whole numbers from 0, fewer than two students, and equal marks in a subject,
    which have no correlation.
    """
    arrays.check_table(marks, "marks", subjects)
    table = arrays.doubles(marks[subjects].to_numpy(), "marks", ("students", "subjects"), finite=True)
    if (table != np.rint(table)).any():
        raise arrays.bad("not whole numbers", "marks", "integers", table[table != np.rint(table)][0])
    table = arrays.whole(table.astype(np.int64), "marks", table.shape, 0, HIGHEST)
    arrays.count(len(table), "number of students", 2)
    constant = [name for name, extent in zip(subjects, np.ptp(table, axis=0), strict=True) if not extent]
    if constant:
        raise arrays.bad("no variance", "marks", "different marks in every subject", f"equal ones in {constant[0]}")
    return table
