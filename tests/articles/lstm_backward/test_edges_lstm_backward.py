"""Comparisons, bounds and clipping of the article on back propagation at the edges of what they take."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from articles.lstm_backward.compute import bound, clipping, gradient_decades, scores, statistics, trials
from edges import NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one
from recomputed.stats import ranks


@given(st.sampled_from(WHOLE[1:] + REAL), layouts)
def test_paired_differences_of_any_type_are_scipys(dtype, layout):
    values = np.array([1, 4, 2, 100]).astype(dtype)
    mean, half, p = statistics.paired(laid_out(values, layout))
    theirs = ttest_1samp(values.astype(float), 0)
    np.testing.assert_allclose([mean, p], [values.astype(float).mean(), theirs.pvalue], rtol=1e-9)
    np.testing.assert_allclose(half, np.diff(theirs.confidence_interval())[0] / 2, rtol=1e-9)


@given(st.floats(-1e6, 1e6), st.integers(2, 50))
def test_equal_differences_have_no_spread(value, count):
    mean, half, p = statistics.paired(np.full(count, value))
    np.testing.assert_allclose(mean, value, rtol=1e-12)
    assert half == 0
    assert p == float(mean == 0)


def test_comparisons_refuse_what_they_cannot_judge():
    for differences in ([1.0], [], [1.0, np.nan], [1e200, -1e200, 0], [[1.0, 2.0]]):
        refused(lambda differences=differences: statistics.paired(differences))
    for p in ([0.5, 1.1], [-0.1], [np.nan]):
        refused(lambda p=p: ranks.holm(p))
    assert ranks.holm(np.array([])).size == 0
    assert ranks.holm([1, 0]).tolist() == [1, 0]
    refuses_no_numbers(statistics.paired, np.ones(3))
    refused(lambda: scores.scores(pd.DataFrame({"update": [1]})), "missing column task")
    refused(lambda: statistics.share(4, 3), "not a share")
    refused(lambda: statistics.share(0, 0), "number of nets")
    refused(lambda: statistics.median([]), "empty")
    refused(lambda: statistics.median([1, np.nan]), "not finite")
    refused(lambda: ranks.signed_rank([1, np.inf]), "not finite")


@given(st.sampled_from([np.int8, np.int64, *REAL]), layouts, st.sampled_from(clipping.METHODS))
def test_gradients_of_integers_are_clipped_as_floats(dtype, layout, method):
    of_w, of_b = (np.array([[100, -3], [0, 1]]).astype(dtype) for _ in range(2))
    found = clipping.clip(laid_out(of_w, layout), laid_out(of_b, layout), method, 0.5)
    expected = clipping.clip(
        np.array(laid_out(of_w, layout), float), np.array(laid_out(of_b, layout), float), method, 0.5
    )
    np.testing.assert_array_equal(found, expected)
    size = np.hypot(*found)
    assert method == "none" or (size <= (0.5 if method == "norm" else 0.75)).all()
    for threshold in (0, np.inf, np.nan):
        refused(lambda threshold=threshold: clipping.clip(of_w, of_b, method, threshold), "cannot clip")


def test_bounds_and_decades_refuse_what_is_no_state():
    w, h = np.eye(2), np.zeros((4, 1, 2))
    assert bound.over_lags(np.eye(2, dtype=np.uint8), h).shape == (3, 1)
    refused(lambda: bound.over_lags(w, h + 2), "-1 to 1")
    refused(lambda: bound.over_lags(np.eye(3), h), "wrong shape")
    for value in NOT_FINITE:
        refused(lambda value=value: bound.over_lags(with_one(w, value), h), "not finite")
    refused(lambda: gradient_decades.summary(np.ones((1, 2)), [0, 1]), "number of nets")
    refused(lambda: gradient_decades.summary(np.ones((3, 2)), [0]), "wrong shape")


@pytest.mark.parametrize(
    ("printed", "true", "expected"), [([0, 0], [0, 0], 0), ([0, 1], [0, 0], np.inf), ([1], [2], 0.5)]
)
def test_relative_errors_of_zeros_and_bytes(printed, true, expected):
    assert trials.relative_error(np.array(printed, np.uint8), np.array(true, np.uint8)) == expected
    refused(lambda: trials.relative_error(np.ones(3), np.ones(2)), "wrong shape")
    refused(lambda: trials.relative_error(np.ones(0), np.ones(0)), "empty")
