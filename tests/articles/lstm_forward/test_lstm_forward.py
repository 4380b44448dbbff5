"""Tables of the article on the forward pass: each statement holds on the right nets and fails on changed ones."""

from dataclasses import replace

import entries
import numpy as np
import pandas as pd
import pytest

from articles.lstm_backward.compute.highway import VANISHED
from articles.lstm_forward.compute import (
    charts,
    extremes,
    flows,
    gates,
    leads,
    learned,
    multiplication,
    reads,
    recurrence,
    sums,
)
from articles.lstm_forward.compute.ages import ages
from articles.lstm_forward.draw import multiplication as draw_multiplication
from articles.lstm_forward.draw import odyssey
from figure_checks.figures import problems
from methods.rnn import equations, lstm, parameters, simple
from methods.rnn.parameters import GATES, lstm_shapes, random
from recomputed.audit.formula_claims import formulas_of
from recomputed.drawing.schematics import circuit
from recomputed.errors import BadInput
from recomputed.formulas import tables
from recomputed.workflow import articles, strict_yaml

BY_HAND = {"forget": [0.5, 1], "input": [0, 0.1], "steps": 3}
LEARNED = {"nets": 2, "hidden": 4, "steps": 4, "batch": 4, "updates": 1, "rate": 0.02}
MANY = {"hidden": 4, "steps": 8, "nets": 6}
MULTIPLICATION = {
    "nets": 5,
    "hidden": 8,
    "depth": 20,
    "gains": [0.5, 1.5],
    "biases": [0, 30],
    "depths": [10, 20],
    "factors": [10, 1000],
    "fine_gains": [0.5, 2],
    "least": [0.9],
    "recurrent_gains": [1, 4],
    "blocks": 4,
}


def test_sister_claims_mean_the_same_by_vanished_or_exploded():
    (article,) = articles.find(["lstm_forward"])
    settings = strict_yaml.parse(article.settings.read_text("utf-8"))["multiplication"]
    assert np.log10(settings["factors"]) == pytest.approx(VANISHED)


def test_ages():
    assert ages(1997, 2020).years.tolist() == [23]


def test_gates_stay_in_their_ranges_and_let_through_a_share():
    found = gates.gates(
        1, MANY, MANY, {"hidden": 3, "nets": 2}, {"hidden": 2, "inputs": 2, "sequences": 20}, LEARNED, BY_HAND
    )
    table = found["ranges"].set_index(["scale", "part"])
    assert len(table) == len(gates.WEIGHT_SCALES) * 6
    assert (table.excess < 1e-12).all()
    assert table.loc[100.0].highest.tolist() == pytest.approx([1] * 6)  # saturated nets reach the end of the range
    assert set(found) == {"ranges", "extremes", "reads", "sums", "learned", "by_hand"}


def test_a_gate_outside_its_range_is_seen(monkeypatch):
    forward = lstm.forward

    def louder(*arguments, **named):
        tape = forward(*arguments, **named)
        return replace(tape, gates=1.25 * tape.gates, y=1.5 * tape.y)

    monkeypatch.setattr(gates.lstm, "forward", louder)
    table = gates.gate_ranges(1, **MANY).set_index(["scale", "part"]).loc[100.0]
    assert table.excess[list(GATES)].tolist() == pytest.approx([0.25] * 4)
    assert table.excess["given out"] == pytest.approx(0.5)


def test_held_gates_keep_all_or_nothing():
    table = extremes.extremes(1, **MANY).set_index(["gates", "held", "statement"])
    assert (table.drop(index=(1, "z, i, f, o", "inputs")).holds == "yes").all()
    closed = table.loc[(1, "z, i, f, o", "inputs")]  # the block input at 1 whatever the input: nothing of it is kept
    assert (closed.measure, closed.holds) == (0, "no")
    assert table.loc[(1, "i, f, o", "inputs")].measure == 100


def test_half_open_gates_do_neither(monkeypatch):
    monkeypatch.setattr(extremes, "HELD_BIAS", 1.0)
    table = extremes.extremes(1, **MANY).set_index(["gates", "held", "statement"])
    assert (table.drop(index="inputs", level=2).holds == "no").all()


def test_traces_are_derivatives_of_the_last_cell():
    rng = np.random.default_rng(2)
    weights, x = random(lstm_shapes(2, 3), rng, 0.8), rng.normal(size=(4, 1, 2))
    found = extremes._traces(lstm.forward(weights, x))

    def last(moved):
        return equations.lstm([weights] * 4, moved)["c", 4].sum()

    slopes = equations.derivative(last, x[:, 0])
    assert found[:, 0] == pytest.approx(np.abs(slopes).max(axis=1), rel=1e-12)


def test_what_a_block_reads():
    table = reads.reads(1, hidden=3, nets=4).set_index(["variant", "part", "source"]).reads
    assert set(table.loc["no peepholes", list(GATES), "c_before"]) == {"no"}
    assert table.loc["peepholes", list(GATES), "c_before"].tolist() == ["no", "yes", "yes", "yes"]
    assert set(table.loc[:, list(GATES), ["x", "y_before"]]) == {"yes"}
    assert table.loc["no peepholes", "c", list(GATES)].tolist() == ["yes", "yes", "yes", "no"]
    assert set(table.loc[:, "y", :]) == {"yes"}


def test_a_dead_unit_is_read_in_part():
    assert reads._answer(np.array([[True, False]])) == "in part"


def test_a_sum_is_linear_in_its_own_quantities_alone():
    table = sums.sums(1, hidden=3, inputs=2, sequences=60).set_index(["quantities", "gate"]).remainder
    assert (table["y(t-1), x(t)"] < 1e-12).all()
    assert (table["y(t), c(t)"] > 0.1).all()


def test_both_charts_are_the_cell_and_the_walk_renews_it():
    tables = charts.charts(1, hidden=3, nets=4)
    assert (tables["charts"][["difference", "error"]] < 1e-12).all(axis=None)
    assert tables["walk"].set_index("step").error["renewed cell"] < 1e-12
    assert tables["ramps"].operators.tolist() == [2, 2]


def test_the_charts_are_those_that_are_drawn():
    given = (*charts.ODYSSEY, *charts.PEEPHOLES["Space Odyssey"])
    assert {wire[:2] for wire in odyssey.WIRES} | set(charts.GATE_WIRES) == set(given)
    given = (*charts.ELECTRONIC, *charts.PEEPHOLES["electronic circuit"])
    drawn = {wire[:2] for wire in circuit.wiring(peepholes=True, bars=False)}
    assert drawn - {("emit", "y+")} == set(given)


def test_a_chart_with_a_crossed_wire_is_another_net(monkeypatch):
    crossed = tuple(("i" if source == "f" else source, target) for source, target in charts.ODYSSEY)
    monkeypatch.setitem(charts.CHARTS, "Space Odyssey", crossed)
    assert (charts.charts(1, hidden=3, nets=4)["charts"].difference > 0.1).all()


def test_recurrent_nets_are_nets_of_dense_layers():
    tables = recurrence.recurrence(1, hidden=3, inputs=2, steps=5, nets=3)
    assert (tables["recurrence"].error < 1e-9).all()
    assert tables["streams"].set_index("net").states.to_dict() == {"simple RNN": 1, "LSTM": 2}
    links = tables["links"].set_index("hidden")
    assert links.loc[8, ["links", "activations"]].tolist() == [72, 8]


@pytest.mark.parametrize("name", recurrence.STATEMENTS)
def test_each_statement_fails_on_nets_that_leak(monkeypatch, name):
    """With one bias moved in the net but not in the statement's own sum, no statement holds."""
    if name.startswith("the weights are a factor"):
        changed, module, at = (lambda f: lambda *a: replace(f(*a), h=f(*a).h ** 2)), simple, "backward"
    else:
        changed, at = (lambda f: lambda w, *a, **k: f(w | {"b": w["b"] + len(a[0])}, *a, **k)), "forward"
        module = lstm if "LSTM" in name else simple
    monkeypatch.setattr(module, at, changed(getattr(module, at)))
    rng = np.random.default_rng(0)
    weights, x = random(parameters.simple_shapes(2, 3), rng, 0.8), rng.normal(size=(5, 1, 2))
    assert recurrence.STATEMENTS[name](weights, x, rng) > 1e-3


def test_products_of_one_unit_are_powers():
    found = flows.matrix_power(2.0, 1, 10, np.random.default_rng(0))
    assert np.diff(found) == pytest.approx(np.diff(found)[0])
    tables = multiplication.multiplication(1, **MULTIPLICATION)
    norms = tables["norms"].set_index(["kind", "value", "depth"])["decades"]
    assert norms["matrix power", 0.5, 20] < -3
    assert norms["matrix power", 1.5, 20] > 2
    assert norms["cell highway", 30, 20] == pytest.approx(0, abs=1e-6)
    shares = tables["shares"]
    assert len(shares) == 3 * 2 * 2
    assert (shares["either_percent"] == shares["vanished_percent"] + shares["exploded_percent"]).all()
    counted = shares.pivot_table(index=["weights", "depth"], columns="factor", values="either_percent")
    assert (counted[10] >= counted[1000]).all()
    fig = draw_multiplication.multiplication(tables["norms"], shares)
    assert len(fig.axes) == 3
    assert "a factor of 10" in fig.get_label()
    assert not problems(fig)
    for wrong in ({"nets": 1}, {"depths": [0, 5]}):
        with pytest.raises(BadInput):
            multiplication.multiplication(1, **MULTIPLICATION | wrong)


def test_a_rotation_keeps_a_gradient_that_tanh_does_not_touch(monkeypatch):
    monkeypatch.setattr(flows, "INPUTS", 1)
    rng = np.random.default_rng(0)
    weights = {"U": np.zeros((4, 1)), "W": np.linalg.qr(rng.normal(size=(4, 4)))[0], "b": np.zeros(4)}
    assert flows._backwards(weights, 30, rng) == pytest.approx(np.zeros(31), abs=1e-12)


def test_a_straight_line_is_told_from_a_bent_one():
    steps = np.arange(21.0)
    table = multiplication.straight({0.5: np.array([-steps, np.sqrt(steps), np.cos(steps)])}, [0.9, 0.999])
    assert table.share_percent.tolist() == pytest.approx([200 / 3, 100 / 3])


def test_the_gate_stream_is_the_derivative_with_the_cell_held():
    rng = np.random.default_rng(1)
    weights = random(lstm_shapes(2, 3), rng, 0.8)
    weights["p"] *= 0
    x, v = rng.normal(size=(3, 1, 2)), rng.normal(size=3)
    tape = lstm.forward(weights, x)

    def step(y):
        return equations.lstm([weights], x[2], {("y", 0): y, ("c", 0): tape.c[2, 0]})["y", 1]

    slopes = equations.derivative(step, tape.y[2, 0])
    assert flows.gate_derivative(tape, 2, v) == pytest.approx(slopes @ v, rel=1e-12)


def test_leads_are_differences_of_what_is_left():
    table = leads.leads(1, {0.5: np.full((6, 11), -3.0), 2.0: np.full((6, 11), 4.0)}, 3, 4, [0, 30], [1, 4])
    lead = table.set_index(["against", "bias", "gain"]).lead_decades
    assert lead["simple RNN", 30, 0.5] == pytest.approx(3)  # a cell that forgets nothing keeps all
    assert lead["simple RNN", 30, 2.0] == pytest.approx(-4)
    assert lead["simple RNN", 0, 0.5] < 3
    assert len(table) == 8


def test_gates_learn_what_the_task_asks_for():
    budget = {"nets": 3, "hidden": 6, "steps": 8, "batch": 16, "rate": 0.03}
    trained = learned.learned(1, **budget, updates=250)
    assert (trained.contrast > 0).all()
    assert trained.relative_loss.iloc[0] < 0.5
    first = learned.learned(1, **budget, updates=1)
    assert first.relative_loss.iloc[0] > 0.8
    assert (first.contrast.abs() < 0.02).all()


def test_the_task_keeps_the_last_value_written():
    x, answers = learned.draw(np.random.default_rng(3), 40, 12)
    for n in range(40):
        kept = 0.0
        for t in range(12):
            value, write, read = x[t, n]
            kept = value if write else kept
            assert answers[t, n, 0] == (kept if read else 0)


def test_tables_follow_the_seed():
    once, again, other = (sums.sums(seed, hidden=2, inputs=2, sequences=20) for seed in (5, 5, 6))
    assert once.equals(again)
    assert not once.equals(other)
    assert isinstance(once, pd.DataFrame)


@pytest.fixture(scope="module")
def printed() -> dict[str, list[str]]:
    ledger = entries.ledgers()["lstm_forward"]
    return {claim: parts["printed"] for claim, parts in formulas_of(ledger).items()}


def judged(printed: dict, claim: str, text: str) -> str:
    """Judge one formula of a claim, and the first one of every other."""
    texts = {name: found[:1] for name, found in printed.items()} | {claim: [text]}
    parts = {name: {"kind": "identity", "printed": found} for name, found in texts.items()}
    table = tables.formulas("lstm_forward", parts, seed=3)["formulas"]
    return table.set_index(["claim", "formula"]).holds[claim, text]


@pytest.mark.parametrize(("claim", "place"), [("lstm_forward-02", 4), ("lstm_forward-26", 0)])
def test_a_printed_formula_holds_and_not_with_another_gate_or_step(printed, claim, place):
    text = printed[claim][place]
    assert judged(printed, claim, text) == "yes"
    assert judged(printed, claim, text.replace(r"\boldsymbol{f}", r"\boldsymbol{o}")) == "no"
    assert judged(printed, claim, text.replace("(t-1)", "(t)")) == "no"
