"""Perceptrons, separating lines and pretraining at the edges of what they take."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from articles.history.compute import autoencoders, boltzmann, condition, effects, separability, stacks, training
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


def test_nets_refuse_labels_and_pixels_that_are_none():
    net = [[np.zeros((1, 4, 3)), np.zeros((1, 1, 3))]]
    for labels in ([0, -1], [0.0, 1.0], [0], []):
        images = stacks.Images(np.ones((2, 4)), labels)
        refused(lambda images=images: stacks.error_percent(net, "sigmoid", images), "labels")
    assert stacks.error_percent(net, "sigmoid", stacks.Images(np.ones((2, 4)), np.array([0, 1], np.uint8))) == 50
    refuses_no_numbers(stacks.pixels, np.ones((2, 4)))
    for odd in (np.ones((2, 5)), np.ones((2, 9))):
        refused(lambda odd=odd: stacks.pixels(odd), "even side")
    frozen = [(laid_out(w[0], "read-only"), b[0]) for w, b in net * 2]
    for pretrain in (autoencoders.pretrain, boltzmann.pretrain):
        refused(lambda f=pretrain: f(frozen, np.ones((2, 4)), np.random.default_rng(0), 1, 2, 0.1, 0.9), "read-only")


def test_rates_are_chosen_among_finite_errors():
    table = pd.DataFrame({"rate": [0.1, 0.2], "validation_error_percent": [1.0, np.nan]})
    refused(lambda: condition.best_rate(table), "1 nan or inf")
    refused(lambda: condition.best_rate(table[:0]), "empty table")


def test_effects_are_of_finite_numbers():
    table = pd.DataFrame({"arm": ["a", "plain"], "depth": 1, "repeat": 0, "x": [1.0, np.nan]})
    compared = ("plain", ["depth"], "x", "more_x", 1, [])
    refused(lambda: effects.effects(table, *compared), "1 nan or inf")
    refused(lambda: effects.effects(table.drop(columns="depth"), *compared), "missing column depth")
    refused(lambda: effects.effects(table[:0], *compared), "empty table")


def test_states_and_abilities_are_of_whole_tables():
    curve = pd.DataFrame({"arm": "a", "depth": 1, "repeat": 0, "epochs_spent": [8.0], "validation_error_percent": 9.0})
    one_point = effects.learning_states(curve, ["arm", "depth"], 8)
    assert one_point["state"].tolist() == ["still falling"]  # it is no curve
    refused(lambda: effects.learning_states(curve.drop(columns="repeat"), ["arm"], 8), "missing column repeat")
    refused(lambda: effects.learning_states(curve.assign(validation_error_percent=np.inf), ["arm"], 8), "1 nan or inf")
    refused(lambda: effects.abilities(curve, curve, ["depth"]), "missing column against")
    refused(lambda: condition._decades(pd.DataFrame({"repeat": [0], "layer": 1, "gradient": np.nan})), "1 nan or inf")


def test_steps_change_only_what_can_be_changed():
    frozen, rates = [laid_out(np.ones((1, 2, 2)), "read-only")], np.ones(1)
    refused(lambda: stacks.momentum_step(frozen, 0.1, 0.9), "read-only")
    refused(lambda: stacks.adam_step(frozen, rates), "read-only")


def test_nets_are_not_watched_on_labels_that_are_none():
    rng, arm, sizes = np.random.default_rng(1), training.PLAIN, training.Sizes(2, 0.9, 1, 1, 0.1)
    train = stacks.Images(np.ones((1, 2, 4), np.float32), np.zeros((1, 2), int))
    net = [(np.ones((1, 4, 2), np.float32), np.zeros((1, 1, 2), np.float32)) for _ in range(1)]
    net += [(np.ones((1, 2, 2), np.float32), np.zeros((1, 1, 2), np.float32))]
    begun = training.Start(stacks.Stack(net, train, stacks.Draws([rng])), 0.0)
    check = stacks.Images(train.x[0], np.array([0.5, 1]))
    refused(lambda: training.with_labels(arm, begun, np.ones(1), sizes, check), "labels")
