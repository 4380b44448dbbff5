"""Subspace classification of MNIST over the dimension, compared with K nearest neighbours and the nearest mean.

Each rule's dimension is chosen on validation images; test images only measure the error, with subspaces of all training
images.
"""

import numpy as np
import pandas as pd

from articles.announced.classification_errors import error_percent, excess_percent
from articles.announced.subspace import RULES, nearest_mean, similarities, span
from datasets.mnist.split import CLASSES, Split, split
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed import arrays

KNN, MEAN = "KNN", "nearest mean"


def compare(mnist: dict, seed: int, dimensions: int, validation_images: int, k: int) -> dict[str, pd.DataFrame]:
    """Measure the errors of every rule in 1 … `dimensions` dimensions, of KNN with `k` neighbours and the nearest mean.

    `errors`: method, part (validation, test), dimension (0 for methods without), error_percent with its half width.
    `comparison`: method, dimension (chosen on validation images), test error_percent; over_mean_percent and
    over_knn_percent, its error minus that of the nearest mean and of KNN; rise_percent, its error with the most
    dimensions minus that with the chosen one (all with half widths of paired differences); mean_ratio, its error over
    that of the nearest mean.
    """
    digits = split(mnist, validation_images, seed)
    rest = np.ones(len(digits.train), np.bool_)
    rest[digits.validation] = False
    fitted = digits.train[rest], digits.train_labels[rest]
    validated = digits.train[digits.validation], digits.train_labels[digits.validation]
    validation = wrong_by_rule(*fitted, *validated, dimensions)
    test = wrong_by_rule(digits.train, digits.train_labels, digits.test, digits.test_labels, dimensions)
    single = {KNN: _knn(digits, k), MEAN: test.pop(MEAN)[0]}
    errors = [
        {"method": rule, "part": part, "dimension": n, **error_percent(wrong[n - 1])}
        for part, by_rule in {"validation": validation, "test": test}.items()
        for rule, wrong in by_rule.items()
        if rule != MEAN
        for n in range(1, dimensions + 1)
    ]
    errors += [
        {"method": name, "part": "test", "dimension": 0, **error_percent(wrong)} for name, wrong in single.items()
    ]
    chosen = {rule: int(validation[rule].mean(axis=1).argmin()) for rule in RULES}
    rows = [_comparison_row(rule, chosen[rule] + 1, test[rule][chosen[rule]], single, test[rule][-1]) for rule in RULES]
    rows += [_comparison_row(name, 0, wrong, single, wrong) for name, wrong in single.items()]
    tables = {"errors": pd.DataFrame(errors), "comparison": pd.DataFrame(rows)}
    return {name: table.assign(data=digits.data) for name, table in tables.items()}


def wrong_by_rule(
    samples: np.ndarray, labels: np.ndarray, queries: np.ndarray, truth: np.ndarray, dimensions: int
) -> dict[str, np.ndarray]:
    """Mark for each rule the `queries` in a wrong class, (dimensions, Q); (1, Q) for the nearest mean."""
    wrong, x = {}, arrays.doubles(queries, "queries", ("Q", "D"), finite=True)
    truth = arrays.whole(truth, "classes of the queries", (len(x),), 0)
    for centred in (False, True):
        subspaces = span(samples, labels, dimensions, centred=centred)
        for rule in RULES:
            if centred == (rule == "flats"):
                answers = similarities(subspaces, x, rule).argmax(axis=0)
                wrong[rule] = (answers != truth[:, None]).T
    wrong[MEAN] = (nearest_mean(subspaces.origins, x) != truth)[None]
    return wrong


def _knn(digits: Split, k: int) -> np.ndarray:
    neighbours = nearest(digits.train, digits.test, k).indices
    return classify(digits.train_labels[neighbours], CLASSES, "nearest")[0][:, k - 1] != digits.test_labels


def _comparison_row(method: str, dimension: int, wrong: np.ndarray, single: dict, with_most: np.ndarray) -> dict:
    row = {"method": method, "dimension": dimension, **error_percent(wrong)}
    for name, other in {"over_mean": single[MEAN], "over_knn": single[KNN], "rise": wrong}.items():
        excess = excess_percent(with_most if name == "rise" else wrong, other)
        row |= {f"{name}_percent": excess["excess_percent"]}
        row |= {f"{name}_percent_halfwidth": excess["excess_percent_halfwidth"]}
    return row | {"mean_ratio": wrong.mean() / single[MEAN].mean()}
