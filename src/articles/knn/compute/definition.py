"""The definition in the last part of the article, coded word for word, compared with scikit-learn."""

from collections import Counter

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

from recomputed import arrays
from recomputed.stats import streams


def definition(trials: int, samples: int, dimensions: list[int], classes: int, seed: int) -> pd.DataFrame:
    """Compare `as_printed` with scikit-learn on `trials` random tables, each with a random odd K.

    Classification leaves out queries with tied votes, of which the definition says nothing. Columns: task, trials,
    largest_error (classification: 1 for another label; regression: relative).
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
            errors["classification"].append(float(peer != as_printed(table, labels, query, k, "classification")))
        peer = KNeighborsRegressor(k).fit(table, values).predict(query[None])[0]
        errors["regression"].append(abs(as_printed(table, values, query, k, "regression") / peer - 1))
    rows = [{"task": task, "trials": len(found), "largest_error": max(found)} for task, found in errors.items()]
    return pd.DataFrame(rows)


def as_printed(samples: np.ndarray, answers: np.ndarray, query: np.ndarray, k: int, task: str) -> float:
    """Measure the distances from `query` (D,) to all `samples` (N, D) and take the `k` nearest.

    Gives their most frequent label for the task "classification", the mean of their values for any other.
    Raises BadInput for numbers that are not finite and for a K outside 1 … N.
    """
    samples = arrays.doubles(samples, "samples", ("N", "D"), finite=True)
    query = arrays.doubles(query, "query", (samples.shape[1],), finite=True)
    if task != "classification":
        answers = arrays.doubles(answers, "values", (len(samples),))
    arrays.count(len(answers), "number of answers", len(samples), len(samples))
    arrays.count(k, "K", 1, len(samples))
    distances = [np.sqrt(((query - sample) ** 2).sum()) for sample in samples]
    chosen = [answers[n] for n in sorted(range(len(samples)), key=distances.__getitem__)[:k]]
    return Counter(chosen).most_common(1)[0][0] if task == "classification" else sum(chosen) / k
