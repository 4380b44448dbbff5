"""What the article on back propagation says in words: flows, gradients, clipping, against closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from articles.lstm_backward.compute import (
    branches,
    cell_products,
    chain_rules,
    clipped_steps,
    descents,
    hidden_errors,
    highway,
    jacobians,
    parameter_gradients,
)
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.trials import trials
from methods.rnn import lstm
from methods.rnn.equations import derivative, logistic
from methods.rnn.parameters import lstm_shapes, random

SIZES = {"nets": 4, "hidden": [2, 3], "inputs": [1, 2], "steps": 4}
NET = {"steps": 20, "start": 0.5, "target": -0.5, "w_range": [0, 4], "b_range": [-1.5, 2]}
FAIL = 1e-3  # a statement that is wrong is wrong by far


@pytest.fixture(scope="module")
def trial():
    return next(iter(trials("lstm", 3, 1, [3], [2], 4)))


@pytest.fixture(scope="module")
def flow(trial):
    return Flow(trial)


# Flows


def test_explicit_derivatives_are_those_of_the_equations(trial, flow):
    s, w, t = flow.states, trial.parameters, trial.t
    p_in, p_for, p_out = w["p"]
    closed = {
        (("c", t), ("f", t)): np.diag(s["c", t - 1]),
        (("c", t), ("c", t - 1)): np.diag(s["f", t]),
        (("y", t), ("c", t)): np.diag(s["o", t] * (1 - np.tanh(s["c", t]) ** 2)),
        (("os", t), ("c", t)): np.diag(p_out),
        (("is", t + 1), ("c", t)): np.diag(p_in),
        (("fs", t + 1), ("c", t)): np.diag(p_for),
        (("zs", t), ("y", t - 1)): w["R"][0],
        (("f", t), ("fs", t)): np.diag(s["f", t] * (1 - s["f", t])),
        (("y", t), ("os", t)): np.zeros((3, 3)),
    }
    for (top, by), expected in closed.items():
        assert flow.explicit(top, by) == pytest.approx(expected, abs=1e-14), (top, by)
    through = np.diag(np.tanh(s["c", t]) * s["o", t] * (1 - s["o", t]))
    assert flow.arrow(("y", t), ("os", t)) == pytest.approx(through, abs=1e-14)
    assert flow.targets(("c", t)) == {("y", t), ("os", t), ("c", t + 1), ("is", t + 1), ("fs", t + 1)}


def test_errors_over_all_paths_and_past_held_variables_are_complex_steps(trial, flow):
    t = trial.t
    for name in ("c", "y", "fs", "os"):
        assert flow.error((name, t)) == pytest.approx(trial.error(name, t), abs=1e-13)

    def held(move):
        """Move c(t), and take back from y(t) what the move does to it."""
        moved = trial.states({("c", t): move})["y", t] - flow.states["y", t]
        return trial.loss(trial.states({("c", t): move, ("y", t): -moved}))

    expected = derivative(held, np.zeros(3))
    assert np.abs(expected - flow.error(("c", t))).max() > FAIL
    assert flow.error(("c", t), held=(("y", t),)) == pytest.approx(expected, abs=1e-13)


def test_tables_follow_the_seed():
    once, again, other = (branches.branches(seed, **SIZES)["dependences"] for seed in (5, 5, 6))
    assert once.equals(again)
    assert not once.equals(other)


@pytest.fixture(scope="module")
def stated():
    tables = branches.branches(1, **SIZES)
    errors = {(row.formula, row.form): row.max_relative_error for row in tables["branches"].itertuples()}
    return tables | {"errors": errors}


WRONG = {("c to c(t+1)", "printed"), ("error of c", "five total derivatives")}
WRONG |= {("product of dc(s)/dc(s-1)", "printed")}


def test_statements_on_branches_hold_and_fail_as_algebra_says(stated):
    errors = stated["errors"]
    assert {key for key, error in errors.items() if error > 1e-10} == WRONG
    assert min(errors[key] for key in WRONG) > FAIL
    assert (stated["dependences"]["least"] > 1e-6).all()


def test_the_ways_through_a_block_are_counted(stated):
    """By hand: y(t-1) has 3 ways to c(t) and 7 to y(t), one of them over o alone; c(t-1) has 3 and 6."""
    table = stated["block"]
    assert set(table["lstm_ways"]) == {3 + 7 + 3 + 6}
    assert set(table["simple_rnn_ways"]) == {1}


def test_statements_on_ways_fail_where_there_is_another_way(trial, monkeypatch):
    """A cell whose output gate also reads another variable: o-bar(t) is then not the only way into y(t)."""
    real = Flow.targets
    monkeypatch.setattr(Flow, "targets", lambda self, node: real(self, node) - {("y", node[1])})
    assert branches._paths(Flow(trial)) < 19
    flow = Flow(trial)
    assert np.abs(flow.error(("fs", trial.t), held=(("y", trial.t),))).max() > FAIL  # not only via y(t)


# Chain rules and gradients of parameters


def test_a_term_that_is_zero_can_be_left_out(monkeypatch):
    assert (chain_rules.terms(1, 4, 5)["least_change"] > 1e-6).all()
    real = chain_rules.nested

    def without_the_first(rng, ways):
        of_x, of_y, true = real(rng, ways)
        of_x[0] = 0
        return of_x, of_y, true

    monkeypatch.setattr(chain_rules, "nested", without_the_first)
    assert (chain_rules.terms(1, 4, 5)["least_change"] == 0).all()


def test_nested_functions_follow_the_chain_rule():
    of_x, of_y, true = chain_rules.nested(np.random.default_rng(2), 4)
    assert of_x @ of_y == pytest.approx(true, rel=1e-12)


def test_parts_of_the_gradient_add_up_and_differ(trial, monkeypatch):
    steps = list(range(1, 5))
    tape = lstm.forward(trial.parameters, trial.x[:, None])
    back = lstm.backward(tape, tape.y[1:] - trial.target[:, None]).parameters
    for name, whole in back.items():
        parts = sum(chain_rules.part(trial, name, [t]) for t in steps)
        assert parts == pytest.approx(whole, abs=1e-13)
    table = chain_rules.parts_differ(1, **SIZES)
    assert (table[["depend_percent", "differ_percent"]] == 100).all(axis=None)
    monkeypatch.setattr(chain_rules, "part", lambda *_: np.ones(3))
    assert (chain_rules.parts_differ(1, **SIZES)[["depend_percent", "differ_percent"]] == 0).all(axis=None)


def test_two_steps_that_are_alike_are_no_sign_that_nothing_depends_on_the_step():
    alike, same = [np.ones(2), np.ones(2), np.full(2, 1.005)], [np.ones(2)] * 3
    found = chain_rules.differences([alike, same]).set_index("difference")
    assert found["depend_percent"].tolist() == [50, 50, 50, 0]  # by more than 1e-9, 1e-6, 1e-3 and 1e-2
    assert found["differ_percent"].to_numpy() == pytest.approx([100 / 3] * 3 + [0])
    assert found[["nets", "pairs"]].drop_duplicates().to_numpy().tolist() == [[2, 6]]


def test_later_losses_alone_make_a_part_of_the_gradient(monkeypatch):
    assert (chain_rules.later_losses(1, **SIZES)["max_relative_error"] < 1e-12).all()
    real = chain_rules.part
    monkeypatch.setattr(
        chain_rules, "part", lambda trial, name, at, losses=None: real(trial, name, at, losses and losses[1:])
    )
    assert (chain_rules.later_losses(1, **SIZES)["max_relative_error"] > FAIL).all()


def test_errors_reach_earlier_states_unless_nothing_recurs(monkeypatch):
    found = chain_rules.reach(1, **SIZES).set_index(["cell", "states"])["reached"]
    assert set(found.xs("s <= t", level="states")) == {"all"}
    assert set(found.xs("s > t", level="states")) == {"none"}
    cut = [
        replace(net, parameters=net.parameters | {"W": 0 * net.parameters["W"]})
        for net in trials("simple", 1, 2, [3], [1], 3)
    ]
    monkeypatch.setattr(chain_rules, "trials", lambda kind, *_: cut if kind == "simple" else [])
    assert chain_rules.reach(1, **SIZES | {"steps": 3}).set_index("states")["reached"]["s <= t"] == "some"


def test_gradients_of_parameters_follow_from_the_sums():
    tables = parameter_gradients.parameter_gradients(1, **SIZES)
    gates = tables["parameters"].set_index("parameter")["gates"].to_dict()
    assert gates == dict.fromkeys("WRb", "z, in, for, out") | {"p": "in, for, out"}
    assert (tables["assembled"]["max_relative_error"] < 1e-12).all()
    percent = tables["users"].set_index("parameter")["percent"].to_dict()
    assert percent == {"U": 100, "W": 100, "b": 100, "V": 0, "c": 0, "all": 60}


# Products of derivatives, and the term of the forget gate


def test_the_forget_gate_of_a_lone_cell_is_its_derivative(monkeypatch):
    """Without recurrence and peepholes dc(t)/dc(t-1) is diag(f), which the bias alone sets where W is 0."""
    alone = [
        replace(net, parameters={name: 0 * array for name, array in net.parameters.items()})
        for net in trials("lstm", 1, 2, [2], [1], 4)
    ]
    assert cell_products.step(alone[0], 2) == pytest.approx(np.eye(2) / 2)
    net = next(iter(trials("lstm", 1, 1, [3], [2], 4)))
    flow = Flow(net)
    for t in (2, 3, 4):
        assert cell_products.step(net, t) == pytest.approx(flow.total(("c", t), ("c", t - 1)), abs=1e-14)
    table = cell_products._forget_gate(alone)
    ratio = logistic(5.0) / logistic(-5.0)
    assert (table["percent"] == 100 * (ratio >= table["factor"])).all()
    monkeypatch.setattr(cell_products, "FACTORS", (148, 149))
    assert cell_products._forget_gate(alone)["percent"].tolist() == [100, 0]
    assert (cell_products._gates_over_time(alone)["depend_percent"] == 0).all()


def test_small_weights_bound_nothing():
    tables = cell_products.cell_products(1, **SIZES, scales=[0.01])
    assert (tables["weight_bounds"]["largest_ratio"] > 1e3).all()
    assert (tables["gates_over_time"]["differ_percent"] > 50).all()
    assert set(tables["gates_over_time"]["of"]) == {"z", "i", "f", "o", "dc/dc"}
    large = cell_products.cell_products(1, **SIZES, scales=[10])["weight_bounds"]
    assert (large["largest_ratio"] < 1).all()


def test_the_gradient_with_all_terms_is_that_of_back_propagation():
    rng = np.random.default_rng(5)
    weights, x, error = random(lstm_shapes(2, 3), rng, 0.7), rng.normal(size=(6, 2, 2)), rng.normal(size=3)
    tape, errors = lstm.forward(weights, x), np.zeros((6, 2, 3))
    errors[-1] = error
    assert highway.errors_of_c(tape, error, True) == pytest.approx(lstm.backward(tape, errors).c[:0:-1], abs=1e-14)
    alone = lstm.forward(weights | {"R": 0 * weights["R"], "p": 0 * weights["p"]}, x)
    with_it, without = (highway.errors_of_c(alone, error, keep) for keep in (True, False))
    assert with_it[3] == pytest.approx(with_it[0] * alone.gates[2, 3:].prod(axis=0), abs=1e-14)
    assert not without[1:].any()
    assert (without[0] == with_it[0]).all()


def test_an_open_forget_gate_carries_the_gradient():
    tables = highway.highway(1, 3, 8, 2, [0, 10, 30], [-3, 6])
    table = tables["highway"].set_index(["compared", "forget_bias", "lag"])["decades"]
    assert (table.xs(0, level="lag") == 0).all()
    assert table["beyond", 6, 30] < 0.3 < 2 < table["beyond", -3, 30]
    assert table["whole", -3, 30] < -5 < -1 < table["whole", 6, 30]
    assert tables["vanishing"]["biases"].tolist() == [1, 1, 1, 1]


def test_an_error_explains_what_is_proportional_to_it():
    rng = np.random.default_rng(3)
    cause = 10 ** rng.normal(size=(50, 4))
    assert hidden_errors.explained_percent(cause, 3 * cause) == pytest.approx(100)
    assert hidden_errors.explained_percent(np.ones((50, 4)), cause) == pytest.approx(0)
    assert hidden_errors.explained_percent(1 / cause, cause) < 0


def test_bounds_and_gradients_of_simple_nets():
    tables = hidden_errors.hidden_errors(1, 3, 8, 2, 40, [0.2, 3.0])
    table = tables["hidden_errors"].set_index("gain")
    assert table.loc[0.2, "changes"] == "yes"
    assert table.loc[0.2, "size_decades"] > 10
    says = tables["bound_says"].set_index(["nets", "least_decades"])["follow_percent"]
    assert says["bound shrinks", 3] == 100
    assert says["all", 1] < 100  # the chain without a loop has a growing bound and no gradient
    assert hidden_errors._bound_says([(5.0, 2.0), (-5.0, 4.0)])["follow_percent"].tolist() == [50, 50, 0, 0, 0, 0]


def test_gradients_that_vanish_and_gradients_that_explode_do_not_cancel(monkeypatch):
    sizes = iter([5.0, -5.0, 2.5, -1.5])  # decades of two nets for each of two gains
    monkeypatch.setattr(hidden_errors, "_of_net", lambda *_: (next(sizes), 0.0, 99.0))
    tables = hidden_errors.hidden_errors(1, 2, 3, 1, 5, [1.0, 2.0])
    assert tables["hidden_errors"]["size_decades"].tolist() == [5, 2]
    assert tables["hidden_errors"]["changes"].tolist() == ["yes", "no"]
    beyond = tables["gradient_sizes"].set_index(["gain", "decades"])["beyond_decades"]
    assert beyond[1.0].to_dict() == {1: 4, 2: 3, 3: 2, 6: -1}
    assert beyond[2.0].to_dict() == {1: 1, 2: 0, 3: -1, 6: -4}


def test_norms_bound_the_gradient_and_are_no_equality():
    table = jacobians.bound_ratios(2, **SIZES)
    assert (table["ratio"] < 1).all()
    assert table.groupby("unit")["to_weights"].max().to_numpy() == pytest.approx(
        table["to_weights"][table["unit"] == 1].max() * np.array([1, 10, 100])
    )
    table = table[table["unit"] == 1]
    assert table["ratio"].min() < 0.5
    assert (table["to_weights_and_error"] <= 1).all()
    errors = [jacobians.Chain(net).error for net in trials("simple", 2, 4, [2, 3], [1, 2], 4)]
    expected = table["to_weights_and_error"] * [np.linalg.norm(error) for error in errors]
    assert table["to_weights"].to_numpy() == pytest.approx(expected.to_numpy())


def test_fates_of_nets_at_rest():
    found = jacobians.product_fates(seed=1, hidden=4, lag=200, radii=[0.5, 2])
    nets = found["fates"].set_index("net")
    assert nets.loc["rotation", "decades"] == pytest.approx(0, abs=1e-12)
    # A shear is 1 + N with N² = 0: its powers 1 + n N grow with n, here to a norm of 3 · 200.
    assert 10 ** nets.loc["shear", "decades"] == pytest.approx(600, rel=0.01)
    assert nets.loc["chain without a loop", "decades"] == jacobians.ZERO_DECADES
    assert nets.loc["random, radius 2", "decades"] == pytest.approx(200 * np.log10(2), rel=0.02)
    assert set(found["fates_summary"]["all_exponential"]) == {"no"}


def test_exponential_growth_is_found(monkeypatch):
    monkeypatch.setattr(jacobians, "_at_rest", lambda *_: [("twice", 2 * np.eye(2)), ("half", np.eye(2) / 2)])
    assert set(jacobians.product_fates(1, 2, 100, [])["fates_summary"]["all_exponential"]) == {"yes"}


# Clipping


def test_clipped_parts_add_up_beyond_the_threshold():
    tables = clipped_steps.clipped_steps(1, **SIZES)
    excess = tables["clipped_steps"].set_index(["form", "relative_threshold"])["excess"]
    assert (excess["every update"] < 1e-12).all()
    assert excess["every time step", 0.1] > 1
    assert (tables["clipping"]["largest"] < 1e-12).all()
    parts = [{"g": np.array([3.0, 0])}, {"g": np.array([0, 4.0])}]
    sizes = clipped_steps._sizes(parts, 1.0)
    assert sizes == pytest.approx({"every time step": np.sqrt(2), "every update": 1.0})


def test_a_step_is_the_threshold_times_the_rate_and_a_large_threshold_lets_jumps_pass(monkeypatch):
    monkeypatch.setattr(descents, "THRESHOLDS", (1, 8, 1e6))
    found = descents.descents(1, **NET, first=[2.1, 0.0], rate=0.05, threshold=1, updates=60, starts=400)
    assert found["step_sizes"]["ratio"].to_numpy() == pytest.approx(found["step_sizes"]["learning_rate"])
    assert (found["thrown"]["thrown_percent"] > 0).all()
    clipped = found["clipped"].set_index(["threshold", "step_share"])["thrown_percent"].sort_index()
    assert (clipped[1] == 0).all()  # steps of 0.05, while a throw is longer than 0.2, 0.4 and 0.8
    assert (clipped[8][[0.1, 0.2]] == 0).all()  # steps of 0.4
    assert (clipped[1e6] > 0).all()


def test_a_throw_is_a_long_step_out_of_the_box():
    box = ([0.0, 4.0], [-1.0, 1.0])
    w, b = np.array([[1.0, 3.9, 1.0], [9.0, 4.1, 2.0]]), np.zeros((2, 3))
    trail = (w, b, b, np.array([[8.0, 0.2, 1.0], [0, 0, 0]]))
    assert descents.thrown(trail, box, 0.1).tolist() == [True, False, False]
    assert descents.thrown(trail, box, 0.01).tolist() == [True, True, False]
