"""High accuracy? KNN beside the usual classifiers on MNIST and the small real tables that come with scikit-learn."""

import warnings

import pandas as pd
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from articles.knn.compute.rivals import usual
from datasets.mnist.split import roles
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

BUNDLED = {"wine": load_wine, "breast cancer": load_breast_cancer, "iris": load_iris}


def accuracy(mnist: dict, images: int, folds: int, k: int, seed: int) -> pd.DataFrame:
    """Cross-validate every classifier on every table, features as they come and standardised (mean 0, sd 1).

    MNIST counts with `images` seeded training images. Columns: dataset, features (raw, standardised), method, queries,
    accuracy_percent and halfwidth, data.
    """
    cast = roles(mnist, 1, seed)
    chosen = streams.rng(seed, "knn accuracy").permutation(len(cast.train))[:images]
    tables = {"MNIST": (cast.train[chosen].astype(float), cast.train_labels[chosen], cast.data)}
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
    return pd.DataFrame(rows)


def ranks(accuracy: pd.DataFrame) -> pd.DataFrame:
    """Place KNN among the others: columns dataset, features, knn_percent and halfwidth, median_percent (of the others),
    best_percent, rank (1 is best), below_median (yes: by more than the half width of KNN alone), data.
    """
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
    """Sum up over tables: columns features, datasets, below_median (how many), high (yes: on none), data."""
    rows = []
    for features, table in ranks.groupby("features", sort=False):
        below = int((table["below_median"] == "yes").sum())
        row = {"features": features, "datasets": len(table), "below_median": below, "high": "no" if below else "yes"}
        rows.append({**row, "data": table["data"].iloc[0]})
    return pd.DataFrame(rows)


def _count_right(table, labels, standardised: bool, folds: int, k: int, seed: int) -> dict[str, int]:
    right = dict.fromkeys(["KNN", *usual(seed)], 0)
    for fit, judge in StratifiedKFold(folds, shuffle=True, random_state=seed).split(table, labels):
        samples, queries = table[fit], table[judge]
        if standardised:
            scaler = StandardScaler().fit(samples)
            samples, queries = scaler.transform(samples), scaler.transform(queries)
        votes = labels[fit][nearest(samples, queries, k).indices]
        predicted = classify(votes, int(labels.max()) + 1, "nearest")[0][:, -1]
        right["KNN"] += int((predicted == labels[judge]).sum())
        for name, model in usual(seed).items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)  # defaults on raw features: that is the comparison
                predicted = model.fit(samples, labels[fit]).predict(queries)
            right[name] += int((predicted == labels[judge]).sum())
    return right
