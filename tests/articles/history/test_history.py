"""History: proofs of separability, the perceptron rule, exact gradients, dates, and what the figures show."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import rgb_to_hsv
from scipy.optimize import nnls
from sklearn.linear_model import Perceptron

import naive
from articles.history.compute import boolean_functions, colours, gradients, graphics, multilayer, retina, separability
from articles.history.compute.kernels import perceptron
from articles.history.draw import gradients as draw_gradients
from articles.history.draw import multilayer as draw_multilayer
from articles.history.draw import retina as draw_retina
from articles.history.draw import separability as draw_separability
from figure_checks.figures import problems
from methods import feedforward
from recomputed.errors import BadInput


@pytest.fixture(scope="module")
def scenes():
    return separability.scenes(1, points=60, spread=0.15, passes=30)


@pytest.fixture(scope="module")
def deep():
    sizes = {"width": 48, "nets_each": 12, "samples": 8, "naive_sd": [0.01, 1], "other_sd": [0.1]}
    return gradients.gradients(1, [2, 8, 16, 24], **sizes, straight=[0.5, 0.95])


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), samples=st.integers(2, 12), dimension=st.integers(1, 3))
def test_exactly_one_of_the_two_proofs_exists_and_it_is_one(seed, samples, dimension):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(-3, 4, (samples, dimension)).astype(float), rng.choice((-1, 1), samples)
    weights, common = separability.separating_weights(x, y), separability.common_point(x, y)
    assert (weights is None) != (common is None)
    if weights is not None:
        assert (y * (separability.with_ones(x) @ weights) >= 1 - 1e-6).all()
        assert separability.learn(x, y, 100_000)[1][-1] == 0
    else:
        for side in (-1, 1):  # a mean of the class with weights that are not negative
            system = np.vstack([x[y == side].T, np.ones((y == side).sum())])
            assert nnls(system, np.append(common, 1))[1] < 1e-6


@given(seed=st.integers(0, 10**6))
def test_the_kernel_is_the_naive_rule(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(15, 3)), rng.choice((-1.0, 1.0), 15)
    weights = np.zeros(3)
    mistakes = perceptron(x, y, weights, 20)
    expected, counts = naive.perceptron(x, y, 20)
    assert mistakes.tolist() == counts
    assert weights == pytest.approx(expected)


def test_the_rule_gives_the_weights_of_scikit_learn():
    x = np.random.default_rng(3).normal(size=(40, 2)) + 1
    y = np.where(x @ [1, 2] > 2.5, 1, -1)
    ours, _ = separability.learn(x, y, 7)
    theirs = Perceptron(shuffle=False, max_iter=7, tol=None).fit(x, y)
    assert ours == pytest.approx([*theirs.coef_[0], *theirs.intercept_])


def test_boolean_functions_are_counted_as_is_known():
    tables = boolean_functions.boolean_functions([2, 3], 1000, [2, 50])
    table, lines = tables["functions"], tables["lines"]
    assert lines["functions"].tolist() == [14 + 104] * 2
    assert lines["failures"].tolist() == [lines["lines"][0] - 2, 0]
    assert table.groupby("inputs")["truth"].size().to_dict() == {2: 16, 3: 256}
    assert table[table.separable == "yes"].groupby("inputs").size().to_dict() == {2: 14, 3: 104}
    assert (table.exception == 0).all()
    assert (table.hulls_meet != table.separable).all()
    assert ((table.cycle > 0) == (table.solved == "no")).all()


def test_too_few_passes_and_unknown_labels_are_bad_input():
    with pytest.raises(BadInput, match="passes"):
        separability.boolean_functions([2], 1)
    with pytest.raises(BadInput, match="labels 1 and -1"):
        separability.learn(np.ones((2, 1)), np.array([0, 1]), 5)


def test_scenes(scenes):
    lines = scenes["lines"].set_index("scene")
    assert lines["separable"].to_dict() == lines["solved"].to_dict()
    assert lines.index[lines.separable == "no"].tolist() == ["four clusters", "XOR"]
    assert lines.loc["XOR", ["common1", "common2"]].tolist() == pytest.approx([0.5, 0.5])


def test_nets_against_finite_differences_and_side_by_side():
    rng = np.random.default_rng(1)
    for kinds in (["tanh", "sigmoid", "identity"], ["ReLU", "tanh", "sigmoid"]):
        stack = feedforward.glorot(rng, [3, 5, 4, 2], nets=(2,))
        x, direction = rng.normal(size=(2, 7, 3)), rng.normal(size=(2, 7, 2))

        def loss(net, kinds=kinds, x=x, direction=direction):
            return (feedforward.forward(net, kinds, x)[-1] * direction).sum()

        outputs = feedforward.forward(stack, kinds, x)
        exact = feedforward.gradients(outputs, feedforward.deltas(stack, kinds, outputs, direction))
        for layer, pair in zip(stack, exact, strict=True):
            for part, slope in zip(layer, pair, strict=True):
                assert slope == pytest.approx(naive.slopes(lambda s=stack: loss(s), part), abs=1e-6)
        alone = feedforward.forward([(w[1], b[1]) for w, b in stack], kinds, x[1])[-1]
        assert outputs[-1][1] == pytest.approx(alone)


def test_xor_and_constructed_nets():
    tables = multilayer.multilayer(1, [2, 5], runs=20, steps=1500, rate=0.5, inputs=[2, 3], tries=4)
    solved = tables["solved"].set_index(["method", "hidden"])["solved_percent"]
    assert solved["trained", 5] > 90
    assert solved["constructed"].tolist() == solved["best of several"].tolist() == [100, 100]
    assert multilayer.constructed([2, 3])["runs"].tolist() == [2, 152]
    corners = tables["picture"][tables["picture"].label != 0]
    assert ((corners.output > 0.5) == (corners.label == 1)).all()
    median = tables["losses"][tables["losses"].hidden == 5].loss_median.to_numpy()
    assert median[-1] < 0.1 * median[0]
    fig = draw_multilayer.xor(**tables)
    assert not problems(fig)
    plane, curves, _ = fig.axes
    assert plane.get_title(loc="left") == "XOR, one trained net"
    assert len(curves.get_lines()) == 3


def test_bars_are_inseparable_because_rows_and_columns_light_the_same_cells():
    x, y, held_out = retina._bars(7)
    assert np.array_equal(x[y < 0].sum(axis=0), x[y > 0].sum(axis=0))
    assert not held_out.any()
    assert (x.sum(axis=1) == 7).all()


def test_retina():
    made = retina.retina(1, side=12, images=120, association_units=150, wires=12, passes=50)
    summary = made["summary"].set_index(["task", "machine"])
    assert summary.separable["left or right", "cells"] == "yes"
    assert summary.test_error_percent["left or right", "cells"] < 10
    assert summary.separable["flat or upright bar", "cells"] == "no"
    assert (summary[summary.solved == "yes"].separable == "yes").all()
    assert summary.exception["flat or upright bar"].to_dict() == {
        "cells": 0,
        "association units": int(summary.solved["flat or upright bar", "association units"] == "yes"),
    }
    assert summary.exception.sum() >= 1  # random wires separate bars that no weights on the cells can
    discs, y, _ = retina._shapes(np.random.default_rng(1), 30, 400)
    assert discs[y < 0].sum(axis=1).mean() == pytest.approx(discs[y > 0].sum(axis=1).mean(), rel=0.1)
    fig = draw_retina.mark1(**made)
    assert len(fig.axes) == 9
    assert "144 cells" in fig.get_label()
    assert not problems(fig)


def test_gradients_follow_the_theory_of_wide_layers(deep):
    rates = deep["rates"]
    close = rates[(rates.initialisation != "normal, sd 1") & (rates.quantity == "profile")]
    assert close.factor_per_layer.to_numpy() == pytest.approx(close.theory_factor.to_numpy(), rel=0.1)
    relu = rates[rates.activation == "ReLU"].set_index(["initialisation", "quantity"])
    assert relu.theory_factor["He", "profile"] == pytest.approx(1)
    assert relu.theory_factor["Glorot", "profile"] == pytest.approx(np.sqrt(0.5))
    assert set(rates[rates.naive == "yes"].initialisation) == {"normal, sd 0.01", "normal, sd 1"}


def test_mean_field_of_small_weights_is_linear():
    assert gradients.mean_field_factor("tanh", 0.01, 100) == pytest.approx(0.1, rel=1e-3)
    assert gradients.mean_field_factor("sigmoid", 0.01, 100) == pytest.approx(0.1 / 4, rel=1e-2)


def test_r_squared_is_high_for_an_exponential_alone():
    x, noise = np.arange(30), 0.01 * np.random.default_rng(1).normal(size=(8, 30))
    fit = gradients.fit(x, noise + x * np.log10(0.7))
    assert fit["factor_per_layer"] == pytest.approx(0.7, abs=3 * fit["factor_per_layer_halfwidth"] + 1e-3)
    assert fit["r_squared"] > 0.999
    assert gradients.fit(x, noise - np.log10(1 + x))["r_squared"] < 0.9


def test_the_interval_of_r_squared_is_that_of_repeated_draws():
    x, rng = np.arange(30), np.random.default_rng(2)
    fits = [gradients.fit(x, 0.3 * rng.normal(size=(8, 30)) + 0.02 * x) for _ in range(400)]
    spread = 1.96 * np.std([fit["r_squared"] for fit in fits])
    assert np.mean([fit["r_squared_halfwidth"] for fit in fits]) == pytest.approx(spread, rel=0.25)


def test_bands_hold_their_medians_and_are_drawn(deep):
    for table in (deep["profile"], deep["first_layer"]):
        assert ((table.low <= table["median"]) & (table["median"] <= table.high)).all()
    profile = deep["profile"]
    assert (profile[profile.layers_back == 0][["low", "median", "high"]] == 1).all(axis=None)
    fig = draw_gradients.depth_vs_gradient(**{name: deep[name] for name in ("profile", "first_layer", "rates")})
    assert not problems(fig)
    axes = fig.axes
    assert [ax.get_yscale() for ax in axes] == ["log"] * 6
    assert axes[0].get_lines()[0].get_ydata()[0] == 1


def test_training_without_steps_solves_few_functions():
    none = multilayer.best_of(1, [2], tries=1, steps=0, rate=0.5)
    assert none["runs"].tolist() == [2]
    assert none["solved_percent"].tolist() == [0]


def test_straight_lines_of_logarithms(deep):
    table = deep["exponential"]
    assert set(table.sd) == {0.01, 0.1, 1}
    assert table[table.sd == 0.1].quantity.unique().tolist() == ["profile"]
    assert table.margin.to_numpy() == pytest.approx(table.r_squared - table.straight)
    x = np.arange(20)
    power = np.log10(1.0 + x) * np.ones((4, 1)) + 1e-6 * np.random.default_rng(1).normal(size=(4, 20))
    straight = 0.1 * x * np.ones((4, 1)) + 1e-6 * np.random.default_rng(1).normal(size=(4, 20))
    found = gradients.exponential({("a", 1, "q"): (x, power), ("b", 1, "q"): (x, straight)}, [0.9])
    assert found.over_power_law.to_numpy() == pytest.approx([-0.16, 0.16], abs=0.05)
    assert (found.margin > 0).tolist() == [False, True]


def test_rotating_is_linear_and_moving_is_not_but_for_homogeneous_coordinates():
    error = graphics.graphics(1, 20)["motions"].set_index(["formula", "form"])["max_relative_error"]
    assert error["rotating", "printed"] < 1e-12
    assert min(error["moving", "printed"], error["moving the origin", "printed"]) > 0.1
    assert error[:, "homogeneous"].max() < 1e-12


def test_a_colour_space_is_linear_where_it_is_a_matrix():
    error = graphics.graphics(1, 20)["spaces"].set_index("space")["max_relative_error"]
    assert set(error[error < 1e-9].index) == {"XYZ", "YIQ", "YPbPr"}
    assert error[error > 1e-9].min() > 1e-2


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_colours_are_those_of_matplotlib_and_of_the_standard(colour):
    rgb = np.array(colour)
    ours, theirs = colours.SPACES["HSV"](rgb), rgb_to_hsv(rgb)
    assert ours[1:] == pytest.approx(theirs[1:], abs=1e-9)
    assert np.exp(2j * np.pi * ours[0]) == pytest.approx(np.exp(2j * np.pi * theirs[0]), abs=1e-9)  # hues are angles
    assert colours.ypbpr(rgb)[0] == pytest.approx(0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2])
    assert (np.abs(colours.ypbpr(rgb)[1:]) <= 0.5 + 1e-12).all()


def test_known_colours():
    for lights, expected in (
        ((1, 1, 1), (100, 0, 0)),
        ((1, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 1, 0), (87.73, -86.18, 83.18)),
        ((0, 0, 1), (32.30, 79.19, -107.86)),
        ((0, 0, 0), (0, 0, 0)),
    ):
        assert colours.lab(np.array(lights, float)) == pytest.approx(expected, abs=0.03)
    assert colours.srgb(np.array([0, 0.001, 0.18, 0.5, 1])) == pytest.approx(
        [0, 0.01292, 0.46136, 0.73536, 1], abs=1e-5
    )
    assert colours.ycbcr(np.array([0.0, 0.0, 1.0])) == pytest.approx([29.07, 255.5, 107.265], abs=0.01)


def test_three_points_are_the_fewest_of_a_plane():
    panels = graphics.graphics(1, 20)["panels"].set_index("vertices")
    assert panels.least_dimension.tolist() == panels.most_dimension.tolist() == [0, 1, 2, 3]
    assert panels.least_needed.unique().tolist() == [3]


def test_separability_figure_draws_lines_that_separate(scenes):
    fig = draw_separability.linear_separability(**scenes)
    assert not problems(fig)
    axes = fig.axes
    titles = [ax.get_title(loc="left") for ax in axes]
    assert sum("a line parts them" in title for title in titles) == 3
    line = axes[0].get_lines()[-1].get_xydata()
    points = scenes["points"][scenes["points"].scene == "two clusters"]
    side = np.cross(
        np.append(line[1] - line[0], 0), np.column_stack([points[["x1", "x2"]] - line[0], np.zeros(len(points))])
    )
    assert abs(np.sign(side[:, 2]) @ points.label) == len(points)


def test_same_seed_same_tables(scenes):
    again = separability.scenes(1, points=60, spread=0.15, passes=30)
    assert all(pd.DataFrame.equals(scenes[name], again[name]) for name in scenes)
    assert not scenes["points"].equals(separability.scenes(2, 60, 0.15, 30)["points"])
