"""Perceptrons, separating lines and pretraining at the edges of what they take."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from articles.history.compute import pretraining, separability
from edges import NOT_FINITE, REAL, laid_out, layouts, refused, refuses_no_numbers, with_one

X, AND, XOR = np.array([[0, 0], [0, 100], [100, 0], [100, 100]]), np.array([-1, -1, -1, 1]), np.array([-1, 1, 1, -1])


@given(st.sampled_from([np.int8, np.int64, *REAL]), layouts)
def test_lines_and_hulls_of_any_type(dtype, layout):
    x = laid_out(X.astype(dtype), layout)
    for y, separable in ((AND, True), (XOR, False)):
        labels = laid_out(y.astype(dtype), "list" if layout == "list" else "contiguous")
        assert (separability.separating_weights(x, labels) is not None) == separable
        assert (separability.common_point(x, labels) is not None) != separable
        corners = laid_out((X // 100).astype(dtype), layout)  # the rule is slow where the offset's input is small
        assert (separability.learn(corners, labels, 50)[1][-1] == 0) == separable
    assert separability.separating_weights(x, np.ones(4, np.uint8)) is not None
    assert separability.common_point(x, np.ones(4)) is None


def test_samples_without_a_side_are_refused():
    for solve in (separability.separating_weights, separability.common_point, lambda x, y: separability.learn(x, y, 5)):
        refuses_no_numbers(lambda x, solve=solve: solve(x, AND), X)
        for value in NOT_FINITE:
            refused(lambda solve=solve, value=value: solve(with_one(X, value), AND), "not finite")
        for y in (AND > 0, AND + 1, AND[:2], np.full(4, np.nan)):
            refused(lambda solve=solve, y=y: solve(X, y))
        refused(lambda solve=solve: solve(X[:0], AND[:0]), "empty")
    refused(lambda: separability.learn(X, AND, 0), "passes")


def test_labels_of_a_net_are_its_classes():
    net = [(np.zeros((4, 3)), np.zeros((1, 3)))]
    x = np.ones((2, 4))
    for labels in ([0, 3], [0, -1], [0.0, 1.0], [0], []):
        refused(lambda labels=labels: pretraining.loss_gradients(net, x, labels), "labels")
    (expected,), (found,) = (pretraining.loss_gradients(net, x, np.array([0, 2], t)) for t in (int, np.uint8))
    np.testing.assert_array_equal(found[0], expected[0])
    refused(lambda: pretraining.error_percent(net, x, [0, 1, 2]), "wrong shape")
    refuses_no_numbers(pretraining.pixels, x)
    frozen = [(laid_out(w, "read-only"), b) for w, b in net * 2]
    refused(lambda: pretraining.pretrain(frozen, x, np.random.default_rng(0), 1, 2, 0.1, 0.9), "read-only")


def test_rates_are_chosen_among_finite_errors():
    table = pd.DataFrame({"arm": "a", "depth": 1, "rate": [0.1, 0.2], "validation_error_percent": [1.0, np.nan]})
    refused(lambda: pretraining.best_rates(table), "1 nan or inf")
    refused(lambda: pretraining.best_rates(table[:0]), "empty table")
