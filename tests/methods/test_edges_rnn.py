"""Recurrent nets, their readout, losses and clipping at the edges of what they take: right, or one clear line."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edges import LAYOUTS, NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one
from methods.rnn import clipping, equations, lstm, parameters, readout, simple
from methods.rnn.parameters import NotFinite

HIDDEN, INPUTS = 3, 2
X = np.array([[[1, 0], [2, 1]], [[0, 3], [1, 1]], [[2, 2], [0, 0]]])  # (3 steps, 2 sequences, 2 inputs)
CELLS = {
    "lstm": (lstm, parameters.lstm_shapes(INPUTS, HIDDEN), "y"),
    "simple": (simple, parameters.simple_shapes(INPUTS, HIDDEN), "h"),
}
cells = pytest.mark.parametrize("cell", CELLS)


def weights(cell):
    return parameters.random(CELLS[cell][1], np.random.default_rng(5), 0.5)


def outputs(cell, given_weights, x, *start):
    module, _, name = CELLS[cell]
    return module.forward(given_weights, x, **dict(zip((f"{name}0",), start, strict=False)))


@cells
@pytest.mark.parametrize("dtype", WHOLE + REAL)
def test_inputs_of_any_type_have_the_same_outputs(cell, dtype):
    name = CELLS[cell][2]
    found, expected = (outputs(cell, weights(cell), x) for x in (X.astype(dtype), X.astype(dtype).astype(float)))
    np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    errors = np.ones((3, 2, HIDDEN))
    back = CELLS[cell][0].backward
    gradients, others = back(found, errors.astype(dtype)), back(expected, errors)
    for key, gradient in gradients.parameters.items():
        np.testing.assert_array_equal(gradient, others.parameters[key])


@cells
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_in_memory_do_not_matter(cell, layout):
    name, plain = CELLS[cell][2], weights(cell)
    if layout != "list":
        laid = {key: laid_out(array, layout) for key, array in plain.items()}
    start = np.full((2, HIDDEN), 0.5)
    found = outputs(cell, plain if layout == "list" else laid, laid_out(X, layout), laid_out(start, layout))
    np.testing.assert_array_equal(getattr(found, name), getattr(outputs(cell, plain, X, start), name))


@cells
def test_nets_refuse_what_they_cannot_run(cell):
    plain, (module, shapes, name) = weights(cell), CELLS[cell]
    refuses_no_numbers(lambda x: module.forward(plain, x), X)
    refuses_no_numbers(lambda start: outputs(cell, plain, X, start), np.zeros((2, HIDDEN)), optional=True)
    tape = module.forward(plain, X)
    refuses_no_numbers(lambda dy: module.backward(tape, dy), np.zeros((3, 2, HIDDEN)), optional=True)
    for x in (X[:0], X[:, :0], X[:, :, :0], X[0]):
        refused(lambda x=x: module.forward(plain, x))
    for value in NOT_FINITE:
        refused(lambda value=value: module.forward(plain, with_one(X, value)), "not finite")
        refused(lambda value=value: module.backward(tape, with_one(np.zeros((3, 2, HIDDEN)), value)), "not finite")
    single = {key: array.astype(np.float32) for key, array in plain.items()}
    refused(lambda: module.forward(single, X * 1e300), "not finite")
    for change in (
        lambda a: a.astype(int),
        lambda a: a.astype(np.float16),
        lambda a: a.astype(object),
        lambda a: a[..., :0],
    ):
        refused(lambda change=change: module.forward({key: change(array) for key, array in plain.items()}, X))
    refused(lambda: module.forward({}, X))
    for dtype in (int, bool):
        refused(lambda dtype=dtype: parameters.random(shapes, np.random.default_rng(0), 1.0, dtype), "floating")
        refused(lambda dtype=dtype: parameters.glorot(shapes, np.random.default_rng(0), dtype), "floating")
    refused(lambda: parameters.random(shapes, np.random.default_rng(0), np.nan), "scale")
    saturated = getattr(module.forward(plain, X * 1e150), name)
    assert np.isfinite(saturated).all()


@settings(max_examples=60)
@given(st.data(), st.sampled_from([*WHOLE[1:], *REAL]), layouts, st.floats(0.01, 300))
def test_clipped_gradients_of_any_type_keep_their_direction(data, dtype, layout, threshold):
    numbers = data.draw(st.lists(st.integers(0, 100), min_size=2, max_size=6))
    gradient = np.array([numbers]).astype(dtype)
    exact = np.linalg.norm(gradient.astype(float))
    found = clipping.by_norm({"w": laid_out(gradient, layout), "none": np.zeros((0, 2))}, threshold)
    factor = min(1, threshold / exact) if exact else 1
    np.testing.assert_allclose(found["w"], gradient.astype(float) * factor, rtol=1e-6)
    assert found["w"].dtype.kind == "f"
    assert found["none"].shape == (0, 2)


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_norms_neither_overflow_nor_vanish(scale):
    gradients = {"w": np.array([3.0, -4.0]) * scale, "b": np.zeros(1)}
    np.testing.assert_allclose(clipping.norm(gradients), 5 * scale, rtol=1e-12)
    np.testing.assert_allclose(clipping.norm(clipping.by_norm(gradients, scale)), scale, rtol=1e-12)


def test_a_factor_too_small_for_single_precision_still_clips():
    found = clipping.by_norm({"w": np.array([3e37, 4e37], np.float32)}, 1e-8)["w"]
    np.testing.assert_allclose(found, [6e-9, 8e-9], rtol=1e-6)
    assert found.dtype == np.float32


def test_clipping_refuses_what_it_cannot_shorten():
    refuses_no_numbers(lambda gradient: clipping.by_norm({"w": gradient}, 1.0), np.ones(3))
    for threshold in (0, -1, np.nan, np.inf):
        refused(lambda threshold=threshold: clipping.factors(np.ones(2), threshold), "bad threshold")
    for value in NOT_FINITE:
        with pytest.raises(NotFinite):
            clipping.by_norm({"w": np.array([1.0, value])}, 1.0)
    assert clipping.norm({}) == 0
    assert clipping.by_norm({"w": np.zeros(2)}, 1.0)["w"].tolist() == [0, 0]


READ = {"V": np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 1.0]]), "c": np.array([0.5, -0.5])}


@given(st.sampled_from(WHOLE + REAL), layouts)
def test_readout_and_losses_of_any_type(dtype, layout):
    h = np.array([[100, 0, 1], [3, 120, 2]]).astype(dtype)
    exact = h.astype(float)
    o = readout.forward(READ, laid_out(h, layout))
    np.testing.assert_allclose(o, exact @ READ["V"].T + READ["c"], rtol=1e-6)
    do = np.array([[100, 100], [100, 0]]).astype(dtype)
    gradients, back = readout.backward(READ, laid_out(h, layout), laid_out(do, layout))
    np.testing.assert_allclose(gradients["V"], do.astype(float).T @ exact, rtol=1e-5)
    np.testing.assert_allclose(back, do.astype(float) @ READ["V"], rtol=1e-6)
    value, error = readout.squared_error(laid_out(h, layout), np.full((2, 3), 101).astype(dtype))
    off = exact - np.full((2, 3), 101).astype(dtype).astype(float)
    np.testing.assert_allclose(value, np.mean(off**2), rtol=1e-5)
    np.testing.assert_allclose(error, off / 3, rtol=1e-5)
    loss, _ = readout.cross_entropy(laid_out(h, layout), np.array([1, 0]))
    share = np.exp(exact - exact.max(axis=1, keepdims=True))
    expected = -np.mean(
        (exact - exact.max(axis=1, keepdims=True) - np.log(share.sum(axis=1, keepdims=True)))[[0, 1], [1, 0]]
    )
    np.testing.assert_allclose(loss, expected, rtol=1e-5)


def test_readout_and_losses_refuse_what_does_not_fit():
    h = np.ones((2, 3))
    refuses_no_numbers(lambda table: readout.squared_error(table, np.ones((2, 3))), h)
    refuses_no_numbers(lambda table: readout.squared_error(h, table), h)
    refuses_no_numbers(lambda table: readout.cross_entropy(table, [0, 1]), h)
    for bad in (np.ones((2, 2)), np.array(1.0), np.array([["a"] * 3])):
        refused(lambda bad=bad: readout.forward(READ, bad), "readout: h")
    refused(lambda: readout.backward(READ, h, np.ones((3, 2))), "readout: do")
    for labels in ([0, 3], [0, -1], [0.0, 1.0], [True, False], [0], [], "01"):
        refused(lambda labels=labels: readout.cross_entropy(h, labels), "bad labels")
    refused(lambda: readout.squared_error(h[:0], h[:0]), "empty")
    refused(lambda: readout.cross_entropy(h[:0], np.zeros(0, int)), "empty")
    assert np.isnan(readout.squared_error(with_one(h, np.nan), h)[0])


@given(st.sampled_from(WHOLE + REAL))
def test_logistic_of_any_type(dtype):
    x = np.array([0, 1, 1]).astype(dtype)
    np.testing.assert_allclose(equations.logistic(x), [0.5, 0.7310585786300049, 0.7310585786300049], rtol=1e-6)


def test_equations_at_their_edges():
    np.testing.assert_array_equal(equations.logistic(np.array([-1e300, 1e300, np.inf, -np.inf])), [0, 1, 1, 0])
    assert equations.logistic(0j) == 0.5
    refused(lambda: equations.logistic("1"))
    np.testing.assert_allclose(equations.derivative(lambda x: x**2, np.array([1, 3], np.uint8)), [[2, 0], [0, 6]])
    refused(lambda: equations.derivative(lambda x: x, np.zeros(0)), "empty")
    for run, cell in ((equations.lstm, "lstm"), (equations.simple, "simple")):
        refused(lambda run=run: run([], np.zeros((0, 2))), "wrong number of steps")
        refused(lambda run=run, cell=cell: run([weights(cell)] * 2, X[:, 0]), "wrong number of steps")
