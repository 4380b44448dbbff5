"""The formulations of PCA by numerical optimisation, without eigenvectors, as a check of the theory."""

import numpy as np
from scipy.optimize import minimize

from methods.pca.checks import symmetric
from recomputed import arrays


def largest_variance(rng: np.random.Generator, matrix: np.ndarray) -> np.ndarray:
    """Find the unit vector u (D,) with the largest uᵀSu, S the covariance `matrix` (D, D), from a random start.

    The objective divides by uᵀu, so that no constraint is needed; the result is accurate to about 1e-8.
    Raises BadInput for a matrix that is not square, symmetric and finite.
    """
    matrix = symmetric(matrix)
    return largest_ratio(rng, matrix, np.eye(len(matrix)))


def largest_ratio(rng: np.random.Generator, top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Find the unit vector u (D,) with the largest uᵀTu / uᵀBu, T and B symmetric (D, D), B positive definite.

    Raises BadInput for matrices that are not square, symmetric and finite.
    """
    top, bottom = symmetric(top), symmetric(bottom)
    size = np.abs(top).max()
    # The limits of the search are absolute numbers.
    top = top / size if size and not 1e-4 < size < 1e8 else top

    def negative_ratio(v):
        below = v @ bottom @ v
        ratio = v @ top @ v / below
        return -ratio, -2 * (top @ v - ratio * (bottom @ v)) / below

    start, exact = rng.normal(size=len(top)), {"gtol": 1e-12, "ftol": 0.0}
    found = minimize(negative_ratio, start, jac=True, method="L-BFGS-B", options=exact)
    return found.x / np.linalg.norm(found.x)


def axes_one_by_one(rng: np.random.Generator, matrix: np.ndarray) -> np.ndarray:
    """Find D axes (D, D, columns) one after another: each has the largest variance at right angles to all before it.

    Raises BadInput for a matrix that is no finite (D, D).
    """
    matrix = arrays.doubles(matrix, "matrix", ("D", "D"), finite=True)
    arrays.check_shape(matrix, "matrix", (len(matrix), len(matrix)))
    axes = np.empty((len(matrix), 0))
    while axes.shape[1] < len(matrix):
        rest = at_right_angles(axes)
        axes = np.column_stack([axes, rest @ largest_variance(rng, rest.T @ matrix @ rest)])
    return axes


def at_right_angles(axes: np.ndarray) -> np.ndarray:
    """Give an orthonormal basis (D, D - K, columns) of all directions orthogonal to the K columns of `axes` (D, K).

    Raises BadInput for another number of axes of the table and for numbers that are not finite.
    """
    axes = arrays.doubles(axes, "axes", ("D", "K"), finite=True, empty=True)
    size, count = axes.shape
    return np.linalg.qr(np.column_stack([axes, np.eye(size)]))[0][:, count:] if count else np.eye(size)


def smallest_error_axes(rng: np.random.Generator, samples: np.ndarray, count: int, rounds: int = 100) -> np.ndarray:
    """Find the `count` orthonormal columns (D, count) that reconstruct the centred `samples` (N, D) best.

    Alternating least squares: the best scores for given axes, then the best axes for given scores.
    Raises BadInput for samples that are not finite and for a count outside 1 … D.
    """
    samples = arrays.doubles(samples, "samples", ("N", "D"), finite=True)
    arrays.count(count, "number of axes", 1, samples.shape[1])
    axes = rng.normal(size=(samples.shape[1], count))
    for _ in range(rounds):
        scores = np.linalg.lstsq(axes, samples.T, rcond=None)[0].T
        axes = np.linalg.qr(np.linalg.lstsq(scores, samples, rcond=None)[0].T)[0]
    return axes
