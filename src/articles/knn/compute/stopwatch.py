"""Claim of the quickest calculation time: seconds to fit and to predict, KNN and the usual classifiers, on MNIST.

Measured are processor seconds of one thread, so that other work on the machine disturbs little. They still differ from
run to run and from machine to machine: only ratios far from 1 may support a verdict.
"""

import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning
from sklearn.neighbors import KNeighborsClassifier

from articles.knn.compute.baseline_classifiers import baseline_classifiers
from datasets.mnist.split import CLASSES, Split, split
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.runs.progress import track
from recomputed.stats import streams

ENOUGH_SECONDS = 2.0  # of fitting and predicting: what takes longer is not repeated
WARM_UP_SAMPLES = 200
STAGES = ("fit", "predict", "total")
KNN_PROGRAMS = ("KNN", "KNN (scikit-learn)")


class Knn:
    """KNN of this project with the two methods of a classifier; to fit is to keep the samples."""

    def __init__(self, k: int):
        self.k = k

    def fit(self, samples: np.ndarray, labels: np.ndarray) -> "Knn":
        """Keep `samples` (N, D) and `labels` (N,)."""
        self.samples, self.labels = samples, labels
        return self

    def predict(self, queries: np.ndarray) -> np.ndarray:
        """Give the label of each row of `queries` (Q, D), shape (Q,)."""
        found = nearest(self.samples, queries, self.k)
        return classify(self.labels[found.indices], CLASSES, "nearest")[0][:, -1]


def stopwatch(mnist: dict, k: int, samples: list[int], queries: list[int], repeats: int, seed: int) -> pd.DataFrame:
    """Time every classifier, after a warm-up, for each number of training samples and of queries that MNIST allows.

    The smallest of `repeats` measurements counts, or of fewer where one takes seconds. Columns: method, samples,
    queries, fit_seconds, predict_seconds, total_seconds, accuracy_percent (on all test images), data.
    """
    parts = split(mnist, 1, seed)
    order = streams.rng(seed, "knn stopwatch").permutation(len(parts.train))
    sizes, asked = _possible(samples, len(order)), _possible(queries, len(parts.test))
    makers: dict[str, Callable] = {"KNN": lambda: Knn(k), "KNN (scikit-learn)": lambda: KNeighborsClassifier(k)}
    makers |= {name: lambda name=name: baseline_classifiers(seed)[name] for name in baseline_classifiers(seed)}
    rows = []
    for name, make in track(list(makers.items()), "stopwatch, classifiers done"):
        first = order[: min(WARM_UP_SAMPLES, len(order))]
        _fit(make, parts.train[first], parts.train_labels[first])[1].predict(parts.test[:WARM_UP_SAMPLES])
        for size in sizes:
            fit, predict, accuracy_percent = _timed(make, parts, order[:size], asked, repeats)
            for count, spent in zip(asked, predict, strict=True):
                rows.append((name, size, count, fit, spent, fit + spent, accuracy_percent))
    columns = ["method", "samples", "queries", *(f"{stage}_seconds" for stage in STAGES), "accuracy_percent"]
    return pd.DataFrame(rows, columns=columns).assign(data=parts.data)


def stopwatch_ratios(seconds: pd.DataFrame, far: list[float], margin_percent: float) -> pd.DataFrame:
    """Compare the quicker of the two KNN programs with the quickest rival, for each stage, over all sizes.

    rivals: all, or matched: only those whose accuracy is at most `margin_percent` points below that of KNN.
    Columns: stage, rivals, sizes (how many had a rival), smallest_ratio, largest_ratio (KNN / quickest rival), far
    (each of the list), standing, data. standing: quickest or slower if every ratio is at most 1 / far or at least far,
    none without a rival, else unclear.
    """
    rows = []
    for stage in STAGES:
        for rivals in ("all", "matched"):
            found = [_ratio(t, stage, rivals, margin_percent) for _, t in seconds.groupby(["samples", "queries"])]
            found = [ratio for ratio in found if np.isfinite(ratio)]
            low, high = (min(found), max(found)) if found else (np.nan, np.nan)
            for times in far:
                standing = "quickest" if high <= 1 / times else "slower" if low >= times else "unclear"
                rows.append((stage, rivals, len(found), low, high, times, standing if found else "none"))
    columns = ["stage", "rivals", "sizes", "smallest_ratio", "largest_ratio", "far", "standing"]
    return pd.DataFrame(rows, columns=columns).assign(data=seconds["data"].iloc[0])


def _ratio(table: pd.DataFrame, stage: str, rivals: str, margin_percent: float) -> float:
    knn = table["method"].isin(KNN_PROGRAMS)
    enough = table["accuracy_percent"] >= table.loc[knn, "accuracy_percent"].max() - margin_percent
    spent = table[f"{stage}_seconds"]
    return spent[knn].min() / spent[~knn & (enough | (rivals == "all"))].min()


def _timed(make: Callable, parts: Split, chosen: np.ndarray, asked: list[int], repeats: int) -> tuple:
    """Give seconds to fit, seconds to predict each number of queries `asked`, and the accuracy in percent."""
    runs = []
    for _ in range(repeats):
        fit, model = _fit(make, parts.train[chosen], parts.train_labels[chosen])
        predicted = [_predict(model, parts.test[:count]) for count in asked]
        runs.append([fit, *(seconds for seconds, _ in predicted)])
        if np.sum(runs) > ENOUGH_SECONDS:
            break
    fit, *predict = np.min(runs, axis=0)
    # The longest prediction is often that of all test images, and takes seconds: it is not made twice.
    labels = predicted[-1][1] if asked[-1] == len(parts.test) else model.predict(parts.test)
    return fit, predict, 100 * float((labels == parts.test_labels).mean())


def _fit(make: Callable, samples, labels) -> tuple[float, object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = make()
        began = time.process_time()
        model.fit(samples, labels)
        return time.process_time() - began, model


def _predict(model, queries) -> tuple[float, np.ndarray]:
    began = time.process_time()
    labels = model.predict(queries)
    return time.process_time() - began, labels


def _possible(sizes: list[int], most: int) -> list[int]:
    return sorted({min(size, most) for size in sizes})
