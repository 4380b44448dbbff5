"""Smoothers, their decomposition and their data at the edges of what they take."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import Ridge as ScikitRidge

from articles.bias_variance.compute import (
    decomposition,
    remedies,
    smoothers,
    sweeps,
    synthetic,
    tendencies,
)
from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from articles.bias_variance.compute.tradeoff import optimum
from edges import REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one

X = np.array([[3, 1], [0, 2], [1, 0], [2, 5], [4, 1]])


@given(st.sampled_from(WHOLE[1:] + REAL), layouts)
def test_smoothers_of_any_type(dtype, layout):
    x = laid_out(X.astype(dtype), layout)
    expected = smoothers.neighbours(X.astype(float), X[::-1].astype(float))
    np.testing.assert_array_equal(smoothers.neighbours(x, laid_out(X[::-1].astype(dtype), layout)), expected)
    predicted = smoothers.Ridge(x, x).weights(0.5) @ np.arange(5)
    np.testing.assert_allclose(predicted, ScikitRidge(0.5).fit(X, np.arange(5)).predict(X), rtol=1e-9)
    np.testing.assert_array_equal(smoothers.legendre(x, 2), smoothers.legendre(X.astype(float), 2))


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.float32])
def test_powers_of_small_integers_do_not_overflow(dtype):
    x, queries, targets = np.array([10, 20, 30, 40]), np.array([15]), np.ones((2, 4))
    for sweep, arguments in ((sweeps.penalties, (3, [1.0], targets)), (sweeps.degrees, (2, targets))):
        found = list(sweep(x.astype(dtype), queries.astype(dtype), *arguments))
        for one, other in zip(found, sweep(x.astype(float), queries.astype(float), *arguments), strict=True):
            np.testing.assert_array_equal(one[2], other[2])
    assert synthetic.curve(np.array([100], dtype)) == synthetic.curve(100.0)
    weights = np.array([[100, 100]], dtype)
    assert decomposition.noise_variance(weights, 1.0) == 20000


def test_constant_and_extreme_features_are_refused_where_no_answer_exists():
    constant = np.ones((4, 1))
    refused(lambda: smoothers.Ridge(constant, constant).weights(0.0), "singular design")
    np.testing.assert_allclose(smoothers.Ridge(constant, constant).weights(1.0), 0.25)
    for scale in (1e-200, 1e200):
        refused(lambda scale=scale: smoothers.Ridge(X * scale, X * scale).weights(0.0), "too large or too small")
    refused(lambda: polynomial_ridge([1e200, 2.0, 3.0], np.ones((1, 3)), [1.0], [2], [1.0]), "powers too large")
    refused(lambda: synthetic.additive(np.zeros((3, 10)), np.zeros(10)), "no effect")
    refused(lambda: synthetic.additive(np.zeros((3, 9)), np.ones(10)), "wrong shape")


def test_what_is_no_table_is_refused():
    refuses_no_numbers(lambda table: smoothers.neighbours(table, X), X)
    refuses_no_numbers(lambda table: smoothers.legendre(table, 2), X)
    refuses_no_numbers(lambda table: decomposition.noise_variance(table, 1.0), X)
    refuses_no_numbers(synthetic.curve, X)
    refused(lambda: smoothers.neighbours(with_one(X, np.nan), X), "not finite")
    refused(lambda: smoothers.legendre(X[:0], 2), "empty")
    refused(lambda: smoothers.legendre(X, 0), "degree")
    refused(lambda: decomposition.training_error(np.eye(3), np.ones(2), 1.0), "wrong shape")
    refused(lambda: decomposition.over_inputs([], np.ones(3), 1.0, 2))
    refused(lambda: decomposition.grouped(lambda rows: (), 8, 2.5), "2 to 4")
    refused(lambda: decomposition.exact(np.ones((2, 3)), np.eye(3), np.ones(3), np.ones(1), 1.0), "truth at queries")
    refused(lambda: decomposition.simulated(np.ones((4, 2)), np.ones((3, 2)), np.ones((4, 2)), np.ones(2), 2))


def test_steps_of_the_smoothers_refuse_what_has_no_weights():
    refuses_no_numbers(lambda order: smoothers.knn_weights(order, 1), np.array([[0, 1], [1, 0]]))
    for k in (0, 3, -1):
        refused(lambda k=k: smoothers.knn_weights([[0, 1], [1, 0]], k), "number of neighbours")
    for penalty in (-1, np.nan, np.inf):
        refused(lambda penalty=penalty: smoothers.gains(np.array([2.0, 1.0]), penalty, 5), "not a penalty")
    refused(lambda: smoothers.gains(np.array([1.0, 0.0]), 0, 5), "singular design")
    refuses_no_numbers(lambda table: smoothers.check_features(table, np.ones((2, 2))), np.ones((2, 2)))


def test_tables_without_their_columns_are_refused():
    table = pd.DataFrame({"sweep": ["a"], "value": [1.0]})
    refused(lambda: optimum(table, table), "missing column test_error")
    refused(lambda: remedies.changes(table), "missing column patient")
    refused(lambda: tendencies.tendencies(table), "missing column problem")
