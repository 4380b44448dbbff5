"""Steps of the computations that others may call alone: arrays and tables of a wrong kind are one clear line."""

import numpy as np
import pandas as pd
import pytest

from articles.announced import autoencoder
from articles.bias_variance.compute import (
    consequences,
    decomposition,
    families,
    remedies_tried,
    sensitivity,
    sweeps,
    tendencies,
)  # fmt: skip
from articles.bias_variance.compute import shares as bias_shares
from articles.curse.compute import angle_cones, costs, distances, pipeline
from articles.history.compute import approximation, colours, convolution, first_cnn, gradients, separability
from articles.knn.compute import recipe
from articles.lstm_backward.compute import (
    ablation,
    chain_rules,
    clipping,
    conditions,
    descents,
    gradient_decades,
    greff,
    hidden_errors,
    highway,
    judged,
    long_run,
    recorded,
    search,
    statistics,
)  # fmt: skip
from articles.lstm_forward.compute import flows, leads, multiplication
from articles.pca.compute import expansions, marks_check, marks_statistics, mnist_kept, mnist_rebuilt, optimise
from articles.series import compute as series
from articles.smart_home.compute import learning
from edges import NOT_FINITE, refused, refuses_no_numbers, with_one
from methods import feedforward
from methods.pca.fit import fit
from methods.rnn import lstm, parameters, sequences

RNG = np.random.default_rng(3)
POINTS, SQUARE, VALUES = RNG.normal(size=(6, 3)), np.diag([3.0, 2.0, 1.0]), RNG.normal(size=6)
TAPE = lstm.forward(parameters.random(parameters.lstm_shapes(2, 3), RNG, 0.5), np.ones((4, 1, 2)))
WEIGHTS = TAPE.parameters
IMAGES = RNG.integers(0, 255, (9, 4, 4)).astype(float)
PREDICTED = np.array([0, 1, 2, -1, -2, 0])


NET = feedforward.glorot(RNG, [3, 2, 1, 2, 3])


# Name of the step -> the call with one array exchanged, and an array that it takes.
STEPS = {
    "descend: covariance": (lambda a: [*autoencoder.descend(a, 2, RNG, 1, 0.1, 0.5)], SQUARE),
    "train: samples": (lambda a: next(autoencoder.train(a, (2, 1), RNG, 1, 2, 0.1)), abs(POINTS)),
    "pooled: means": (lambda a: decomposition.pooled(a, VALUES, VALUES, np.ones(3), 1.0), POINTS),
    "pooled: noise": (lambda a: decomposition.pooled(POINTS, a, VALUES, np.ones(3), 1.0), VALUES),
    "pooled: errors": (lambda a: decomposition.pooled(POINTS, VALUES, a, np.ones(3), 1.0), VALUES),
    "pooled: truth": (lambda a: decomposition.pooled(POINTS, VALUES, VALUES, a, 1.0), np.ones(3)),
    "nested: features": (lambda a: families.nested(a, POINTS, VALUES, [1]), POINTS),
    "nested: queries": (lambda a: families.nested(POINTS, a, VALUES, [1]), POINTS),
    "penalised: f": (lambda a: families.penalised(POINTS, POINTS, a, [0.1]), VALUES),
    "nearest: features": (lambda a: families.nearest(a, POINTS, VALUES, [2]), POINTS),
    "nearest_by_predictors: f": (lambda a: families.nearest_by_predictors(POINTS, POINTS, a, [1], 2), VALUES),
    "features: x": (lambda a: [*sweeps.features(a, POINTS, 1, np.ones((2, 6)))], POINTS),
    "kept": (lambda a: sensitivity.kept(a, "relative", 0.1), POINTS),
    "can": (lambda a: sensitivity.can({"one": a}, 0, {1: 5}), RNG.uniform(size=(4, 2, 3))),
    "measurements": (lambda a: pipeline.measurements(RNG, a, 4, 0.1), pipeline.sheets(0)),
    "costs.nearest: samples": (lambda a: costs.nearest([costs.Counted(0.0)] * 3, a), POINTS),
    "fit: x": (lambda a: gradients.fit(a, np.ones((2, 6)) * VALUES + np.arange(2)[:, None]), VALUES),
    "fit: logs": (lambda a: gradients.fit(VALUES[:3], a), POINTS),
    "fitted: measured": (lambda a: learning.fitted(a, VALUES), POINTS[:, :2]),
    "fitted: wanted": (lambda a: learning.fitted(POINTS[:, :2], a), VALUES),
    "xyz": (colours.xyz, np.ones(3)),
    "lab": (colours.lab, np.ones(3)),
    "srgb": (colours.srgb, np.ones(3)),
    "ypbpr": (colours.ypbpr, np.ones(3)),
    "ycbcr": (colours.ycbcr, np.ones(3)),
    "cmy": (colours.cmy, np.ones(3)),
    "smaller": (first_cnn.smaller, np.ones((2, 784))),
    "one_k": (lambda a: recipe.one_k("mnist", 1, 3, a, ""), VALUES),
    "of_training_sets: apart": (lambda a: recipe.of_training_sets("mnist", a, POINTS, ""), POINTS),
    "of_training_sets: wrong": (lambda a: recipe.of_training_sets("mnist", POINTS, a, ""), POINTS),
    "descend: w": (lambda a: descents.descend(a, VALUES, "none", 0.1, 1.0, 2, (3, 0.5, 0.1)), VALUES),
    "decades: x": (lambda a: gradient_decades.decades("vanilla", WEIGHTS, a, np.ones(3), [1]), np.ones((4, 1, 2))),
    "decades: error": (lambda a: gradient_decades.decades("vanilla", WEIGHTS, TAPE.x, a, [1]), np.ones(3)),
    "explained_percent: cause": (lambda a: hidden_errors.explained_percent(a, abs(POINTS)), abs(POINTS)),
    "explained_percent: effect": (lambda a: hidden_errors.explained_percent(abs(POINTS), a), abs(POINTS)),
    "errors_of_c": (lambda a: highway.errors_of_c(TAPE, a, True), np.ones(3)),
    "apart: one": (lambda a: chain_rules.apart(a, POINTS), POINTS),
    "apart: other": (lambda a: chain_rules.apart(POINTS, a), POINTS),
    "differences": (lambda a: chain_rules.differences([[a, POINTS]]), POINTS),
    "centre": (lambda a: statistics.centre(a, "score"), VALUES),
    "gate_derivative": (lambda a: flows.gate_derivative(TAPE, 0, a), np.ones(3)),
    "leads": (lambda a: leads.leads(0, {1.0: a}, 2, 3, [0.0], [1.0]), np.ones((2, 4))),
    "check_decades": (lambda a: leads.check_decades({1.0: a}), np.ones((2, 4))),
    "straight": (lambda a: multiplication.straight({1.0: a}, [0.9]), RNG.normal(size=(2, 4))),
    "axes_one_by_one": (lambda a: optimise.axes_one_by_one(RNG, a), SQUARE),
    "at_right_angles": (optimise.at_right_angles, POINTS[:, :1]),
    "frames: images": (lambda a: mnist_rebuilt.frames(fit(IMAGES.reshape(9, 16)), a, np.arange(2), [1]), IMAGES),
    "kept: vectors": (lambda a: mnist_kept.neighbours(fit(IMAGES.reshape(9, 16)), a, 2, [1], 3), IMAGES.reshape(9, 16)),
    "rotation": (lambda a: series.rotation(RNG, a), POINTS),
    "rank": (series.rank, POINTS),
    "projection": (series.projection, POINTS),
}  # fmt: skip
# These take no fractions, or let a nan through, so that it is seen in the result.
OTHER_STEPS = {
    "cones": (angle_cones.cones, np.ones(180, int)),
    "shares_of: predicted": (lambda a: pipeline.shares_of(a, np.zeros(6, int)), PREDICTED),
    "shares_of: truth": (lambda a: pipeline.shares_of(PREDICTED, a), np.zeros(6, int)),
    "patches": (convolution.patches, np.ones((1, 1, 4, 4))),
    "clipping.loss: w": (lambda a: clipping.loss(a, VALUES, 3, 0.5, 0.1), VALUES),
    "gradients: samples": (lambda a: autoencoder.gradients(NET, a), abs(POINTS)),
    "share: hits": (lambda a: bias_shares.share(a, np.ones(6, bool), np.arange(6), "hit"), np.ones(6, bool)),
    "share: counted": (lambda a: bias_shares.share(np.ones(6, bool), a, np.arange(6), "hit"), np.ones(6, bool)),
    "with_ones": (separability.with_ones, POINTS),
    "frames: chosen": (lambda a: mnist_rebuilt.frames(fit(IMAGES.reshape(9, 16)), IMAGES, a, [1]), np.arange(2)),
}  # fmt: skip
ANY_AXES = {"kept", "srgb", "clipping.loss: w", "gradients: samples"}  # they compute several at once
MODELS = ["problem", "family", "size", "large_k", "dial", "place", "excess", "bias2", "variance", "from_noise"]
MODELS += ["train_error", "test_error"]
OTHER_NETS = ["condition", "task", "cell", "seed", "score"]
NETS = ["task", "cell", "steps", "seed", "score", "data"]
# Name of the step -> the call with a table, and the columns that it needs.
TABLES = {
    "consequences": (lambda t: [*consequences.consequences(t, (1.0,))], MODELS),
    "balance": (lambda t: [*consequences.balance(t, (5,))], MODELS),
    "remedies_tried": (lambda t: [*remedies_tried.remedies_tried(t, (1.0,))], MODELS),
    "diagnosis": (lambda t: bias_shares.diagnosis(t, 1.0), ["bias2", "variance"]),
    "check_models": (bias_shares.check_models, MODELS),
    "symptoms": (lambda t: [*tendencies.symptoms(t)], MODELS),
    "untested": (lambda t: [*tendencies.untested(t)], MODELS),
    "memorised": (lambda t: [*tendencies.memorised(t)], MODELS),
    "two_or_ten": (lambda t: [*tendencies.two_or_ten(t)], MODELS),
    "tradeoff": (lambda t: [*tendencies.tradeoff(t)], MODELS),
    "same": (lambda t: distances.same(t, 3, [1.0]), ["law", "dimension", "pairs", "origin"]),
    "reached": (lambda t: approximation.reached(t, [1.0]), ["hidden", "error_percent"]),
    "ablation": (lambda t: ablation.ablation(t, ["adding"]), ["task", "cell", "seed", "score"]),
    "against_greff": (greff.against_greff, ["task", "variant", "verdict"]),
    "of_cells": (judged.of_cells, NETS),
    "of_pairs": (judged.of_pairs, NETS),
    "choices": (search.choices, search.COLUMNS),
    "whole": (lambda t: recorded.whole(t, t), [*recorded.KEYS, "steps", "hidden", "update", "loss", "relative_loss"]),
    "members_of": (lambda t: long_run.members_of(t, "adding", "vanilla", 1), search.COLUMNS),
    "under_conditions": (
        lambda t: conditions.under_conditions(t, t, ["adding"]),
        ["condition", "task", "cell", "seed", "score"],
    ),
    "chosen": (lambda t: search.chosen(t, "adding", "vanilla"), search.COLUMNS),
    "whole_marks": (lambda t: marks_check.whole_marks(t, ["a"]), ["a"]),
    "expansions.angles": (lambda t: expansions.angles(t, ["a", "b"]), ["a", "b"]),
    "panels": (marks_statistics.panels, ["student"]),
    "mirrored": (marks_statistics.mirrored, ["first", "second", "student", "x", "y"]),
    "references": (lambda t: series.references(t, []), ["article", "series", "place"]),
}


@pytest.mark.parametrize("step", [*STEPS, *OTHER_STEPS])
def test_a_step_refuses_what_are_no_numbers(step):
    call, good = (STEPS | OTHER_STEPS)[step]
    call(good)
    refuses_no_numbers(call, good)
    if step not in ANY_AXES:
        refused(lambda: call(np.stack([good, good])))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("value", NOT_FINITE)
def test_a_step_refuses_what_is_not_finite(step, value):
    call, good = STEPS[step]
    refused(lambda: call(with_one(good, value)))


@pytest.mark.parametrize("step", TABLES)
def test_a_step_refuses_other_tables(step):
    call, columns = TABLES[step]
    refused(lambda: call(None))
    refused(lambda: call(pd.DataFrame()))
    refused(lambda: call(pd.DataFrame(columns=columns)))
    for column in columns:
        refused(lambda column=column: call(pd.DataFrame({name: [1.0, 2.0] for name in columns if name != column})))


def test_steps_refuse_what_is_out_of_range():
    refused(lambda: families.nearest(POINTS, POINTS, VALUES, [7]), "out of range")
    refused(lambda: families.nearest_by_predictors(POINTS, POINTS, VALUES, [1], 0), "out of range")
    refused(lambda: sensitivity.kept(POINTS, "other", 0.1), "no scale")
    refused(lambda: sensitivity.kept(1.0, "relative", 0.1), "no scale")
    refused(lambda: first_cnn.smaller(np.ones((1, 785))), "wrong shape")
    refused(lambda: leads.check_decades({}), "no decades")
    refused(lambda: leads.check_decades({1.0: np.ones((2, 4)), 2.0: np.ones((2, 5))}), "wrong shape")
    refused(lambda: hidden_errors.explained_percent(-abs(POINTS), abs(POINTS)), "out of range")
    refused(lambda: recipe.one_k("mnist", 1, 3, np.ones(1), ""), "out of range")


def test_a_first_state_of_a_net_is_checked():
    refuses_no_numbers(lambda start: sequences.states(np.zeros((3, 2, 4)), start), np.zeros((2, 4)), optional=True)
    refused(lambda: sequences.states(np.zeros((3, 2, 4)), np.zeros((2, 5))), "wrong shape of a first state")
