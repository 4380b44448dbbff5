"""Section "Choosing the right value for K": test images whose answer changes with K, and their nearest neighbours."""

import numpy as np

from articles.knn.compute.join_shards import join_shards
from articles.knn.compute.sweep import sweep
from datasets.mnist.split import CLASSES, part, split
from methods.neighbours.votes import classify


def tables(
    mnist: dict, test: dict, validation: dict, leave_one_out: dict, shown: int, shown_k: int, ties: str, seed: int
) -> dict:
    """Make `error_vs_k` and `distance_ties`, see sweep, and the arrays `pictures`, see `pictures`."""
    found = sweep(test, validation, leave_one_out)
    return {**found, "pictures": pictures(mnist, join_shards(test), shown, shown_k, ties, seed)}


def pictures(mnist: dict, test: dict, shown: int, shown_k: int, ties: str, seed: int) -> dict[str, np.ndarray]:
    """Take the first `shown` test images whose answer is not the same for every K up to `shown_k`.

    seed: of the run, which holds out test images where the data set has none.

    Gives index (n,) among the test images, query (n, rows, columns), truth (n,), neighbours (n, K, rows, columns),
    labels (n, K), predicted (n, K) with the rule `ties` for tied votes. n is smaller where fewer answers change.
    """
    labels = test["labels"][:, :shown_k]
    predicted = classify(labels, CLASSES, ties)[0]
    chosen = np.flatnonzero((predicted != predicted[:, :1]).any(axis=1))[:shown]
    parts, size = split(mnist, 0, seed), part(mnist, "train")[0].shape[1:]
    return {
        "index": chosen,
        "query": parts.test[chosen].reshape(-1, *size),
        "truth": test["truth"][chosen],
        "neighbours": parts.train[test["indices"][chosen, :shown_k]].reshape(*labels[chosen].shape, *size),
        "labels": labels[chosen],
        "predicted": predicted[chosen],
        "data": np.array(str(test["data"])),
    }
