"""Claim of a high accuracy: KNN and the usual classifiers, on MNIST and on small real tables of scikit-learn."""

import warnings

import pandas as pd
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from articles.knn.compute.baseline_classifiers import baseline_classifiers
from datasets.mnist.split import split
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

BUNDLED = {"wine": load_wine, "breast cancer": load_breast_cancer, "iris": load_iris}


def accuracy(mnist: dict, images: int, folds: int, k: int, tried: list[int], seed: int) -> dict[str, pd.DataFrame]:
    """Cross-validate every classifier on every table, with `images` seeded training images as the table of MNIST.

    Gives `accuracy` (dataset, features: raw or standardised to mean 0 and sd 1, method, k, queries, accuracy_percent
    with half width, data; k is 0 but for KNN, of which only the row of `k` is kept), and `ranks`, for every K in
    `tried`, as the function of this name gives it.
    """
    parts = split(mnist, 1, seed)
    chosen = streams.rng(seed, "knn accuracy").permutation(len(parts.train))[:images]
    tables = {"MNIST": (parts.train[chosen].astype(float), parts.train_labels[chosen], parts.data)}
    for name, load in BUNDLED.items():
        tables[name] = (*load(return_X_y=True), f"{name} table of scikit-learn")
    rows = []
    for name, (table, labels, data) in track(list(tables.items()), "accuracy, tables done"):
        for features in ("raw", "standardised"):
            counts = _count_right(table, labels, features == "standardised", folds, sorted({k, *tried}), seed)
            for (method, neighbours), right in counts.items():
                row = {"dataset": name, "features": features, "method": method, "k": neighbours, "queries": len(table)}
                row["accuracy_percent"] = 100 * right / len(table)
                row["accuracy_percent_halfwidth"] = 100 * float(share_halfwidth(right, len(table)))
                rows.append({**row, "data": data})
    found = pd.DataFrame(rows)
    return {"accuracy": found[found["k"].isin([0, k])], "ranks": ranks(found[found["k"].isin([0, *tried])])}


def ranks(accuracy: pd.DataFrame) -> pd.DataFrame:
    """Rank KNN among the other classifiers, one row per dataset, kind of features and K.

    Columns: dataset, features, k, knn_percent with half width, median_percent and best_percent of the others, rank (1
    is best), shortfall_percent (the median minus the upper end of KNN's interval), data.
    """
    names = ("dataset", "features", "method", "k", "data")
    arrays.check_table(accuracy, "knn.accuracy", names, finite=("accuracy_percent", "accuracy_percent_halfwidth"))
    rows = []
    for (features, dataset), table in accuracy.groupby(["features", "dataset"], sort=False):
        others = table.loc[table["method"] != "KNN", "accuracy_percent"]
        for knn in table[table["method"] == "KNN"].itertuples():
            row = {"dataset": dataset, "features": features, "k": knn.k, "knn_percent": knn.accuracy_percent}
            row |= {"knn_percent_halfwidth": knn.accuracy_percent_halfwidth, "median_percent": others.median()}
            row |= {"best_percent": others.max(), "rank": 1 + int((others > knn.accuracy_percent).sum())}
            row["shortfall_percent"] = others.median() - knn.accuracy_percent - knn.accuracy_percent_halfwidth
            rows.append({**row, "data": knn.data})
    return pd.DataFrame(rows)


def _count_right(table, labels, standardised: bool, folds: int, ks: list[int], seed: int) -> dict[tuple, int]:
    """Count the right predictions of each classifier over all folds, by name and, for KNN, K."""
    right = dict.fromkeys([*(("KNN", k) for k in ks), *((name, 0) for name in baseline_classifiers(seed))], 0)
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(table, labels):
        samples, queries = table[train], table[test]
        if standardised:
            scaler = StandardScaler().fit(samples)
            samples, queries = scaler.transform(samples), scaler.transform(queries)
        votes = labels[train][nearest(samples, queries, max(ks)).indices]
        predicted = classify(votes, int(labels.max()) + 1, "nearest")[0]
        for k in ks:
            right["KNN", k] += int((predicted[:, k - 1] == labels[test]).sum())
        for name, model in baseline_classifiers(seed).items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)  # expected: defaults on features as they come
                predicted = model.fit(samples, labels[train]).predict(queries)
            right[name, 0] += int((predicted == labels[test]).sum())
    return right
