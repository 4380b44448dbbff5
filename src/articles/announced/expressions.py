"""Formulas of our own findings as expressions, with inputs to test them: eigenvalues of random clouds of points."""

import numpy as np
import pandas as pd

from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

DIMENSIONS, SAMPLES = (3, 4, 6), 40


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of failing formulas, perturb the others; see recomputed.formulas.edits.tables."""
    rng = streams.rng(seed, "announced formulas")
    spectra, interlaced, codes, left_out = [], [], [], []
    for size in DIMENSIONS:
        points = rng.normal(size=(SAMPLES, size)) @ rng.normal(size=(size, size)) + rng.uniform(-5, 5, size)
        centred = points - points.mean(axis=0)
        r, c = (np.linalg.eigvalsh(x.T @ x / SAMPLES)[::-1] for x in (points, centred))
        spectra.append({"r": r, "c": c, "later": lambda values: np.append(values[1:], 0.0)})
        interlaced.append(np.ones(size, bool))
        axes = np.linalg.svd(centred, full_matrices=False)[2]
        k = size // 2
        codes.append({"X": centred, "U": axes[:k].T, "mean": np.mean, "norm": lambda x: np.linalg.norm(x, axis=1)})
        left_out.append(c[k:].sum())
    alike = (("r", "c"),)
    return tables(
        [
            Formula("announced-01", "r >= c", spectra, interlaced, alike=alike),
            Formula("announced-01", "c >= later(r)", spectra, interlaced, alike=alike),
            Formula("announced-11", "mean(norm(X - X @ U @ U.T) ** 2)", codes, left_out),
        ]
    )
