"""Prediction from neighbours, for K = 1 … K_max in one pass: the most frequent label, or the mean.

The article on KNN does not say what happens if labels have equally many votes. Named rules:
nearest - the tied label with the nearest neighbour wins; lowest - the lowest label wins; reported - no prediction, TIE.
The rules for samples at equal distances are in methods.neighbours.checks.DISTANCE_TIES.
"""

import numpy as np

from methods.neighbours import kernels
from recomputed.errors import BadInput

VOTE_TIES = ("nearest", "lowest", "reported")
TIE = -1  # the prediction for a tie by the rule "reported"


def classify(labels: np.ndarray, classes: int, ties: str) -> tuple[np.ndarray, np.ndarray]:
    """Give predictions and whether votes were tied, both (Q, K_max), column K - 1 for K, from neighbours' labels.

    labels: (Q, K_max), nearest first, integers in 0 … classes - 1. ties: one of VOTE_TIES.
    Raises BadInput for labels outside that range or an unknown rule.
    """
    labels = np.ascontiguousarray(labels)
    problem = {"where": "votes", "do": "correct the labels or the name of the rule"}
    if ties not in VOTE_TIES:
        raise BadInput("unknown tie rule", expected=f"one of {', '.join(VOTE_TIES)}", found=ties, **problem)
    if (
        labels.ndim != 2
        or labels.dtype.kind not in "iu"
        or (labels.size and not 0 <= labels.min() <= labels.max() < classes)
    ):
        expected = f"a table of integers from 0 to {classes - 1}"
        raise BadInput("labels are not classes", expected=expected, found=f"{labels.dtype} {labels.shape}", **problem)
    winners, tied = np.empty(labels.shape, np.int16), np.empty(labels.shape, np.bool_)
    kernels.vote(labels, classes, ties != "lowest", winners, tied)
    if ties == "reported":
        winners[tied] = TIE
    return winners, tied


def average(values: np.ndarray) -> np.ndarray:
    """Give the means of the nearest 1, 2, … K_max `values` (Q, K_max), nearest first: regression for every K."""
    return np.cumsum(values, axis=1) / np.arange(1, values.shape[1] + 1)
