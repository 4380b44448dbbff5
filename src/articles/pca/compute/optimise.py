"""The two formulations of PCA by numerical optimisation, without eigenvectors, as a check of the theory."""

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
    size = np.abs(matrix).max()
    # The limits of the search are absolute numbers.
    matrix = matrix / size if size and not 1e-4 < size < 1e8 else matrix

    def negative_variance(v):
        square = v @ v
        variance = v @ matrix @ v / square
        return -variance, -2 * (matrix @ v - variance * v) / square

    start, exact = rng.normal(size=len(matrix)), {"gtol": 1e-12, "ftol": 0.0}
    found = minimize(negative_variance, start, jac=True, method="L-BFGS-B", options=exact)
    return found.x / np.linalg.norm(found.x)


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
