"""Tests of ranks at the edges of what they take."""

import numpy as np

from edges import NOT_FINITE, refused, refuses_no_numbers, with_one
from recomputed.stats import ranks


def test_ranks_refuse_what_they_cannot_order():
    refuses_no_numbers(lambda values: ranks.median_interval(values, 0.05), np.ones(3))
    for value in NOT_FINITE:
        refused(lambda value=value: ranks.median_interval(with_one(np.ones(3), value), 0.05), "not finite")
    refused(lambda: ranks.median_interval([], 0.05), "empty")
    for p in ([0.5, 1.1], [-0.1], [np.nan]):
        refused(lambda p=p: ranks.holm_levels(p, 0.05))
    assert ranks.holm_levels([], 0.05).size == 0
