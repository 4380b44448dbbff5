"""Count what print.csv of each article covers -> results/coverage.csv and results/coverage.json; needs no text."""

from pathlib import Path

import pandas as pd

from recomputed.coverage.table import STATES, counts, read

COLUMNS = ("article", "unit", "total", *STATES)


def coverage(files: dict[str, str]) -> dict:
    """Count sentences, numbers and formulas by article; `files`: article -> its print.csv, which may be missing.

    Gives `csv`, one row for each article and unit, and `json`, {article: {unit: {"total": n, "covered": n, …}}}. Raises
    BadInput where a table is broken.
    """
    found = {
        article: {unit: {"total": sum(states.values()), **states} for unit, states in counts(read(Path(path))).items()}
        for article, path in files.items()
    }
    rows = [
        {"article": article, "unit": unit, **numbers}
        for article, units in found.items()
        for unit, numbers in units.items()
    ]
    return {"csv": pd.DataFrame(rows, columns=[*COLUMNS]), "json": found}
