"""The interval of the signed-rank test is what the test does not reject; levels of Holm's steps decide as it does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recomputed.stats import ranks


@given(st.lists(st.integers(-1000, 1000), min_size=6, max_size=11, unique=True), st.sampled_from([0.05, 0.01, 0.004]))
def test_the_interval_holds_the_shifts_that_the_test_does_not_reject(values, level):
    values = np.array(values) + np.linspace(0, 0.1, len(values)) ** 2  # no ties among the means
    middle, low, high = ranks.median_interval(values, level)
    assert low <= middle <= high
    tiny = 1e-6
    if np.isfinite(low):
        for end, inwards in ((low, tiny), (high, -tiny)):
            assert ranks.signed_rank(values - end - inwards) > level
            assert ranks.signed_rank(values - end + inwards) <= level
    else:
        assert 2.0 ** (1 - len(values)) > level  # even differences of one sign are not rejected


def test_the_median_of_means_by_its_definition():
    assert ranks.median_interval(np.array([1.0, 2.0, 6.0]), 0.05) == (2.75, -np.inf, np.inf)
    assert ranks.median_interval(np.arange(1.0, 7), 0.05)[1:] == (1.0, 6.0)  # 2 / 2^6 is below 0.05


@given(st.lists(st.sampled_from([0.001, 0.002, 0.01, 0.012, 0.02, 0.04, 0.2, 1.0]), min_size=1, max_size=12))
def test_levels_decide_as_holms_correction_does(p):
    p = np.array(p)
    levels = ranks.holm_levels(p, 0.05)
    assert ((p <= levels) == (ranks.holm(p) <= 0.05)).all()
    assert all(len(set(levels[p == one])) == 1 for one in p)


def test_levels_are_those_of_the_steps():
    assert ranks.holm_levels(np.array([0.3, 0.001, 0.02]), 0.06) == pytest.approx([0.06, 0.02, 0.03])
    assert ranks.holm_levels(np.array([0.3, 0.001, 0.04, 0.5]), 0.06) == pytest.approx([0.02, 0.015, 0.02, 0.02])
