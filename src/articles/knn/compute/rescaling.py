"""Claim of no assumption about the data: one feature measured in another unit, which adds no information."""

import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

from articles.knn.compute.two_gaussians import two_gaussians
from datasets.mnist.split import CLASSES, split
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def rescaling(
    mnist: dict, factors: list[int], k: int, pixel: int, images: int, queries: int, gap_sd: float, seed: int
) -> pd.DataFrame:
    """Multiply one feature by each whole number in `factors`, of samples and queries alike, and count errors.

    Datasets: mnist (`images` seeded training images, others as queries, `pixel` rescaled) and clouds (two normal
    classes `gap_sd` apart along x, the uninformative y rescaled). Methods: knn with `k` neighbours and tree, a decision
    tree, which uses only the order of values. Columns: dataset, method, factor, queries, changed_percent (predictions
    unlike those at factor 1), error_percent with half width, rise_percent (errors more than at factor 1) with half
    width (of the paired difference), data.
    """
    for_images, for_points = (streams.rng(seed, "knn rescaling", block) for block in range(2))
    parts = split(mnist, len(mnist["train_images"]), seed)
    chosen = for_images.permutation(len(parts.train))[: images + queries]
    pixels, labels = parts.train[chosen], parts.train_labels[chosen]
    pixels = pixels.astype(np.promote_types(pixels.dtype, np.int64))  # the largest factor fits
    queries = min(queries, len(pixels) // 3)
    points, classes = two_gaussians(for_points, images + queries, gap_sd)
    return pd.concat(
        [
            _errors("mnist", pixels, labels, pixel, queries, factors, k, seed, parts.data),
            _errors("clouds", points, classes, 1, queries, factors, k, seed, "seeded normal clouds"),
        ]
    )


def _errors(dataset, table, labels, feature, queries, factors, k, seed, data) -> pd.DataFrame:
    rows = []
    for method, predict in {"knn": _knn, "tree": _tree}.items():
        unscaled, true = None, labels[:queries]
        for factor in [1, *(f for f in factors if f != 1)]:
            scaled = table.copy()
            scaled[:, feature] *= factor
            predicted = predict(scaled[queries:], labels[queries:], scaled[:queries], k, seed)
            unscaled = predicted if unscaled is None else unscaled
            wrong = int((predicted != true).sum())
            rise = (predicted != true).astype(float) - (unscaled != true)
            row = {"dataset": dataset, "method": method, "factor": factor, "queries": queries}
            row["changed_percent"] = 100 * (predicted != unscaled).mean()
            row["error_percent"] = 100 * wrong / queries
            row["error_percent_halfwidth"] = 100 * float(share_halfwidth(wrong, queries))
            row["rise_percent"] = 100 * rise.mean()
            row["rise_percent_halfwidth"] = 100 * Z95 * rise.std() / np.sqrt(queries)
            rows.append(row)
    return pd.DataFrame(rows).assign(data=data)


def _knn(samples, labels, queries, k, _):
    return classify(labels[nearest(samples, queries, k).indices], CLASSES, "nearest")[0][:, -1]


def _tree(samples, labels, queries, _, seed):
    return DecisionTreeClassifier(random_state=seed).fit(samples, labels).predict(queries)
