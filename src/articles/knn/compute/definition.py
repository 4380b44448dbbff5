"""The definition as it stands (last part of the article), coded word for word, against scikit-learn."""

from collections import Counter

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

from recomputed.stats import streams


def literal(samples: np.ndarray, answers: np.ndarray, query: np.ndarray, k: int, task: str) -> float:
    """Measure all distances, take the k nearest, give the most frequent label or the mean of the values."""
    distances = [np.sqrt(((query - sample) ** 2).sum()) for sample in samples]
    chosen = [answers[n] for n in sorted(range(len(samples)), key=distances.__getitem__)[:k]]
    return Counter(chosen).most_common(1)[0][0] if task == "classification" else sum(chosen) / k


def check(trials: int, samples: int, dimensions: list[int], classes: int, seed: int) -> pd.DataFrame:
    """Compare `literal` with scikit-learn on random tables with a random odd K.

    Queries whose vote is tied are left out: the definition says nothing of them. Columns: task, trials, largest_error
    (relative for values; 1 for another label).
    """
    rng = streams.rng(seed, "knn definition")
    errors = {"classification": [], "regression": []}
    for trial in range(trials):
        table = rng.standard_normal((samples, dimensions[trial % len(dimensions)]))
        query, k = rng.standard_normal(table.shape[1]), int(rng.integers(samples // 2)) * 2 + 1
        labels, values = rng.integers(classes, size=samples), rng.standard_normal(samples)
        nearest = labels[np.argsort(((table - query) ** 2).sum(axis=1))[:k]]
        counts = np.sort(np.bincount(nearest, minlength=classes))
        if counts[-1] > counts[-2]:
            peer = KNeighborsClassifier(k).fit(table, labels).predict(query[None])[0]
            errors["classification"].append(float(peer != literal(table, labels, query, k, "classification")))
        peer = KNeighborsRegressor(k).fit(table, values).predict(query[None])[0]
        errors["regression"].append(abs(literal(table, values, query, k, "regression") / peer - 1))
    rows = [{"task": task, "trials": len(found), "largest_error": max(found)} for task, found in errors.items()]
    return pd.DataFrame(rows)
