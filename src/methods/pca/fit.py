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

from methods.pca.moments import mean_and_scatter
from recomputed.errors import BadInput


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
        if not total > 0:
            raise BadInput(
                "no contribution ratios",
                where="Pca",
                expected="some variance",
                found=total,
                do="pass other samples",
            )
        return self.variances / total

    @property
    def cumulative(self) -> np.ndarray:
        """Cumulative contribution ratio of the first 1, 2, … D axes, shape (D,); the last is 1."""
        return np.cumsum(self.ratios)

    def dimension_reaching(self, share: float) -> int:
        """Count the axes, largest first, whose cumulative contribution ratio reaches `share` (0 to 1)."""
        return min(int(np.searchsorted(self.cumulative, share)) + 1, len(self.variances))

    def transform(self, samples: np.ndarray, count: int | None = None) -> np.ndarray:
        """Project `samples` (N, D) on the first `count` axes, all by default: Uᵀ(x - mean), shape (N, count)."""
        return (samples - self.mean) @ self.axes[:, :count]

    def reconstruct(self, scores: np.ndarray) -> np.ndarray:
        """Reconstruct samples (N, D) from their `scores` (N, count), coordinates on the first axes: mean + U scores."""
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
    samples = _checked(samples, ddof)
    with np.errstate(invalid="ignore", over="ignore"):
        mean, scatter = mean_and_scatter(samples, centred)
    if not np.isfinite(np.trace(scatter)):
        found = {"where": "samples", "found": "nan, inf or overflow", "do": "fill or drop missing values"}
        raise BadInput("samples are not finite", expected="finite numbers", **found)
    return mean, scatter / (len(samples) - ddof)


def eigen(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Diagonalise a symmetric `matrix` (D, D): eigenvalues (D,) descending, unit eigenvectors as columns (D, D).

    Rows and columns that are all zero (pixels that are never inked) are left out of the numerical work. Each of them
    gets the eigenvalue 0 and a unit vector along its coordinate.
    """
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

    Among equal magnitudes the first entry counts.
    """
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=0)[None], axis=0)
    return axes * np.where(largest < 0, -1.0, 1.0)


def _checked(samples: np.ndarray, ddof: int) -> np.ndarray:
    samples = np.asarray(samples)
    problem = {"where": "samples", "do": "pass one row per sample, one column per variable"}
    if samples.ndim != 2 or samples.shape[1] == 0:
        raise BadInput("not a table of samples", expected="shape (N, D)", found=f"shape {samples.shape}", **problem)
    if len(samples) <= ddof:
        raise BadInput("too few samples", expected=f"more than {ddof}", found=len(samples), **problem)
    if samples.dtype.kind not in "biuf":
        raise BadInput("samples are not real numbers", expected="integers or floats", found=samples.dtype, **problem)
    compiled = samples.dtype.isnative and (samples.dtype.kind != "f" or samples.dtype.itemsize in (4, 8))
    # The kernels take neither half nor long floats, and no foreign byte order.
    return samples if compiled else samples.astype(np.float64)
