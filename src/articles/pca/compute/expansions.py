"""The Karhunen-Loève expansion of the printed moments of the marks, about the mean and about the origin (section 4)."""

import numpy as np
import pandas as pd

from articles.pca.compute.marks_check import whole_marks
from methods.pca.fit import eigen, fit


def expansions(means: list[str], matrix: list[list[str]]) -> pd.DataFrame:
    """Compare the expansion about the mean (PCA) with the one about the origin; `means`, `matrix`: digits as printed.

    Without centring the matrix is V + mean meanᵀ, and its first axis points to the mean, not along the largest spread.
    Columns: about (mean or origin), axis, mean_square (eigenvalue, squared marks), share_percent,
    angle_to_mean_deg, angle_to_centred_deg (to the axis of the same number about the mean),
    error_square (mean squared error in squared marks after reconstruction from the axes so far).
    """
    mean, v = np.array(means, float), np.array(matrix, float)
    centred = eigen(v)
    rows = []
    for about, (values, axes) in (("mean", centred), ("origin", eigen(v + np.outer(mean, mean)))):
        for n, (value, axis) in enumerate(zip(values, axes.T, strict=True)):
            angles = [_angle_deg(axis, mean), _angle_deg(axis, centred[1][:, n])]
            rows.append((about, n + 1, value, 100 * value / values.sum(), *angles, values[n + 1 :].sum()))
    columns = ["about", "axis", "mean_square", "share_percent", "angle_to_mean_deg", "angle_to_centred_deg"]
    return pd.DataFrame(rows, columns=[*columns, "error_square"])


def _angle_deg(one: np.ndarray, other: np.ndarray) -> float:
    cosine = abs(one @ other) / (np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.degrees(np.arccos(min(cosine, 1.0))))


def angles(marks: pd.DataFrame, subjects: list[str]) -> pd.DataFrame:
    """Compare the axes of PCA with those of the Karhunen-Loève expansion of the marks, about mean and origin.

    The axes of the expansion are the right singular vectors of the marks, without a covariance matrix.
    Columns: about (mean or origin), axis, angle_deg.
    """
    table = whole_marks(marks, subjects).astype(float)
    axes = fit(table).axes
    rows = []
    for about, shifted in (("mean", table - table.mean(axis=0)), ("origin", table)):
        for n, (one, other) in enumerate(zip(axes.T, np.linalg.svd(shifted, full_matrices=False)[2], strict=True)):
            apart = min(np.linalg.norm(one - other), np.linalg.norm(one + other))
            rows.append((about, n + 1, np.degrees(2 * np.arcsin(apart / 2))))
    return pd.DataFrame(rows, columns=["about", "axis", "angle_deg"])
