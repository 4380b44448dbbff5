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


def accuracy(mnist: dict, images: int, folds: int, k: int, seed: int) -> dict[str, pd.DataFrame]:
    """Cross-validate every classifier on every table, with `images` seeded training images as the table of MNIST.

    Gives `accuracy` (dataset, features: raw or standardised to mean 0 and sd 1, method, queries, accuracy_percent with
    half width, data), and `ranks` and `standing` as the functions of these names give them.
    """
    parts = split(mnist, 1, seed)
    chosen = streams.rng(seed, "knn accuracy").permutation(len(parts.train))[:images]
    tables = {"MNIST": (parts.train[chosen].astype(float), parts.train_labels[chosen], parts.data)}
    for name, load in BUNDLED.items():
        tables[name] = (*load(return_X_y=True), f"{name} table of scikit-learn")
    rows = []
    for name, (table, labels, data) in track(list(tables.items()), "accuracy, tables done"):
        for features in ("raw", "standardised"):
            for method, right in _count_right(table, labels, features == "standardised", folds, k, seed).items():
                row = {"dataset": name, "features": features, "method": method, "queries": len(table)}
                row["accuracy_percent"] = 100 * right / len(table)
                row["accuracy_percent_halfwidth"] = 100 * float(share_halfwidth(right, len(table)))
                rows.append({**row, "data": data})
    found = pd.DataFrame(rows)
    return {"accuracy": found, "ranks": ranks(found), "standing": standing(ranks(found))}


def ranks(accuracy: pd.DataFrame) -> pd.DataFrame:
    """Rank KNN among the other classifiers, one row per dataset and kind of features.

    Columns: dataset, features, knn_percent with half width, median_percent and best_percent of the others, rank (1 is
    best), below_median (yes if it is below by more than the half width of KNN), data.
    """
    names = ("dataset", "features", "method", "data")
    arrays.check_table(accuracy, "knn.accuracy", names, finite=("accuracy_percent", "accuracy_percent_halfwidth"))
    rows = []
    for (features, dataset), table in accuracy.groupby(["features", "dataset"], sort=False):
        found = table.set_index("method")["accuracy_percent"]
        others, halfwidth = found.drop("KNN"), table.set_index("method").loc["KNN", "accuracy_percent_halfwidth"]
        row = {
            "dataset": dataset,
            "features": features,
            "knn_percent": found["KNN"],
            "knn_percent_halfwidth": halfwidth,
        }
        row |= {"median_percent": others.median(), "best_percent": others.max()}
        row |= {"rank": 1 + int((others > found["KNN"]).sum())}
        row["below_median"] = "yes" if found["KNN"] + halfwidth < others.median() else "no"
        rows.append({**row, "data": table["data"].iloc[0]})
    return pd.DataFrame(rows)


def standing(ranks: pd.DataFrame) -> pd.DataFrame:
    """Sum up over datasets: columns features, datasets, below_median (on how many), high (yes if on none), data."""
    arrays.check_table(ranks, "knn.accuracy: ranks", ("features", "below_median", "data"))
    rows = []
    for features, table in ranks.groupby("features", sort=False):
        below = int((table["below_median"] == "yes").sum())
        row = {"features": features, "datasets": len(table), "below_median": below, "high": "no" if below else "yes"}
        rows.append({**row, "data": table["data"].iloc[0]})
    return pd.DataFrame(rows)


def _count_right(table, labels, standardised: bool, folds: int, k: int, seed: int) -> dict[str, int]:
    """Count the right predictions of each classifier over all folds."""
    right = dict.fromkeys(["KNN", *baseline_classifiers(seed)], 0)
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(table, labels):
        samples, queries = table[train], table[test]
        if standardised:
            scaler = StandardScaler().fit(samples)
            samples, queries = scaler.transform(samples), scaler.transform(queries)
        votes = labels[train][nearest(samples, queries, k).indices]
        predicted = classify(votes, int(labels.max()) + 1, "nearest")[0][:, -1]
        right["KNN"] += int((predicted == labels[test]).sum())
        for name, model in baseline_classifiers(seed).items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)  # expected: defaults on features as they come
                predicted = model.fit(samples, labels[train]).predict(queries)
            right[name] += int((predicted == labels[test]).sum())
    return right
