"""Checks of the input of PCA, each with a one-line message."""

import numpy as np

from recomputed import arrays
from recomputed.errors import BadInput

ASYMMETRY = 1e-8  # of the largest entry; more than rounding gives


def samples(given: np.ndarray, ddof: int) -> np.ndarray:
    """Give samples (N, D) of a type that the kernel takes; raise BadInput unless N > ddof and they are real numbers."""
    samples = arrays.unmasked(given, "samples")
    problem = {"where": "samples", "do": "pass one row per sample, one column per variable"}
    if samples.ndim != 2 or samples.shape[1] == 0:
        raise BadInput("not a table of samples", expected="shape (N, D)", found=f"shape {samples.shape}", **problem)
    arrays.count(ddof, "ddof", 0)
    if len(samples) <= ddof:
        raise BadInput("too few samples", expected=f"more than {ddof}", found=len(samples), **problem)
    if samples.dtype.kind not in "biuf":
        raise BadInput("samples are not real numbers", expected="integers or floats", found=samples.dtype, **problem)
    # The kernel is compiled for these types only; float64 has the values of all others.
    compiled = samples.dtype.isnative and samples.dtype in (np.uint8, np.float32, np.float64)
    return samples if compiled else samples.astype(np.float64)


def symmetric(given: np.ndarray) -> np.ndarray:
    """Give the matrix (D, D) as float64; raise BadInput unless it is square, symmetric and finite."""
    matrix = arrays.doubles(given, "matrix", ("D", "D"), finite=True)
    if matrix.shape[0] != matrix.shape[1]:
        raise arrays.bad("not a square matrix", "matrix", "shape (D, D)", f"shape {matrix.shape}")
    apart = np.abs(matrix - matrix.T).max()
    if apart > ASYMMETRY * np.abs(matrix).max():
        raise arrays.bad("not a symmetric matrix", "matrix", "equal entries across the diagonal", f"{apart:.3g} apart")
    return matrix
