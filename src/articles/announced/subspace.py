"""Subspace methods: one linear subspace, or one flat, per class; a sample belongs to the most similar class.

CLAFIC (Watanabe 1967) spans each class by the eigenvectors of its correlation matrix E[x xᵀ], moments about the origin;
compound similarity (Iijima 1973) weights each squared projection by its eigenvalue over the largest one; flats are
spanned by the eigenvectors of the covariance matrix and pass through the class mean. See Oja (1983), "Subspace methods
of pattern recognition". With flats of dimension 0 the method is that of the nearest mean.
"""

from dataclasses import dataclass

import numpy as np

from methods.pca.fit import fit
from recomputed import arrays
from recomputed.errors import BadInput

RULES = ("CLAFIC", "compound similarity", "flats")


@dataclass(frozen=True)
class Subspaces:
    """Subspaces of C classes in D dimensions.

    origins: (C, D), the class means if `centred`, else zeros.
    axes: (C, D, K), orthonormal columns, largest eigenvalue first. eigenvalues: (C, K).
    """

    origins: np.ndarray
    axes: np.ndarray
    eigenvalues: np.ndarray
    centred: bool


def span(samples: np.ndarray, labels: np.ndarray, dimension: int, *, centred: bool) -> Subspaces:
    """Span every class 0 … C - 1 of `samples` (N, D) by its first `dimension` eigenvectors.

    centred: use the covariance matrix (for flats), else the correlation matrix (for the other rules).
    Raises BadInput for a dimension outside 1 … D or a class without samples.
    """
    samples = arrays.real(samples, "samples", ("N", "D"))
    labels = arrays.whole(labels, "labels", (len(samples),), 0)
    if not 1 <= dimension <= samples.shape[1]:
        raise _bad("dimension out of range", f"1 to {samples.shape[1]}", dimension)
    fits = []
    for label in range(int(labels.max()) + 1):
        if not (labels == label).any():
            raise _bad("empty class", "samples of every class", f"none of class {label}")
        fits.append(fit(samples[labels == label], centred=centred))
    return Subspaces(
        np.stack([pca.mean for pca in fits]),
        np.stack([pca.axes[:, :dimension] for pca in fits]),
        np.stack([pca.variances[:dimension] for pca in fits]),
        centred,
    )


def similarities(subspaces: Subspaces, samples: np.ndarray, rule: str) -> np.ndarray:
    """Give the similarity of `samples` (N, D) to every class for 1 … K dimensions, shape (C, N, K).

    CLAFIC: Σ (uᵢ·x)² / |x|², the squared cosine of the angle between x and the subspace. compound similarity: the same
    with weights λᵢ/λ₁. flats: minus the squared distance to the flat. Raises BadInput for an unknown rule, or for
    subspaces of the wrong matrix.
    """
    if rule not in RULES or subspaces.centred != (rule == "flats"):
        raise _bad("rule and subspaces do not fit", f"one of {', '.join(RULES)}, flats alone centred", rule)
    samples = arrays.doubles(samples, "samples", ("N", subspaces.axes.shape[1]), finite=True, empty=True)
    found = np.empty((len(subspaces.axes), len(samples), subspaces.axes.shape[2]))
    for label, axes in enumerate(subspaces.axes):
        shifted = samples - subspaces.origins[label]
        squares = (shifted @ axes) ** 2
        norms = (shifted**2).sum(axis=1, keepdims=True)
        if rule == "compound similarity":
            squares *= subspaces.eigenvalues[label] / subspaces.eigenvalues[label, 0]
        np.cumsum(squares, axis=1, out=squares)
        found[label] = squares - norms if rule == "flats" else squares / np.where(norms > 0, norms, 1)
    return found


def nearest_mean(means: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """Give the class of the nearest of `means` (C, D) for each of `samples` (N, D), shape (N,)."""
    means = arrays.doubles(means, "means", ("C", "D"), finite=True)
    samples = arrays.doubles(samples, "samples", ("N", means.shape[1]), finite=True, empty=True)
    return ((means**2).sum(axis=1) - 2 * samples @ means.T).argmin(axis=1)


def _bad(what: str, expected: str, found: object) -> BadInput:
    return BadInput(
        what, where="subspace method", expected=expected, found=found, do="change announced.subspace in config.yaml"
    )
