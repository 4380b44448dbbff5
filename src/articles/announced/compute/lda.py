"""Discriminant analysis of MNIST: two axes of LDA and of PCA, errors over the dimension, the effect of shrinkage.

The coordinates of LDA and of PCA are classified by one rule, normal classes with one covariance matrix (Lda.predict),
so that only the axes differ. The shrinkage is chosen on validation images; test images only measure the error.
"""

import numpy as np
import pandas as pd

from articles.announced.classification_errors import error_percent, excess_percent, sample_indices
from articles.announced.lda import Lda, Scatters, scatters, solve
from datasets.mnist.split import CLASSES, Split, split
from methods.pca.fit import Pca, fit
from recomputed import arrays


def study(
    mnist: dict, seed: int, validation_images: int, shrinkages: list[float], pca_dimensions: list[int], shown: int
) -> dict:
    """Fit LDA and PCA to the training images and measure their errors on the test images.

    `errors`: method (LDA, PCA), dimension, error_percent with its half width. `differences`: dimension, excess_percent
    (error of PCA minus that of LDA with as many axes) with its half width. `shrinkage`: shrinkage,
    validation_error_percent, test error_percent with its half width, chosen (yes, no). `summary`: pixels, rank of the
    scatter within classes, singular (yes, no), shrinkage, pca_dimension (the smallest one tried whose error is not
    above that of all LDA axes; nan if there is none). `projections`: arrays lda, pca (shown, 2), labels, lda_axes,
    pca_axes (2, 28, 28), data, of some test images.
    """
    digits = split(mnist, validation_images, seed)
    whole = scatters(digits.train, digits.train_labels)
    test = digits.test.astype(float), digits.test_labels
    sweep = _shrinkages(digits, whole, test, shrinkages)
    chosen = min(sweep, key=lambda row: row["validation_error_percent"])["shrinkage"]
    lda, pca = solve(whole, chosen), fit(digits.train)
    wrong = {("LDA", n): _mistakes(lda, *test, n) for n in range(1, CLASSES)}
    wrong |= {("PCA", n): _pca_mistakes(pca, whole, *test, n) for n in pca_dimensions}
    common = [n for n in range(1, CLASSES) if n in pca_dimensions]
    tables = {
        "errors": [{"method": method, "dimension": n, **error_percent(w)} for (method, n), w in wrong.items()],
        "differences": [{"dimension": n, **excess_percent(wrong["PCA", n], wrong["LDA", n])} for n in common],
        "shrinkage": [{**row, "chosen": "yes" if row["shrinkage"] == chosen else "no"} for row in sweep],
        "summary": [_summary(whole, chosen, wrong)],
    }
    tables = {name: pd.DataFrame(rows).assign(data=digits.data) for name, rows in tables.items()}
    drawn = sample_indices(len(digits.test), shown, seed)
    side = mnist["train_images"].shape[1:]
    return tables | {"projections": _projections(lda, pca, test[0][drawn], test[1][drawn], side, digits.data)}


def _shrinkages(digits: Split, whole: Scatters, test: tuple, shrinkages: list[float]) -> list[dict]:
    """Give validation and test errors for each shrinkage; for validation LDA is fitted without those images."""
    rest = np.ones(len(digits.train), np.bool_)
    rest[digits.validation] = False
    part = scatters(digits.train[rest], digits.train_labels[rest])
    validation = digits.train[digits.validation].astype(float), digits.train_labels[digits.validation]
    return [
        {
            "shrinkage": shrinkage,
            "validation_error_percent": 100 * _mistakes(solve(part, shrinkage), *validation).mean(),
            **error_percent(_mistakes(solve(whole, shrinkage), *test)),
        }
        for shrinkage in shrinkages
    ]


def _projections(lda: Lda, pca: Pca, samples: np.ndarray, labels: np.ndarray, side: tuple, data: str) -> dict:
    return {
        "lda": lda.transform(samples, 2),
        "pca": pca.transform(samples, 2),
        "labels": labels,
        "lda_axes": lda.axes[:, :2].T.reshape(-1, *side),
        "pca_axes": pca.axes[:, :2].T.reshape(-1, *side),
        "data": np.array(data),
    }


def _mistakes(lda: Lda, samples: np.ndarray, labels: np.ndarray, count: int | None = None) -> np.ndarray:
    """Mark the `samples` (N, D) that LDA with its first `count` axes puts in a wrong class, (N,)."""
    labels = arrays.real(labels, "labels", (len(samples),), empty=True)
    return lda.predict(lda.transform(samples, count)) != labels


def _pca_mistakes(pca: Pca, scatters: Scatters, samples: np.ndarray, labels: np.ndarray, count: int) -> np.ndarray:
    """Mark the samples that the same rule puts in a wrong class on the first `count` coordinates of PCA, (N,).

    The rule uses all discriminant axes of these coordinates, which loses no information.
    """
    return _mistakes(solve(scatters.projected(pca.axes[:, :count]), 0.0), samples @ pca.axes[:, :count], labels)


def _summary(whole: Scatters, shrinkage: float, wrong: dict) -> dict:
    best = wrong["LDA", CLASSES - 1].mean()
    enough = [n for (method, n), w in wrong.items() if method == "PCA" and w.mean() <= best]
    rank = int(np.linalg.matrix_rank(whole.within, hermitian=True))
    return {
        "pixels": len(whole.within),
        "rank": rank,
        "singular": "yes" if rank < len(whole.within) else "no",
        "shrinkage": shrinkage,
        "pca_dimension": min(enough, default=np.nan),
    }
