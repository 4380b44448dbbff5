"""Axes and factors of the 30 students (section 4): eigenvalues, weights, marks as coordinates on the axes."""

from itertools import product

import numpy as np
import pandas as pd

from articles.pca.compute.marks_check import whole_marks
from methods.pca.fit import Pca, eigen, fit

FACTORS = ("xi", "eta", "zeta")


def axes(
    marks: pd.DataFrame, subjects: list[str], covariance: list[list[str]], vectors: list[list[str]]
) -> dict[str, pd.DataFrame]:
    """Diagonalise the exact covariance matrix of `marks` and the printed one, and test the printed vectors.

    `covariance` and `vectors` (a list of u_i): strings as printed. Returns
    `eigen`: source (exact, printed), factor, eigenvalue, ratio, cumulative_percent, sd_marks, weight_ratio (largest
    over smallest absolute weight), main_subjects (those with more than an equal share of the squared weights);
    `vectors`: source, factor, subject, weight;
    both with _low and _high, the range that the rounding of the printed matrix leaves open;
    `orthonormality`: product, vectors (exact, printed), max_departure (of UᵀU from I, or of UᵀVU from a diagonal
    matrix) and max_departure_over_allowed (over what rounding allows).
    """
    printed = np.array(covariance, dtype=float)
    exact = fit(whole_marks(marks, subjects).astype(float))
    values, weights = eigen(printed)
    cases = {
        "exact": (exact, [(exact.variances, exact.axes)]),
        "printed": (Pca(np.zeros(len(subjects)), values, weights), [eigen(m) for m in _corner_matrices(covariance)]),
    }
    parts = [_eigen_and_vectors(source, pca, corners, subjects) for source, (pca, corners) in cases.items()]
    return {
        "eigen": pd.concat([table for table, _ in parts]),
        "vectors": pd.concat([table for _, table in parts]),
        "orthonormality": _orthonormality(exact.axes, vectors, covariance),
    }


def scores(marks: pd.DataFrame, subjects: list[str]) -> dict[str, pd.DataFrame]:
    """Give the coordinates of the students on the axes, (ξ, η, ζ) = Uᵀ(x - mean), and their covariance matrix.

    Returns `scores` (xi, eta, zeta in marks; student) and `covariance` (first, second, covariance with divisor N,
    size_over_trace: its absolute value over the trace).
    """
    table = whole_marks(marks, subjects).astype(float)
    coordinates = fit(table).transform(table)
    matrix = np.cov(coordinates, rowvar=False, bias=True)
    rows = [
        (a, b, matrix[i, j], abs(matrix[i, j]) / np.trace(matrix))
        for (i, a), (j, b) in product(enumerate(FACTORS), repeat=2)
    ]
    return {
        "scores": pd.DataFrame(coordinates, columns=FACTORS).assign(student=marks.student),
        "covariance": pd.DataFrame(rows, columns=["first", "second", "covariance", "size_over_trace"]),
    }


def _corner_matrices(covariance: list[list[str]]) -> list[np.ndarray]:
    """Give every symmetric matrix whose entries are half a unit of the last digit above or below the printed ones.

    λ1 is convex and λ_D is concave in the matrix, so these corners have the extremes of both; the other eigenvalues
    change almost linearly.
    """
    printed, half = np.array(covariance, dtype=float), _half_units(covariance)
    upper = np.triu_indices(len(printed))
    matrices = []
    for signs in product((-1, 1), repeat=len(upper[0])):
        matrix = np.zeros_like(printed)
        matrix[upper] = printed[upper] + np.array(signs) * half[upper]
        matrices.append(np.triu(matrix) + np.triu(matrix, 1).T)
    return matrices


def _half_units(printed: list[list[str]]) -> np.ndarray:
    return np.array([[0.5 * 10.0 ** -len(entry.partition(".")[2]) for entry in row] for row in printed])


def _eigen_and_vectors(source: str, pca: Pca, corners: list, subjects: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the rows of `eigen` and of `vectors` for one source; `corners`: (values, axes) of all corner matrices."""
    values, weights = (np.array(part) for part in zip(*corners, strict=True))
    share = pca.axes**2
    eigen_table = pd.DataFrame(
        {
            "source": source,
            "factor": FACTORS,
            "eigenvalue": pca.variances,
            "eigenvalue_low": values.min(axis=0),
            "eigenvalue_high": values.max(axis=0),
            "ratio": pca.ratios,
            "cumulative_percent": 100 * pca.cumulative,
            "sd_marks": np.sqrt(pca.variances),
            "weight_ratio": np.abs(pca.axes).max(axis=0) / np.abs(pca.axes).min(axis=0),
            "main_subjects": [_main_subjects(pca.axes[:, k], share[:, k], subjects) for k in range(len(subjects))],
        }
    )
    places = list(product(range(len(subjects)), range(len(subjects))))
    vectors = pd.DataFrame(
        {
            "source": source,
            "factor": [FACTORS[k] for k, _ in places],
            "subject": [subjects[i] for _, i in places],
            "weight": [pca.axes[i, k] for k, i in places],
            "weight_low": [weights[:, i, k].min() for k, i in places],
            "weight_high": [weights[:, i, k].max() for k, i in places],
        }
    )
    return eigen_table, vectors


def _main_subjects(weights: np.ndarray, share: np.ndarray, subjects: list[str]) -> str:
    return " ".join(
        f"{'+' if w > 0 else '-'}{name}"
        for w, s, name in zip(weights, share, subjects, strict=True)
        if s > 1 / len(subjects)
    )


def _orthonormality(exact: np.ndarray, printed: list[list[str]], covariance: list[list[str]]) -> pd.DataFrame:
    """Compare |u_i·u_j - δ_ij|, and UᵀVU off the diagonal, with what rounding allows (exact vectors: 1e-12)."""
    rows = []
    for source, vectors, half in (
        ("exact", exact.T, None),
        ("printed", np.array(printed, dtype=float), _half_units(printed)),
    ):
        departure = np.abs(vectors @ vectors.T - np.eye(len(vectors)))
        size = np.abs(vectors)
        allowed = 1e-12 if half is None else half @ size.T + size @ half.T + half @ half.T
        rows.append(("UᵀU", source, departure.max(), (departure / allowed).max()))
    rows.append(("UᵀVU", "printed", *_off_diagonal(printed, covariance)))
    return pd.DataFrame(rows, columns=["product", "vectors", "max_departure", "max_departure_over_allowed"])


def _off_diagonal(vectors: list[list[str]], covariance: list[list[str]]) -> tuple[float, float]:
    """Give the largest |u_i·V u_j|, i ≠ j, and the largest ratio of it to what the rounding of U and V allows.

    Before rounding it is 0, so with half units h and H it is at most (|u| + h)·(|V| + H)(|u| + h) - |u|·|V||u|.
    """
    u, v = np.array(vectors, dtype=float), np.array(covariance, dtype=float)
    size, upper = np.abs(u), np.abs(u) + _half_units(vectors)
    allowed = upper @ (np.abs(v) + _half_units(covariance)) @ upper.T - size @ np.abs(v) @ size.T
    off = ~np.eye(len(u), dtype=bool)
    departure = np.abs(u @ v @ u.T)[off]
    return departure.max(), (departure / allowed[off]).max()
