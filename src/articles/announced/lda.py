"""Linear discriminant analysis from scratch: Fisher's criterion as a generalised eigenproblem.

Fisher (1936), Rao (1948): the axes w maximise wᵀBw / wᵀWw, where B is the scatter between class means and W the scatter
within classes; they solve B w = λ W w. Pixels that are never inked make W singular. Therefore W is shrunk towards a
multiple of the unit matrix, (1 - γ) W + γ tr(W)/D I (Friedman 1989).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, eigh

from methods.pca.fit import fix_signs
from methods.pca.moments import mean_and_scatter
from recomputed import arrays
from recomputed.errors import BadInput


@dataclass(frozen=True)
class Scatters:
    """Means and scatter of C classes in D dimensions, divided by the number of samples.

    means: (C, D). shares: (C,), of the classes in the samples. within: (D, D), W.
    """

    means: np.ndarray
    shares: np.ndarray
    within: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """The mean of all samples, (D,)."""
        return self.shares @ self.means

    @property
    def between(self) -> np.ndarray:
        """The scatter of the class means, B, (D, D); W + B is the covariance matrix of all samples."""
        off = self.means - self.mean
        return (off.T * self.shares) @ off

    def projected(self, axes: np.ndarray) -> "Scatters":
        """Give the scatters of the coordinates axesᵀ x, `axes` (D, K)."""
        return Scatters(self.means @ axes, self.shares, axes.T @ self.within @ axes)


@dataclass(frozen=True)
class Lda:
    """Discriminant axes, largest ratio first.

    mean: (D,). axes: (D, K), scaled so that the shrunk scatter within classes is the unit matrix.
    ratios: (K,), λ, scatter between over scatter within. means: (C, K), of the classes on the axes. shares: (C,).
    """

    mean: np.ndarray
    axes: np.ndarray
    ratios: np.ndarray
    means: np.ndarray
    shares: np.ndarray

    def transform(self, samples: np.ndarray, count: int | None = None) -> np.ndarray:
        """Project `samples` (N, D) on the first `count` axes, all by default, shape (N, count)."""
        samples = arrays.real(samples, "Lda.transform: samples", ("N", len(self.mean)), empty=True)
        return (samples - self.mean) @ self.axes[:, :count]

    def predict(self, coordinates: np.ndarray) -> np.ndarray:
        """Predict the class of each row of `coordinates` (N, count), as `transform` gives them, shape (N,).

        Bayes' rule for normal classes with one covariance matrix: smallest |z - mean|²/2 - ln(share).
        Raises BadInput for coordinates that are not finite.
        """
        coordinates = arrays.doubles(coordinates, "Lda.predict: coordinates", ("N", "count"), finite=True, empty=True)
        means = self.means[:, : coordinates.shape[1]]
        return (coordinates @ means.T - (means**2).sum(axis=1) / 2 + np.log(self.shares)).argmax(axis=1)


def scatters(samples: np.ndarray, labels: np.ndarray) -> Scatters:
    """Give means, shares and scatter within classes of `samples` (N, D) with `labels` (N,), classes sorted.

    Raises BadInput for fewer than two classes, and for samples that are not finite.
    """
    samples = arrays.real(samples, "samples", ("N", "D"), finite=True)
    labels = arrays.unmasked(labels, "labels")
    arrays.check_shape(labels, "labels", (len(samples),))
    classes, counts = np.unique(labels, return_counts=True)
    if len(classes) < 2:
        raise _bad("too few classes", "at least 2", len(classes))
    parts = [mean_and_scatter(samples[labels == label]) for label in classes]
    return Scatters(
        np.stack([mean for mean, _ in parts]), counts / len(labels), sum(scatter for _, scatter in parts) / len(labels)
    )


def solve(scatters: Scatters, shrinkage: float) -> Lda:
    """Find all min(C - 1, D) axes; raise BadInput for a shrinkage outside 0 … 1 or a singular scatter."""
    if not 0 <= shrinkage <= 1:
        raise _bad("shrinkage out of range", "0 to 1", shrinkage)
    size = len(scatters.within)
    count = min(len(scatters.means) - 1, size)
    target = np.trace(scatters.within) / size * np.eye(size)
    within = (1 - shrinkage) * scatters.within + shrinkage * target
    try:
        ratios, axes = eigh(scatters.between, within, subset_by_index=(size - count, size - 1))
    except LinAlgError as error:
        raise _bad("singular scatter within classes", "a shrinkage above 0", shrinkage) from error
    axes = fix_signs(axes[:, ::-1])
    means = (scatters.means - scatters.mean) @ axes
    return Lda(scatters.mean, axes, np.maximum(ratios[::-1], 0.0), means, scatters.shares)


def _bad(what: str, expected: str, found: object) -> BadInput:
    return BadInput(
        what, where="discriminant analysis", expected=expected, found=found, do="change announced.lda in config.yaml"
    )
