"""The full spectrum of 60,000 × 784 pixels: this project's PCA beside scikit-learn's, and beside the least there is.

Bare is the least that any covariance method must do: one single-precision ssyrk over the table as float32, made
beforehand, and eigh of 784 × 784; neither centred nor exact. Where MNIST is not found the embedded images stand in,
twelve times over.
"""

from functools import partial

import numpy as np
from scipy.linalg import eigh
from scipy.linalg.blas import ssyrk
from sklearn.decomposition import PCA

import images
from growth import Growth
from methods.pca.fit import covariance, fit
from side_by_side import Contest

ROWS = 60_000
AGREEMENT = 1e-6  # relative to the largest eigenvalue, and of the projectors on the leading axes


def bare(floats):
    """Multiply and decompose, nothing else."""
    products = ssyrk(1.0, floats.T, lower=1)
    return eigh(products.astype(np.float64), driver="evd")


def with_scikit_learn(table):
    """Fit all components, the fastest exact way that scikit-learn has for tall tables."""
    return PCA(svd_solver="covariance_eigh").fit(table)


def ours(table):
    """Fit all components with this project's core."""
    return fit(table, ddof=1)


def disagreement(pca, peer, leading: int = 200) -> float:
    """Largest difference of eigenvalues, relative to the largest, and of the projectors on the leading axes."""
    values = np.abs(pca.variances - peer.explained_variance_).max() / pca.variances[0]
    axes, others = pca.axes[:, :leading], peer.components_[:leading].T
    return max(values, np.abs(axes @ axes.T - others @ others.T).max())


def contests(quick: bool) -> list[Contest]:
    """Give the rows: scikit-learn on bytes and on numbers of either precision, the bare product, and ours on reals."""
    table = images.training(6000 if quick else ROWS)
    doubles, singles = table.astype(np.float64), table.astype(np.float32)
    shape, reals = f"PCA of {len(table):,}×{table.shape[1]}", doubles / 255  # whole numbers would be taken for bytes
    on_reals = lambda: ours(reals), lambda: with_scikit_learn(reals)
    what, given_reals = f"{shape} bytes, all eigenpairs", f"{shape} real numbers, all eigenpairs"

    def contest(name: str, goal: float, theirs, differs, within: float) -> Contest:
        return Contest(what, name, goal, lambda: ours(table), theirs, differs, within)

    return [
        contest("scikit-learn, given bytes", 3, lambda: with_scikit_learn(table), disagreement, AGREEMENT),
        contest("scikit-learn, given float64", 3, lambda: with_scikit_learn(doubles), disagreement, AGREEMENT),
        contest("scikit-learn, given float32", float("nan"), lambda: with_scikit_learn(singles), spectrum, 1e-4),
        contest("bare float32 ssyrk and eigh", 0.75, lambda: bare(singles), partial(traces, len(table)), 1e-4),
        Contest(given_reals, "scikit-learn", 1, *on_reals, disagreement, AGREEMENT),
    ]


def spectrum(pca, peer) -> float:
    """Largest difference of eigenvalues, relative to the largest."""
    return np.abs(pca.variances - peer.explained_variance_).max() / pca.variances[0]


def traces(rows: int, pca, peer) -> float:
    """How far Σ|x|², rows (|mean|² + Σλ), is from the sum of the bare, uncentred eigenvalues, relatively."""
    total = (rows - 1) * pca.variances.sum() + rows * np.square(pca.mean).sum()
    return abs(total / peer[0].sum() - 1)


def growths() -> list[Growth]:
    """Rows from 60 to 60,000; columns, whose products go with the square and eigenvectors with the cube, to 2,000."""
    table = images.training(ROWS)
    wide = np.hstack([table[:2000], table[2000:4000], table[4000:6000]])
    columns = np.random.default_rng(0).permutation(wide.shape[1])

    def of_columns(n: int):
        some = np.ascontiguousarray(wide[:, columns[:n]])
        return lambda: ours(some)

    return [
        Growth("PCA", "rows", [60, 200, 600, 2000, 6000, 20000, ROWS], lambda n: lambda: covariance(table[:n]), 1, 0),
        Growth("PCA", "columns", [2, 6, 20, 60, 200, 600, 2000], of_columns, 3, 2),
    ]
