"""Quickest calculation time? Seconds to fit and to predict, KNN and the usual classifiers, on the same MNIST images.

Processor seconds with one thread for all, so that other work on the machine disturbs little. Still they differ from run
to run and machine to machine: nothing may rest on them but ratios far from 1.
"""

import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning
from sklearn.neighbors import KNeighborsClassifier

from articles.knn.compute.rivals import usual
from datasets.mnist.split import CLASSES, roles
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.runs.progress import track
from recomputed.stats import streams

ENOUGH_SECONDS = 2.0  # of fitting and predicting: what takes longer is not repeated
STAGES = ("fit", "predict", "total")
OURS = ("KNN", "KNN (scikit-learn)")


class Knn:
    """KNN of this project behind the two calls of a classifier; to fit is to keep the samples."""

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


def seconds(mnist: dict, k: int, samples: list[int], queries: list[int], repeats: int, seed: int) -> pd.DataFrame:
    """Time every classifier, after a warm-up, at every number of training samples and queries that the data allow.

    The smallest of `repeats` counts (fewer where one takes seconds). Columns: method, samples, queries,
    fit_seconds, predict_seconds, total_seconds, accuracy_percent, data.
    """
    cast = roles(mnist, 1, seed)
    order = streams.rng(seed, "knn stopwatch").permutation(len(cast.train))
    sizes, asked = _possible(samples, len(order)), _possible(queries, len(cast.test))
    makers: dict[str, Callable] = {"KNN": lambda: Knn(k), "KNN (scikit-learn)": lambda: KNeighborsClassifier(k)}
    makers |= {name: lambda name=name: usual(seed)[name] for name in usual(seed)}
    rows = []
    for name, make in track(list(makers.items()), "stopwatch, classifiers done"):
        first = order[: min(200, len(order))]
        _once(make, cast.train[first], cast.train_labels[first], cast.test[:200])
        for size in sizes:
            chosen = order[:size]
            runs = []
            for _ in range(repeats):
                fit, model = _once(make, cast.train[chosen], cast.train_labels[chosen], cast.test[:0])
                runs.append([fit, *(_predict(model, cast.test[:q]) for q in asked)])
                if np.sum(runs) > ENOUGH_SECONDS:
                    break
            fit, *predict = np.min(runs, axis=0)
            right = 100 * float((model.predict(cast.test) == cast.test_labels).mean())
            for q, spent in zip(asked, predict, strict=True):
                rows.append((name, size, q, fit, spent, fit + spent, right))
    columns = ["method", "samples", "queries", *(f"{stage}_seconds" for stage in STAGES), "accuracy_percent"]
    return pd.DataFrame(rows, columns=columns).assign(data=cast.data)


def ratios(seconds: pd.DataFrame, far: float, margin_percent: float) -> pd.DataFrame:
    """Compare the quicker of the two KNN programs with the quickest rival, stage by stage, over all sizes.

    rivals: all, or matched: only those whose accuracy is not more than `margin_percent` points below KNN's.
    Columns: stage, rivals, sizes (how many had a rival), smallest_ratio, largest_ratio (KNN / quickest rival), far,
    standing, data. standing: quickest or slower if every ratio is `far` from 1, none if no rival is left, else unclear.
    """
    rows = []
    for stage in STAGES:
        for rivals in ("all", "matched"):
            found = [_ratio(t, stage, rivals, margin_percent) for _, t in seconds.groupby(["samples", "queries"])]
            found = [ratio for ratio in found if np.isfinite(ratio)]
            low, high = (min(found), max(found)) if found else (np.nan, np.nan)
            standing = "quickest" if high <= 1 / far else "slower" if low >= far else "unclear" if found else "none"
            rows.append((stage, rivals, len(found), low, high, far, standing))
    columns = ["stage", "rivals", "sizes", "smallest_ratio", "largest_ratio", "far", "standing"]
    return pd.DataFrame(rows, columns=columns).assign(data=seconds["data"].iloc[0])


def _ratio(table: pd.DataFrame, stage: str, rivals: str, margin_percent: float) -> float:
    ours = table["method"].isin(OURS)
    enough = table["accuracy_percent"] >= table.loc[ours, "accuracy_percent"].max() - margin_percent
    spent = table[f"{stage}_seconds"]
    return spent[ours].min() / spent[~ours & (enough | (rivals == "all"))].min()


def _once(make: Callable, samples, labels, queries) -> tuple[float, object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = make()
        began = time.process_time()
        model.fit(samples, labels)
        spent = time.process_time() - began
    if len(queries):
        model.predict(queries)
    return spent, model


def _predict(model, queries) -> float:
    began = time.process_time()
    model.predict(queries)
    return time.process_time() - began


def _possible(sizes: list[int], most: int) -> list[int]:
    return sorted({min(size, most) for size in sizes})
