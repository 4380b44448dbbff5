"""Generalised KL expansion of MNIST: eigenvectors of the correlation matrix E[x xᵀ] and of the covariance matrix.

The two matrices differ by one of rank one, E[x xᵀ] = C + m mᵀ, so their spectra interlace (Weyl's inequalities):
λ₁(R) >= λ₁(C) >= λ₂(R) >= λ₂(C) >= …
"""

import numpy as np
import pandas as pd

from datasets.mnist.split import CLASSES, part
from methods.pca.fit import Pca, fit
from recomputed import arrays

MATRICES = {"correlation": False, "covariance": True}


def expand(mnist: dict, dimensions: int, shown_digit: int, shown_axes: int) -> dict:
    """Expand the training images of each digit, and of all digits, about the origin and about their mean.

    `spectra`: digits ("0" … "9", "all"), matrix, dimension (0 … dimensions), eigenvalue (grey²; nan at 0), rmse_grey
    (error of images reconstructed from so many axes). `summary`, one row per set of digits: mean_axis_deg (angle
    between the mean and the first axis of the correlation matrix), first_share_percent (of E|x|² along that axis),
    interlacing_error (largest violation of the inequalities, over λ₁). `pictures`: axes of the digit `shown_digit`.
    """
    (images, labels), data = part(mnist, "train"), str(mnist["data"])
    sets = {str(digit): labels == digit for digit in range(CLASSES)} | {"all": np.ones(len(labels), np.bool_)}
    spectra, summary, pictures = [], [], {}
    for name, chosen in sets.items():
        vectors = images[chosen].reshape(chosen.sum(), -1)
        fits = {matrix: fit(vectors, centred=centred) for matrix, centred in MATRICES.items()}
        spectra += [_spectrum(name, matrix, pca, dimensions) for matrix, pca in fits.items()]
        summary.append({"digits": name, "images": len(vectors), **_relation(fits["correlation"], fits["covariance"])})
        if name == str(shown_digit):
            side = images.shape[1:]
            pictures = {matrix: pca.axes[:, :shown_axes].T.reshape(-1, *side) for matrix, pca in fits.items()}
            pictures |= {"mean": fits["covariance"].mean.reshape(side), "digit": np.array(shown_digit)}
    tables = {"spectra": pd.concat(spectra), "summary": pd.DataFrame(summary)}
    return {name: table.assign(data=data) for name, table in tables.items()} | {
        "pictures": {**pictures, "data": np.array(data)}
    }


def _spectrum(digits: str, matrix: str, pca: Pca, dimensions: int) -> pd.DataFrame:
    left = np.append(np.cumsum(pca.variances[::-1])[::-1], 0)[: dimensions + 1]
    return pd.DataFrame(
        {
            "digits": digits,
            "matrix": matrix,
            "dimension": np.arange(len(left)),
            "eigenvalue": np.append(np.nan, pca.variances[: len(left) - 1]),
            "rmse_grey": np.sqrt(left / pca.mean.size),
        }
    )


def _relation(correlation: Pca, covariance: Pca) -> dict[str, float]:
    mean, r, c = covariance.mean, correlation.variances, covariance.variances
    if not mean.any():
        raise arrays.bad("no direction of the mean", "MNIST", "images that are not all black", "black images")
    cosine = abs(mean @ correlation.axes[:, 0]) / np.linalg.norm(mean)
    return {
        "mean_axis_deg": float(np.degrees(np.arccos(min(cosine, 1.0)))),
        "first_share_percent": 100 * r[0] / r.sum(),
        "interlacing_error": max(0.0, float(np.max(c - r)), float(np.max(r[1:] - c[:-1]))) / r[0],
    }
