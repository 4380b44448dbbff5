"""Principal component analysis from scratch, as in section 3 of the article on PCA.

1. centre the samples on their mean (the Karhunen-Loève expansion about the origin omits this step);
2. form the covariance matrix S = 1/N Σ (x - mean)(x - mean)ᵀ;
3. diagonalise it: S u_i = λ_i u_i, largest λ first, orthonormal u_i, signs by `fix_signs`;
4. project: the coordinates of a sample on the new axes are Uᵀ(x - mean).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from threadpoolctl import threadpool_limits

from methods.pca import checks
from methods.pca.moments import mean_and_scatter
from recomputed import arrays
from recomputed.errors import BadInput

LEAST_VARIANCE = np.finfo(np.float64).tiny  # a smaller sum has lost digits to underflow


@dataclass(frozen=True)
class Pca:
    """Axes fitted to N samples in D dimensions, largest variance first.

    mean: (D,), subtracted before projection; zeros if the fit was not centred.
    variances: (D,), the eigenvalues λ, descending, in squared units of the samples.
    axes: (D, D), column i is the unit eigenvector u_i of variances[i] (the matrix U).
    """

    mean: np.ndarray
    variances: np.ndarray
    axes: np.ndarray

    @property
    def ratios(self) -> np.ndarray:
        """Contribution ratios λ_i / Σ λ_j (section 4), shape (D,); raises BadInput if the samples do not vary."""
        total = self.variances.sum()
        if not total > LEAST_VARIANCE:
            expected = f"a total variance above {LEAST_VARIANCE:.2g}"
            raise BadInput(
                "no contribution ratios", where="Pca", expected=expected, found=total, do="pass or scale other samples"
            )
        return self.variances / total

    @property
    def cumulative(self) -> np.ndarray:
        """Cumulative contribution ratio of the first 1, 2, … D axes, shape (D,); the last is 1."""
        return np.cumsum(self.ratios)

    def dimension_reaching(self, share: float) -> int:
        """Count the axes, largest first, whose cumulative contribution ratio reaches `share` (0 to 1)."""
        if not 0 <= share <= 1:
            raise arrays.bad("share out of range", "Pca.dimension_reaching", "0 to 1", share)
        cumulative = self.cumulative
        # The last one is 1 but for rounding, so axes without variance are not counted.
        return int(np.searchsorted(cumulative, min(share, cumulative[-1]))) + 1

    def transform(self, samples: np.ndarray, count: int | None = None) -> np.ndarray:
        """Project `samples` (N, D) on the first `count` axes, all by default: Uᵀ(x - mean), shape (N, count)."""
        samples = arrays.real(samples, "Pca.transform: samples", ("N", len(self.mean)), empty=True)
        if count is not None:
            arrays.count(count, "Pca.transform: count", 0, self.axes.shape[1])
        return (samples - self.mean) @ self.axes[:, :count]

    def reconstruct(self, scores: np.ndarray) -> np.ndarray:
        """Reconstruct samples (N, D) from their `scores` (N, count), coordinates on the first axes: mean + U scores."""
        scores = arrays.real(scores, "Pca.reconstruct: scores", ("N", "count"), empty=True)
        arrays.count(scores.shape[1], "Pca.reconstruct: columns of scores", 0, self.axes.shape[1])
        return self.mean + scores @ self.axes[:, : scores.shape[1]].T


def fit(samples: np.ndarray, *, ddof: int = 0, centred: bool = True) -> Pca:
    """Fit all D axes to `samples` (N, D); arguments and errors are those of `covariance`.

    Without centring the axes are those of the Karhunen-Loève expansion about the origin and the "variances" are mean
    squares. A covariance matrix has no negative eigenvalues, so values below zero, from rounding, are set to zero.
    """
    mean, matrix = covariance(samples, ddof=ddof, centred=centred)
    variances, axes = eigen(matrix)
    return Pca(mean, np.maximum(variances, 0.0), axes)


def covariance(samples: np.ndarray, *, ddof: int = 0, centred: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Give the mean (D,) and the covariance matrix (D, D) of `samples` (N, D).

    ddof: 0 divides by N, as the article on PCA does, 1 by N - 1. centred=False: moments about the origin, mean zeros.
    Raises BadInput for samples that are not a finite N×D table with N > ddof.
    """
    samples = checks.samples(samples, ddof)
    with np.errstate(invalid="ignore", over="ignore"):
        mean, scatter = mean_and_scatter(samples, centred)
    if not np.isfinite(np.trace(scatter)):
        found = {"where": "samples", "found": "nan, inf or overflow", "do": "fill or drop missing values"}
        raise BadInput("samples are not finite", expected="finite numbers", **found)
    return mean, scatter / (len(samples) - ddof)


def eigen(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Diagonalise a symmetric `matrix` (D, D): eigenvalues (D,) descending, unit eigenvectors as columns (D, D).

    Raises BadInput for a matrix that is not square, symmetric and finite.
    Rows and columns that are all zero (pixels that are never inked) are left out of the numerical work. Each of them
    gets the eigenvalue 0 and a unit vector along its coordinate.
    """
    matrix = checks.symmetric(matrix)
    used = matrix.any(axis=0)
    count = int(used.sum())
    with threadpool_limits(1, "blas"):  # so that the last bits do not depend on the number of threads
        small, vectors = eigh(matrix if count == len(matrix) else matrix[np.ix_(used, used)], driver="evd")
    values, axes = np.zeros(len(matrix)), np.zeros(matrix.shape)
    values[:count] = small
    axes[np.flatnonzero(used)[:, None], np.arange(count)] = vectors
    axes[np.flatnonzero(~used), np.arange(count, len(matrix))] = 1.0
    order = np.argsort(-values, kind="stable")
    return values[order], fix_signs(axes[:, order])


def fix_signs(axes: np.ndarray) -> np.ndarray:
    """Change the signs of the columns of `axes` (D, K) so that the largest entry of each, by magnitude, is positive.

    Among equal magnitudes the first entry counts. Raises BadInput for entries that are not finite.
    """
    axes = arrays.floats(axes, "axes", ("D", "K"), finite=True, empty=True)
    if not axes.size:
        return axes.copy()
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=0)[None], axis=0)
    return axes * np.where(largest < 0, -1.0, 1.0)
