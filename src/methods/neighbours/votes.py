"""Prediction from neighbours, for K = 1 … K_max in one pass: the most frequent label, or the mean.

The article on KNN does not say what happens if labels have equally many votes. Named rules:
nearest - the tied label with the nearest neighbour wins; lowest - the lowest label wins; reported - no prediction, TIE.
The rules for samples at equal distances are in methods.neighbours.checks.DISTANCE_TIES.
"""

import numpy as np

from methods.neighbours import kernels
from recomputed import arrays
from recomputed.errors import BadInput

VOTE_TIES = ("nearest", "lowest", "reported")
TIE = -1  # the prediction for a tie by the rule "reported"


def classify(labels: np.ndarray, classes: int, ties: str) -> tuple[np.ndarray, np.ndarray]:
    """Give predictions and whether votes were tied, both (Q, K_max), column K - 1 for K, from neighbours' labels.

    labels: (Q, K_max), nearest first, integers in 0 … classes - 1. ties: one of VOTE_TIES.
    Raises BadInput for labels outside that range or an unknown rule.
    """
    problem = {"where": "votes", "do": "correct the labels or the name of the rule"}
    if ties not in VOTE_TIES:
        raise BadInput("unknown tie rule", expected=f"one of {', '.join(VOTE_TIES)}", found=ties, **problem)
    last = arrays.count(classes, "votes: classes", 1) - 1
    labels = arrays.whole(labels, "votes: labels", ("queries", "K"), 0, last, empty=True, what="labels are not classes")
    labels = arrays.for_kernels(labels)  # int64: no label overflows
    winners = np.empty(labels.shape, np.int16 if last <= np.iinfo(np.int16).max else np.int64)
    tied = np.empty(labels.shape, np.bool_)
    kernels.vote(labels, last + 1, ties != "lowest", winners, tied)
    if ties == "reported":
        winners[tied] = TIE
    return winners, tied


def average(values: np.ndarray) -> np.ndarray:
    """Give the means of the nearest 1, 2, … K_max `values` (Q, K_max), nearest first: regression for every K.

    Raises BadInput for values that are not finite.
    """
    values = arrays.doubles(values, "values of neighbours", ("queries", "K"), finite=True, empty=True)
    return np.cumsum(values, axis=1) / np.arange(1, values.shape[1] + 1)
