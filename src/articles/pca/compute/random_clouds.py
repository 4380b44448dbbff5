"""Random clouds of samples, on which formulas and properties are tried."""

import numpy as np

from methods.pca.fit import covariance, eigen


class Cloud:
    """Random samples (N, D) with a mean off the origin; each of D random directions half as wide as the last.

    mean (D,), covariance (D, D), variances (D,) and axes (D, D, columns) are those of the project's own PCA.
    """

    def __init__(self, rng: np.random.Generator, samples: int, size: int):
        rotation = np.linalg.qr(rng.normal(size=(size, size)))[0]
        widths = 0.5 ** np.arange(size) * rng.uniform(0.8, 1.2, size)
        self.samples = rng.normal(size=(samples, size)) * widths @ rotation + rng.uniform(-5, 5, size)
        self.mean, self.covariance = covariance(self.samples)
        self.variances, self.axes = eigen(self.covariance)


def unit_vector(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw a random direction as a unit vector (size,)."""
    u = rng.normal(size=size)
    return u / np.linalg.norm(u)
