"""Discriminant analysis of MNIST: two axes beside those of PCA, errors over the dimension, what shrinkage does.

One rule judges all coordinates, from LDA or PCA: normal classes of one covariance (Lda.predict), so that only the axes
differ. Validation images choose the shrinkage; the test images only judge.
"""

import numpy as np
import pandas as pd

from articles.announced.judge import error_percent, excess_percent, some
from articles.announced.lda import Lda, Scatters, scatters, solve
from datasets.mnist.split import CLASSES, split
from methods.pca.fit import Pca, fit


def study(
    mnist: dict, seed: int, validation_images: int, shrinkages: list[float], pca_dimensions: list[int], shown: int
) -> dict:
    """Fit LDA and PCA to the training images and judge them on the test images.

    `errors`: method (LDA, PCA), dimension, error_percent and halfwidth. `differences`: dimension, excess_percent of PCA
    over LDA and halfwidth, with as many axes each. `shrinkage`: shrinkage, validation_error_percent, test error_percent
    and halfwidth, chosen (yes, no). `summary`: pixels, rank of the scatter within classes, singular (yes, no),
    shrinkage, pca_dimension (the least tried whose error is not above that of all LDA axes; nan if none).
    `projections`: arrays lda, pca (shown, 2), labels, lda_axes, pca_axes (2, 28, 28), data, of some test images.
    """
    cast = split(mnist, validation_images, seed)
    rest = np.ones(len(cast.train), np.bool_)
    rest[cast.validation] = False
    part = scatters(cast.train[rest], cast.train_labels[rest])
    whole = scatters(cast.train, cast.train_labels)
    checked = cast.train[cast.validation].astype(float), cast.train_labels[cast.validation]
    test = cast.test.astype(float), cast.test_labels
    sweep = [
        {
            "shrinkage": shrinkage,
            "validation_error_percent": 100 * mistakes(solve(part, shrinkage), *checked).mean(),
            **error_percent(mistakes(solve(whole, shrinkage), *test)),
        }
        for shrinkage in shrinkages
    ]
    chosen = min(sweep, key=lambda row: row["validation_error_percent"])["shrinkage"]
    lda, pca = solve(whole, chosen), fit(cast.train)
    wrong = {("LDA", n): mistakes(lda, *test, n) for n in range(1, CLASSES)}
    wrong |= {("PCA", n): pca_mistakes(pca, whole, *test, n) for n in pca_dimensions}
    errors = [{"method": method, "dimension": n, **error_percent(w)} for (method, n), w in wrong.items()]
    common = [n for n in range(1, CLASSES) if n in pca_dimensions]
    tables = {
        "errors": errors,
        "differences": [{"dimension": n, **excess_percent(wrong["PCA", n], wrong["LDA", n])} for n in common],
        "shrinkage": [{**row, "chosen": "yes" if row["shrinkage"] == chosen else "no"} for row in sweep],
        "summary": [_summary(whole, chosen, wrong)],
    }
    drawn = some(len(cast.test), shown, seed)
    side = mnist["train_images"].shape[1:]
    projections = {
        "lda": lda.transform(test[0][drawn], 2),
        "pca": pca.transform(test[0][drawn], 2),
        "labels": test[1][drawn],
        "lda_axes": lda.axes[:, :2].T.reshape(-1, *side),
        "pca_axes": pca.axes[:, :2].T.reshape(-1, *side),
        "data": np.array(cast.data),
    }
    tables = {name: pd.DataFrame(rows).assign(data=cast.data) for name, rows in tables.items()}
    return tables | {"projections": projections}


def mistakes(lda: Lda, samples: np.ndarray, labels: np.ndarray, count: int | None = None) -> np.ndarray:
    """Tell where `samples` (N, D) are taken for another class with the first `count` axes, (N,)."""
    return lda.predict(lda.transform(samples, count)) != labels


def pca_mistakes(pca: Pca, scatters: Scatters, samples: np.ndarray, labels: np.ndarray, count: int) -> np.ndarray:
    """Do the same with `count` principal coordinates: all discriminant axes of these lose nothing of the rule's."""
    return mistakes(solve(scatters.projected(pca.axes[:, :count]), 0.0), samples @ pca.axes[:, :count], labels)


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
