"""Subspace classification of MNIST over the dimension, beside K nearest neighbours and the nearest mean.

Validation images choose each rule's dimension; the test images only judge, with subspaces of all training images.
"""

import numpy as np
import pandas as pd

from articles.announced.judge import error_percent, excess_percent
from articles.announced.subspace import RULES, nearest_mean, similarities, span
from datasets.mnist.split import CLASSES, Split, split
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify

KNN, MEAN = "KNN", "nearest mean"


def compare(mnist: dict, seed: int, dimensions: int, validation_images: int, k: int) -> dict[str, pd.DataFrame]:
    """Judge every rule for 1 … `dimensions` dimensions, and KNN (k neighbours) and the nearest mean on the same images.

    `errors`: method, part (validation, test), dimension (0 where there is none), error_percent and halfwidth.
    `standing`: method, dimension as chosen by validation, test error_percent; over_mean_percent and over_knn_percent,
    by how much it errs more often than the nearest mean and KNN; rise_percent, the error at the most dimensions less
    that at the chosen one (all with half widths, of paired differences); mean_ratio, its error over the nearest mean's.
    """
    cast = split(mnist, validation_images, seed)
    rest = np.ones(len(cast.train), np.bool_)
    rest[cast.validation] = False
    fitted = cast.train[rest], cast.train_labels[rest]
    checked = cast.train[cast.validation], cast.train_labels[cast.validation]
    validation = wrong_by_rule(*fitted, *checked, dimensions)
    test = wrong_by_rule(cast.train, cast.train_labels, cast.test, cast.test_labels, dimensions)
    single = {KNN: _knn(cast, k), MEAN: test.pop(MEAN)[0]}
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
    rows = [_standing(rule, chosen[rule] + 1, test[rule][chosen[rule]], single, test[rule][-1]) for rule in RULES]
    rows += [_standing(name, 0, wrong, single, wrong) for name, wrong in single.items()]
    tables = {"errors": pd.DataFrame(errors), "standing": pd.DataFrame(rows)}
    return {name: table.assign(data=cast.data) for name, table in tables.items()}


def wrong_by_rule(
    samples: np.ndarray, labels: np.ndarray, queries: np.ndarray, truth: np.ndarray, dimensions: int
) -> dict[str, np.ndarray]:
    """Give by rule where `queries` are taken for another class, (dimensions, Q); (1, Q) for the nearest mean."""
    wrong, x = {}, queries.astype(np.float64)
    for centred in (False, True):
        subspaces = span(samples, labels, dimensions, centred=centred)
        for rule in RULES:
            if centred == (rule == "flats"):
                answers = similarities(subspaces, x, rule).argmax(axis=0)
                wrong[rule] = (answers != truth[:, None]).T
    wrong[MEAN] = (nearest_mean(subspaces.origins, x) != truth)[None]
    return wrong


def _knn(cast: Split, k: int) -> np.ndarray:
    neighbours = nearest(cast.train, cast.test, k).indices
    return classify(cast.train_labels[neighbours], CLASSES, "nearest")[0][:, k - 1] != cast.test_labels


def _standing(method: str, dimension: int, wrong: np.ndarray, single: dict, at_most: np.ndarray) -> dict:
    row = {"method": method, "dimension": dimension, **error_percent(wrong)}
    for name, other in {"over_mean": single[MEAN], "over_knn": single[KNN], "rise": wrong}.items():
        excess = excess_percent(at_most if name == "rise" else wrong, other)
        row |= {f"{name}_percent": excess["excess_percent"]}
        row |= {f"{name}_percent_halfwidth": excess["excess_percent_halfwidth"]}
    return row | {"mean_ratio": wrong.mean() / single[MEAN].mean()}
