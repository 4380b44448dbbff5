"""No assumption about the data? Measure one feature in another unit, which tells nothing new, and predict again."""

import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

from articles.knn.compute.clouds import draw
from datasets.mnist.split import CLASSES, roles
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth


def rescaling(
    mnist: dict, factors: list[int], k: int, pixel: int, images: int, queries: int, gap_sd: float, seed: int
) -> pd.DataFrame:
    """Multiply one feature by each whole number in `factors`, of samples and queries alike, and count errors.

    Datasets: mnist (`images` seeded training images, others as queries, `pixel` rescaled) and clouds (two classes apart
    along x, the useless y rescaled). Methods: knn with `k` neighbours, tree (a decision tree, which asks only for
    order). Columns: dataset, method, factor, queries, changed_percent (predictions unlike factor 1), error_percent and
    halfwidth, data.
    """
    of_images, of_clouds = (streams.rng(seed, "knn rescaling", block) for block in range(2))
    cast = roles(mnist, len(mnist["train_images"]), seed)
    chosen = of_images.permutation(len(cast.train))[: images + queries]
    pixels, labels = cast.train[chosen], cast.train_labels[chosen]
    pixels = pixels.astype(np.promote_types(pixels.dtype, np.int64))  # room for the largest factor
    queries = min(queries, len(pixels) // 3)
    tables = [_one("mnist", pixels, labels, pixel, queries, factors, k, seed, cast.data)]
    points, sides = draw(of_clouds, images + queries, gap_sd)
    tables.append(_one("clouds", points, sides, 1, queries, factors, k, seed, "seeded normal clouds"))
    return pd.concat(tables)


def _one(dataset, table, labels, feature, queries, factors, k, seed, data) -> pd.DataFrame:
    rows = []
    for method, predict in {"knn": _knn, "tree": _tree}.items():
        base = None
        for factor in [1, *(f for f in factors if f != 1)]:
            scaled = table.copy()
            scaled[:, feature] *= factor
            predicted = predict(scaled[queries:], labels[queries:], scaled[:queries], k, seed)
            base = predicted if base is None else base
            wrong = int((predicted != labels[:queries]).sum())
            row = {"dataset": dataset, "method": method, "factor": factor, "queries": queries}
            row["changed_percent"] = 100 * (predicted != base).mean()
            row["error_percent"] = 100 * wrong / queries
            row["error_percent_halfwidth"] = 100 * float(share_halfwidth(wrong, queries))
            rows.append(row)
    return pd.DataFrame(rows).assign(data=data)


def _knn(samples, labels, queries, k, _):
    return classify(labels[nearest(samples, queries, k).indices], CLASSES, "nearest")[0][:, -1]


def _tree(samples, labels, queries, _, seed):
    return DecisionTreeClassifier(random_state=seed).fit(samples, labels).predict(queries)
