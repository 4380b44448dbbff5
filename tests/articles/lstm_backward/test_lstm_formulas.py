"""The printed formulas hold or fail as they should, and their edits hold; true values are checked by other means."""

import numpy as np
import pytest

from articles.lstm_backward.compute import backward_pass, chain_rules, jacobians
from articles.lstm_backward.compute.formula_errors import formula_errors
from articles.lstm_backward.compute.trials import trials
from methods.rnn import equations, lstm, simple
from methods.rnn.parameters import lstm_shapes, random, simple_shapes

SIZES = {"nets": 4, "hidden": [2, 3], "inputs": [1, 2], "steps": 4}
FAIL = 1e-3  # a formula that is wrong is wrong by far


@pytest.fixture(scope="module")
def errors():
    tables = formula_errors(1, SIZES, SIZES | {"most_ways": 5})
    found = [tables["backward_pass"], tables["cells_and_clipping"], jacobians.formula_errors(1, **SIZES)["jacobians"]]
    return {(row.formula, row.form): row.max_relative_error for table in found for row in table.itertuples()}


SOUND = {
    ("output gate", "printed"),
    ("output gate, J(t)", "edited"),
    ("cell", "printed"),
    ("cell", "two total derivatives"),
    ("cell, branch of f", "edited"),
    ("forget gate", "printed"),
    ("input gate", "printed"),
    ("block input", "edited"),
    ("output", "printed"),
    ("forward equations with peepholes", "printed"),
    ("cell to cell", "no peepholes, y(t-1) held"),
    ("clipping in two lines", "printed"),
    ("Jacobian", "edited"),
    ("Jacobian", "transposed layout"),
    ("product of Jacobians", "edited"),
    ("product of Jacobians", "turned"),
    ("weights pulled out", "one hidden unit"),
}


def test_formulas_hold_and_fail_as_algebra_says(errors):
    assert {key for key, error in errors.items() if error < 1e-10} == SOUND
    assert min(error for key, error in errors.items() if key not in SOUND) > FAIL


def test_true_errors_are_those_of_back_propagation():
    """Complex steps and the core's backward pass, two ways to the same numbers."""
    for trial in trials("lstm", 3, 2, [3], [2], 5):
        tape = lstm.forward(trial.parameters, trial.x[:, None])
        found = lstm.backward(tape, tape.y[1:] - trial.target[:, None])
        for name, core in {"y": found.y, "c": found.c}.items():
            assert trial.error(name, trial.t) == pytest.approx(core[trial.t, 0], abs=1e-13)
        for g, name in enumerate(("zs", "is", "fs", "os")):
            assert trial.error(name, trial.t) == pytest.approx(found.sums[g, trial.t - 1, 0], abs=1e-13)
    for trial in trials("simple", 3, 2, [3], [2], 5):
        tape = simple.forward(trial.parameters, trial.x[:, None])
        found = simple.backward(tape, tape.h[1:] - trial.target[:, None])
        assert trial.error("h", trial.t) == pytest.approx(found.h[trial.t, 0], abs=1e-13)


def test_equations_take_first_states_as_perturbations():
    rng = np.random.default_rng(0)
    weights, x, (y0, c0) = random(lstm_shapes(2, 3), rng, 1.0), rng.normal(size=(4, 2)), rng.normal(size=(2, 3))
    states = equations.lstm([weights] * 4, x, {("y", 0): y0, ("c", 0): c0})
    tape = lstm.forward(weights, x[:, None], y0=y0[None], c0=c0[None])
    assert states["y", 4] == pytest.approx(tape.y[4, 0], abs=1e-14)
    weights, h0 = random(simple_shapes(2, 3), rng, 1.0), rng.normal(size=3)
    states = equations.simple([weights] * 4, x, {("h", 0): h0})
    assert states["h", 4] == pytest.approx(simple.forward(weights, x[:, None], h0[None]).h[4, 0], abs=1e-14)


def test_complex_steps_find_derivatives_without_cancellation():
    found = equations.derivative(lambda x: np.exp(x) * x[::-1], np.array([1e-9, 2.0]))
    true = np.array([[2 * np.exp(1e-9), np.exp(1e-9)], [np.exp(2.0), 1e-9 * np.exp(2.0)]])
    assert found == pytest.approx(true, rel=1e-15)


def test_chain_rules_hold():
    table = chain_rules.chain_rule_errors(1, **SIZES, most_ways=5)
    assert len(table) == 4
    assert (table.max_relative_error < 1e-12).all()


def test_the_norm_bound_holds_and_is_no_equality():
    ratios = jacobians.formula_errors(2, **SIZES)["bound_ratios"].ratio
    assert (ratios < 1).all()
    assert ratios.min() < 0.5


def test_fates_of_nets_at_rest():
    found = jacobians.product_fates(seed=1, hidden=4, lag=200, radii=[0.5, 2])
    nets = found["fates"].set_index("net")
    assert nets.loc["rotation", "decades"] == pytest.approx(0, abs=1e-12)
    # A shear is 1 + N with N² = 0: its powers 1 + n N grow with n, here to a norm of 3 · 200.
    assert 10 ** nets.loc["shear", "decades"] == pytest.approx(600, rel=0.01)
    assert nets.loc["chain without a loop", "decades"] == jacobians.ZERO_DECADES
    assert nets.loc["random, radius 2", "decades"] == pytest.approx(200 * np.log10(2), rel=0.02)
    assert dict(found["fates_summary"].itertuples(index=False)) == {"all": "no", "radius other than 1": "yes"}


def test_tables_follow_the_seed():
    once, again, other = (backward_pass.backward_pass_errors(seed, **SIZES) for seed in (5, 5, 6))
    assert once.equals(again)
    assert not once.equals(other)
