"""True derivatives of random nets, with which statements and formulas are compared, found by other means."""

import numpy as np
import pytest

from articles.lstm_backward.compute.trials import trials
from methods.rnn import equations, lstm, simple
from methods.rnn.parameters import lstm_shapes, random, simple_shapes


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
