"""The definition of KNN as expressions, with seeded inputs on which they and their edits are evaluated."""

from collections import Counter

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS, SAMPLES, DIMENSION, CLASSES = 8, 30, 3, 3


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Edit the formulas that fail and perturb those that hold; tables as in recomputed.formulas.edits.tables."""
    inputs, labels, values = [], [], []
    for trial in range(TRIALS):
        rng = streams.rng(seed, "knn formulas", trial)
        table, query, k = rng.normal(size=(SAMPLES, DIMENSION)), rng.normal(size=DIMENSION), 5 + trial
        value, label = rng.normal(size=SAMPLES), rng.integers(1, CLASSES + 1, size=SAMPLES)
        nearest = sorted(range(SAMPLES), key=lambda n, x=table, q=query: np.sqrt(((x[n] - q) ** 2).sum()))
        functions = {"nearest": lambda count, order=nearest: order[:count], "total": np.sum, "vote": _vote}
        inputs.append({"value": value, "label": label, "K": k, **functions})
        values.append(KNeighborsRegressor(k).fit(table, value).predict(query[None])[0])
        labels.append(KNeighborsClassifier(k).fit(table, label).predict(query[None])[0])
    clear = [trial for trial in range(TRIALS) if _is_clear(inputs[trial])]
    return tables(
        [
            Formula("knn-11", "total(value[nearest(K)]) / K", inputs, values, counts=("K",)),
            Formula(
                "knn-11",
                "vote(label[nearest(K)])",
                [inputs[trial] for trial in clear],
                [labels[trial] for trial in clear],
                counts=("K",),
            ),
        ]
    )


def _vote(labels: np.ndarray) -> int:
    return Counter(labels.tolist()).most_common(1)[0][0]


def _is_clear(drawn: dict) -> bool:
    """Say whether the vote has one winner, as the definition does not cover ties."""
    counts = np.sort(np.bincount(drawn["label"][drawn["nearest"](drawn["K"])], minlength=CLASSES + 1))
    return bool(counts[-1] > counts[-2])
