"""LSTM and simple RNN: forward against the slow version, gradients against complex steps and central differences."""

from dataclasses import fields

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.rnn import lstm, simple
from methods.rnn.parameters import glorot, lstm_shapes, random, simple_shapes
from methods.rnn.sequences import Workspace
from methods.rnn.variants import VANILLA, VARIANTS, Variant, variant
from naive import complex_step
from naive import lstm as naive_lstm
from naive import simple_rnn as naive_simple
from recomputed.errors import BadInput

BOTH_COUPLED_AND_RECURRENT = Variant(coupled=True, recurrent_gates=True)
CELLS = [*VARIANTS.values(), BOTH_COUPLED_AND_RECURRENT]
NAMES = [*VARIANTS, "coupled with full gate recurrence"]


class Case:
    """A random LSTM with first states, and a random linear loss on its outputs and cells."""

    def __init__(self, cell, seed=0, steps=4, batch=2, inputs=2, hidden=3, dtype=np.float64, scale=0.7):
        rng = np.random.default_rng(seed)
        self.cell, self.parameters = cell, random(lstm_shapes(inputs, hidden, cell), rng, scale, dtype)
        self.x = rng.normal(size=(steps, batch, inputs)).astype(dtype)
        self.y0, self.c0 = rng.normal(size=(2, batch, hidden)).astype(dtype)
        self.dy, self.dc = rng.normal(size=(2, steps, batch, hidden)).astype(dtype)

    def run(self):
        tape = lstm.forward(self.parameters, self.x, self.cell, self.y0, self.c0)
        return tape, lstm.backward(tape, self.dy, self.dc)

    def loss(self, name=None, value=None):
        """The loss of the slow version, one array replaced."""
        given = {"x": self.x, "y0": self.y0, "c0": self.c0, **self.parameters}
        if name is not None:
            given[name] = value
        x, y0, c0 = (given.pop(key) for key in ("x", "y0", "c0"))
        y, c = naive_lstm(given, x, self.cell, y0, c0)
        return (y[1:] * self.dy).sum() + (c[1:] * self.dc).sum()


def relative(found, true):
    return np.abs(found - true).max() / max(np.abs(true).max(), 1e-3)


@pytest.mark.parametrize("cell", CELLS, ids=NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_forward_is_the_slow_version(cell, dtype):
    for sizes in ({}, {"steps": 1}, {"batch": 1, "hidden": 1, "inputs": 1}, {"batch": 66, "hidden": 37, "steps": 2}):
        case = Case(cell, dtype=dtype, **sizes)
        tape, _ = case.run()
        y, c = naive_lstm(case.parameters, case.x, cell, case.y0, case.c0)
        assert relative(tape.y, y) < 50 * np.finfo(dtype).eps
        assert relative(tape.c, c) < 50 * np.finfo(dtype).eps
        assert tape.y.dtype == dtype


@pytest.mark.parametrize("cell", CELLS, ids=NAMES)
def test_every_gradient_is_the_complex_step(cell):
    case = Case(cell)
    _, gradients = case.run()
    found = gradients.parameters | {"y0": gradients.y[0], "c0": gradients.c[0]}
    assert set(found) == {*case.parameters, "y0", "c0"}
    for name, gradient in found.items():
        array = {"y0": case.y0, "c0": case.c0, **case.parameters}[name]
        true = complex_step(lambda value, name=name: case.loss(name, value), array)
        assert relative(gradient, true) < 1e-12, name


@pytest.mark.parametrize("cell", CELLS, ids=NAMES)
def test_every_gradient_is_the_central_difference(cell):
    case, step = Case(cell, steps=3, batch=2, hidden=3), 1e-5
    _, gradients = case.run()
    for name, gradient in gradients.parameters.items():
        array = case.parameters[name]
        for place in np.ndindex(array.shape):
            both = []
            for sign in (1, -1):
                case.parameters[name] = array.copy()
                case.parameters[name][place] += sign * step
                tape, _ = case.run()
                both.append((tape.y[1:] * case.dy).sum() + (tape.c[1:] * case.dc).sum())
            case.parameters[name] = array
            assert (both[0] - both[1]) / (2 * step) == pytest.approx(gradient[place], abs=1e-6 * np.abs(gradient).max())


def test_errors_of_the_states_are_those_of_a_net_started_there():
    case, t = Case(VANILLA), 2
    tape, gradients = case.run()
    late = lstm.forward(case.parameters, case.x[t:], VANILLA, tape.y[t], tape.c[t])
    rest = lstm.backward(late, case.dy[t:], case.dc[t:])
    assert gradients.y[t] == pytest.approx(rest.y[0] + case.dy[t - 1], abs=1e-14)
    peephole_of_o = case.parameters["p"][2] * gradients.sums[3, t - 1]
    through_y = gradients.y[t] * tape.gates[3, t - 1] * (1 - np.tanh(tape.c[t]) ** 2)
    assert gradients.c[t] == pytest.approx(rest.c[0] + case.dc[t - 1] + peephole_of_o + through_y, abs=1e-14)


sizes = st.fixed_dictionaries(
    {
        "steps": st.integers(1, 6),
        "batch": st.integers(1, 9),
        "inputs": st.integers(1, 4),
        "hidden": st.integers(1, 6),
        "seed": st.integers(0, 2**32 - 1),
        "scale": st.sampled_from([0.01, 0.5, 3.0]),
    }
)


@settings(deadline=None, max_examples=30)
@given(sizes=sizes, cell=st.builds(Variant, **{field.name: st.booleans() for field in fields(Variant)}))
def test_gradients_of_random_nets(sizes, cell):
    """Any combination of flags, along one random direction of all the parameters at once."""
    case = Case(cell, **sizes)
    rng = np.random.default_rng(sizes["seed"] + 1)
    direction = {name: rng.normal(size=array.shape) for name, array in case.parameters.items()}
    moved = {name: array + 1e-30j * direction[name] for name, array in case.parameters.items()}
    y, c = naive_lstm(moved, case.x, cell, case.y0, case.c0)
    true = ((y[1:] * case.dy).sum() + (c[1:] * case.dc).sum()).imag / 1e-30
    _, gradients = case.run()
    terms = [gradients.parameters[name] * direction[name] for name in direction]
    size = sum(np.abs(term).sum() for term in terms)
    assert sum(term.sum() for term in terms) == pytest.approx(true, abs=1e-11 * max(size, 1e-3))


@settings(deadline=None, max_examples=15)
@given(sizes=sizes, cell=st.sampled_from(CELLS))
def test_sequences_do_not_see_each_other(sizes, cell):
    case = Case(cell, **sizes)
    tape, gradients = case.run()
    order = np.random.default_rng(sizes["seed"]).permutation(sizes["batch"])
    for name in ("y0", "c0"):
        setattr(case, name, getattr(case, name)[order])
    for name in ("x", "dy", "dc"):
        setattr(case, name, getattr(case, name)[:, order])
    other, others = case.run()
    assert other.y == pytest.approx(tape.y[:, order], abs=1e-13)
    assert others.sums == pytest.approx(gradients.sums[:, :, order], rel=1e-9, abs=1e-11)


@settings(deadline=None, max_examples=15)
@given(sizes=sizes, cut=st.integers(0, 5))
def test_a_sequence_cut_in_two_and_carried_on_is_the_whole(sizes, cut):
    case = Case(VANILLA, **sizes)
    cut = min(cut, sizes["steps"] - 1)
    whole, _ = case.run()
    if cut:
        start = lstm.forward(case.parameters, case.x[:cut], VANILLA, case.y0, case.c0)
        case.y0, case.c0 = start.y[-1], start.c[-1]
    rest = lstm.forward(case.parameters, case.x[cut:], VANILLA, case.y0, case.c0)
    assert rest.y == pytest.approx(whole.y[cut:], abs=1e-13)


def test_without_peepholes_their_weights_do_nothing():
    case = Case(VARIANTS["no peepholes"])
    tape, gradients = case.run()
    assert not gradients.parameters["p"].any()
    case.parameters["p"] *= 0
    case.cell = VANILLA
    assert case.run()[0].y.tobytes() == tape.y.tobytes()


@pytest.mark.parametrize("cell", CELLS, ids=NAMES)
def test_a_large_batch_is_the_sum_of_small_ones(cell):
    """A batch of several blocks, the last of them not full, against batches of one sequence a block."""
    case = Case(cell, batch=131, hidden=5)
    tape, gradients = case.run()
    parts, whole = [], (case.x, case.y0, case.c0, case.dy, case.dc)
    for first in range(0, 131, 2):
        some = slice(first, first + 2)
        case.x, case.dy, case.dc = (a[:, some] for a in (whole[0], *whole[3:]))
        case.y0, case.c0 = (a[some] for a in whole[1:3])
        parts.append(case.run())
    assert np.concatenate([part.y for part, _ in parts], axis=1) == pytest.approx(tape.y, abs=1e-13)
    for name, gradient in gradients.parameters.items():
        assert relative(sum(part.parameters[name] for _, part in parts), gradient) < 1e-12, name


def test_the_number_of_threads_changes_no_bit():
    case, found = Case(VANILLA, batch=130, hidden=40, dtype=np.float32), []
    most = numba.get_num_threads()
    try:
        for threads in {1, most}:
            numba.set_num_threads(threads)
            tape, gradients = case.run()
            found.append([tape.y.tobytes(), *(gradients.parameters[name].tobytes() for name in "WRbp")])
    finally:
        numba.set_num_threads(most)
    assert all(bits == found[0] for bits in found)


def test_functions_are_pure():
    case = Case(VARIANTS["full gate recurrence"])
    arrays = [case.x, case.y0, case.c0, case.dy, case.dc, *case.parameters.values()]
    before = [array.copy() for array in arrays]
    tape, first = case.run()
    gates = tape.gates.copy()
    again = lstm.backward(tape, case.dy, case.dc)
    assert all((a == b).all() for a, b in zip(before, arrays, strict=True))
    assert (gates == tape.gates).all()
    assert all((first.parameters[name] == again.parameters[name]).all() for name in case.parameters)


def test_a_room_changes_where_results_lie_and_nothing_else():
    case, workspace, plain = Case(VARIANTS["full gate recurrence"]), Workspace(), []
    for steps in (4, 4, 2):
        case.x, case.dy, case.dc = case.x[:steps], case.dy[:steps], case.dc[:steps]
        tape = lstm.forward(case.parameters, case.x, case.cell, case.y0, case.c0, workspace)
        found = lstm.backward(tape, case.dy, case.dc)
        same, gradients = case.run()
        assert tape.y.tobytes() == same.y.tobytes()
        assert all(found.parameters[name].tobytes() == gradients.parameters[name].tobytes() for name in case.parameters)
        plain.append(tape.gates)
    assert plain[0] is plain[1]
    assert plain[2].shape[1] == 2


SINGLE = 1e-5  # largest error of a float32 gradient, relative to the largest of its array; benchmarks/README.md


@pytest.mark.parametrize("name", ["vanilla", "no peepholes", "full gate recurrence"])
@pytest.mark.parametrize(("steps", "batch", "inputs", "hidden"), [(30, 2, 2, 20), (50, 32, 2, 32), (28, 64, 28, 128)])
def test_single_precision_is_close_to_double(name, steps, batch, inputs, hidden):
    scale, found = hidden**-0.5, []
    shapes = lstm_shapes(inputs, hidden, VARIANTS[name])
    drawn = random(shapes, np.random.default_rng(0), scale, np.float32)
    x, dy = (np.random.default_rng(1).normal(size=(steps, batch, n)).astype(np.float32) for n in (inputs, hidden))
    for dtype in (np.float32, np.float64):
        tape = lstm.forward({key: a.astype(dtype) for key, a in drawn.items()}, x.astype(dtype), VARIANTS[name])
        found.append(lstm.backward(tape, dy.astype(dtype)).parameters)
    for key in shapes:
        assert relative(found[0][key], found[1][key]) < SINGLE, key


@pytest.mark.parametrize(("steps", "batch", "hidden"), [(10, 2, 4), (40, 32, 16), (28, 64, 128)])
def test_single_precision_of_the_simple_rnn_is_close_to_double(steps, batch, hidden):
    drawn, found = random(simple_shapes(2, hidden), np.random.default_rng(0), 0.7 * hidden**-0.5, np.float32), []
    x, dh = (np.random.default_rng(1).normal(size=(steps, batch, n)).astype(np.float32) for n in (2, hidden))
    for dtype in (np.float32, np.float64):
        tape = simple.forward({key: a.astype(dtype) for key, a in drawn.items()}, x.astype(dtype))
        found.append(simple.backward(tape, dh.astype(dtype)).parameters)
    for key in drawn:
        assert relative(found[0][key], found[1][key]) < SINGLE, key


@settings(deadline=None, max_examples=30)
@given(sizes=sizes)
def test_simple_rnn_forward_and_gradients(sizes):
    steps, batch, inputs, hidden = (sizes[name] for name in ("steps", "batch", "inputs", "hidden"))
    rng = np.random.default_rng(sizes["seed"])
    parameters, x = random(simple_shapes(inputs, hidden), rng, sizes["scale"]), rng.normal(size=(steps, batch, inputs))
    h0, dh = rng.normal(size=(batch, hidden)), rng.normal(size=(steps, batch, hidden))
    tape = simple.forward(parameters, x, h0)
    assert tape.h == pytest.approx(naive_simple(parameters, x, h0), abs=1e-12)
    gradients = simple.backward(tape, dh)
    for name, gradient in gradients.parameters.items():
        true = complex_step(
            lambda value, name=name: (naive_simple(parameters | {name: value}, x, h0)[1:] * dh).sum(), parameters[name]
        )
        assert relative(gradient, true) < 1e-10, name
    true = complex_step(lambda value: (naive_simple(parameters, x, value)[1:] * dh).sum(), h0)
    assert relative(gradients.h[0], true) < 1e-10


def test_a_large_batch_of_the_simple_rnn_is_the_sum_of_small_ones():
    rng = np.random.default_rng(6)
    parameters, x, dh = (
        random(simple_shapes(2, 5), rng, 0.6),
        rng.normal(size=(4, 131, 2)),
        rng.normal(size=(4, 131, 5)),
    )
    whole = simple.backward(simple.forward(parameters, x), dh).parameters
    cuts = [slice(first, first + 2) for first in range(0, 131, 2)]
    parts = [simple.backward(simple.forward(parameters, x[:, s]), dh[:, s]).parameters for s in cuts]
    for name, gradient in whole.items():
        assert relative(sum(part[name] for part in parts), gradient) < 1e-12, name


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("U", np.zeros((4, 2, 1)), "wrong shape of U"),
        ("W", np.zeros((4, 3)), "wrong shape of W"),
        ("b", np.full(4, np.inf), "simple RNN: b: not finite"),
        ("x", np.zeros((5, 3, 1)), "wrong shape of x"),
        ("x", np.full((5, 3, 2), np.nan), "x: not finite"),
        ("h0", np.zeros((3, 5)), "wrong shape of a first state"),
        ("dh", np.zeros((4, 3, 4)), "wrong shape of errors"),
        ("dh", np.full((5, 3, 4), np.nan), "errors: not finite"),
    ],
)
def test_bad_input_of_the_simple_rnn_is_refused(name, value, message):
    given = random(simple_shapes(2, 4), np.random.default_rng(0), 1.0)
    given |= {"x": np.zeros((5, 3, 2)), "h0": np.zeros((3, 4)), "dh": np.zeros((5, 3, 4)), name: value}
    x, h0, dh = (given.pop(key) for key in ("x", "h0", "dh"))
    with pytest.raises(BadInput, match=message):
        simple.backward(simple.forward(given, x, h0), dh)


def test_glorot_fills_matrices_within_their_limit():
    drawn = glorot(lstm_shapes(30, 50), np.random.default_rng(0), np.float32)
    for name, limit in {"W": np.sqrt(6 / 80), "R": np.sqrt(6 / 100)}.items():
        assert 0.95 * limit < np.abs(drawn[name]).max() <= limit
    assert not drawn["b"].any()
    assert not drawn["p"].any()
    assert {array.dtype for array in drawn.values()} == {np.dtype(np.float32)}


def broken(name, change):
    case = Case(VANILLA)
    case.parameters[name] = change(case.parameters[name])
    return case


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (broken("R", lambda a: a[:, :, :-1]), r"LSTM: wrong shape of R: expected \(4, 3, 3\), found \(4, 3, 2\)"),
        (broken("W", lambda a: a[0]), "wrong shape of W"),
        (broken("p", lambda a: np.full_like(a, np.inf)), "LSTM: p: not finite: expected finite numbers, found inf"),
        (broken("b", lambda a: a * np.nan), "LSTM: b: not finite"),
        (broken("b", lambda a: a.astype(np.float32)), "mixed or unknown types"),
        (broken("W", lambda a: a.astype(complex)), "mixed or unknown types"),
    ],
)
def test_bad_parameters_are_refused_in_one_line(case, message):
    with pytest.raises(BadInput, match=message) as refused:
        case.run()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("x", np.zeros((4, 2, 7)), "wrong shape of x"),
        ("x", np.zeros((0, 2, 2)), "wrong shape of x"),
        ("x", np.full((4, 2, 2), np.nan), "x: not finite"),
        ("y0", np.zeros(4), "wrong shape of a first state"),
        ("dy", np.zeros((4, 2, 4)), "wrong shape of errors"),
        ("dy", np.full((4, 2, 3), np.nan), "errors: not finite"),
        ("dc", np.full((4, 2, 3), np.inf), "errors: not finite"),
        ("cell", VARIANTS["full gate recurrence"], "wrong parameters"),
    ],
)
def test_bad_input_is_refused(name, value, message):
    case = Case(VANILLA)
    setattr(case, name, value)
    with pytest.raises(BadInput, match=message):
        case.run()


def test_an_unknown_variant_is_refused_with_the_known_ones():
    assert variant("vanilla") is VANILLA
    with pytest.raises(
        BadInput, match=r"unknown LSTM variant: expected one of vanilla, no input gate, .* found 'vanila'"
    ):
        variant("vanila")
