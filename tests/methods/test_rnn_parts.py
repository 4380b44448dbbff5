"""The parts under the nets: tanh and the logistic function, products of matrices, readout, losses, clipping."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numba import njit
from scipy.special import log_softmax

from methods.rnn import activations, clipping, readout, tiles
from methods.rnn.activations import ULPS
from methods.rnn.parameters import NotFinite
from methods.rnn.products import gradients
from methods.rnn.sequences import Workspace
from naive import complex_step
from recomputed.errors import BadInput


@njit
def both(x):
    tanh, logistic = np.empty_like(x), np.empty_like(x)
    for k in range(len(x)):
        tanh[k], logistic[k] = activations.tanh(x[k]), activations.logistic(x[k])
    return tanh, logistic


@pytest.mark.parametrize(("dtype", "limit"), [(np.float32, 80), (np.float64, 700)])
def test_activations_are_within_their_bound_of_the_true_values(dtype, limit):
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(size=500) * scale for scale in (1e-12, 1e-6, 1e-3, 0.1, 1, 3, 10, 30, 200)])
    halves = np.log(2) * (np.arange(-40, 40) + 0.5) / 2  # where the reduced argument is largest, and jumps
    x = np.concatenate([x, halves, np.nextafter(halves, 0), [0.0]]).astype(dtype)
    with mpmath.workdps(40):
        for found, function in zip(both(x), (mpmath.tanh, lambda v: 1 / (1 + mpmath.exp(-v))), strict=True):
            for argument, value in zip(x, found, strict=True):
                true = function(mpmath.mpf(float(max(argument, -limit))))
                unit = np.spacing(dtype(abs(float(true))))
                assert abs(mpmath.mpf(float(value)) - true) <= ULPS * mpmath.mpf(float(unit)), argument


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_of_extreme_arguments(dtype):
    tanh, logistic = both(np.array([np.inf, -np.inf, np.finfo(dtype).max, np.nan], dtype))
    assert tanh[:3].tolist() == [1, -1, 1]
    assert logistic[[0, 2]].tolist() == [1, 1]
    assert 0 <= logistic[1] < 1e-34
    assert np.isnan(tanh[3])
    assert np.isnan(logistic[3])


@njit
def product(a, panels, c):
    (rows, depth), columns = a.shape, c.shape[1]
    tiles.add_product(a.reshape(-1), depth, 1, panels, c.reshape(-1), rows, columns, columns, tiles.edge_buffer(c))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("rows", "depth", "columns"), [(1, 1, 1), (6, 3, 16), (13, 70, 33), (5, 600, 8)])
def test_products_are_added_to_what_is_there(dtype, rows, depth, columns):
    rng = np.random.default_rng(1)
    a, b, c = (rng.normal(size=shape).astype(dtype) for shape in ((rows, depth), (depth, columns), (rows, columns)))
    true = c.astype(float) + a.astype(float) @ b.astype(float)
    size = np.abs(c).astype(float) + np.abs(a).astype(float) @ np.abs(b).astype(float)
    product(a, tiles.pack(b), c)
    assert (np.abs(c - true) <= (depth + 1) * float(np.finfo(dtype).eps) / 2 * size).all()  # Higham 2002, section 3.1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_row_has_the_same_bits_in_a_tile_of_any_height(dtype):
    rng = np.random.default_rng(1)
    a, panels = (
        rng.normal(size=(2 * tiles.ROWS + 1, 300)).astype(dtype),
        tiles.pack(rng.normal(size=(300, 20)).astype(dtype)),
    )
    single = np.zeros((len(a), 20), dtype)
    for row in range(len(a)):
        product(a[row : row + 1], panels, single[row : row + 1])
    for rows in range(1, len(a) + 1):
        together = np.zeros((rows, 20), dtype)
        product(a[:rows], panels, together)
        assert together.tobytes() == single[:rows].tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rows", [1, 1500])
def test_gradients_of_weights_are_numpys(dtype, rows):
    rng = np.random.default_rng(1)
    h, x = rng.normal(size=(rows, 70)).astype(dtype), rng.normal(size=(rows, 3)).astype(dtype)
    errors = rng.normal(size=(2, rows, 70)).astype(dtype)
    seen = np.hstack([h, x, np.ones((rows, 1))])
    tolerance = 200 * float(np.finfo(dtype).eps) * rows**0.5
    assert gradients(errors, h, x, Workspace()) == pytest.approx(np.einsum("gmh,mk->ghk", errors, seen), abs=tolerance)


def softmax_loss(o, labels):
    own = np.take_along_axis(o, labels[..., None], axis=-1)[..., 0]
    return (np.log(np.exp(o).sum(axis=-1)) - own).mean()


def squared_loss(o, target):
    return ((o - target) ** 2).mean()


@pytest.mark.parametrize(
    ("ours", "plain"), [(readout.cross_entropy, softmax_loss), (readout.squared_error, squared_loss)]
)
def test_readout_and_losses_have_the_gradients_of_complex_steps(ours, plain):
    rng = np.random.default_rng(2)
    parameters, h = {"V": rng.normal(size=(3, 4)), "c": rng.normal(size=3)}, rng.normal(size=(5, 2, 4))
    wanted = rng.integers(0, 3, (5, 2)) if plain is softmax_loss else rng.normal(size=(5, 2, 3))

    def loss(parameters, h):
        return plain(readout.forward(parameters, h), wanted)

    found, do = ours(readout.forward(parameters, h), wanted)
    assert found == pytest.approx(loss(parameters, h), rel=1e-14)
    gradients, dh = readout.backward(parameters, h, do)
    assert dh == pytest.approx(complex_step(lambda v: loss(parameters, v), h), abs=1e-15)
    for name in parameters:
        true = complex_step(lambda v, name=name: loss(parameters | {name: v}, h), parameters[name])
        assert gradients[name] == pytest.approx(true, abs=1e-14)


def test_cross_entropy_of_huge_scores_is_scipys():
    o = np.array([[1e4, -1e4, 0.0], [-800.0, -801.0, -802.0]])
    assert readout.cross_entropy(o, np.array([1, 2]))[0] == pytest.approx(
        -log_softmax(o, axis=1)[[0, 1], [1, 2]].mean()
    )


@pytest.mark.parametrize("labels", [[0, 3], [-1, 0], [0]])
def test_bad_labels_are_refused(labels):
    with pytest.raises(BadInput, match="bad labels"):
        readout.cross_entropy(np.zeros((2, 3)), np.array(labels))


numbers = st.floats(-1e6, 1e6)


@given(g=arrays(float, 5, elements=numbers), h=arrays(float, (2, 3), elements=numbers), threshold=st.floats(1e-3, 1e5))
def test_clipping_keeps_gradients_under_the_threshold(g, h, threshold):
    gradients = {"g": g, "h": h}
    together = np.concatenate([g, h.ravel()])
    size = np.linalg.norm(together)
    assert clipping.norm(gradients) == pytest.approx(size)
    scaled = clipping.by_norm(gradients, threshold)
    assert clipping.norm(scaled) <= threshold * (1 + 1e-12)
    flat = np.concatenate([scaled["g"], scaled["h"].ravel()])
    assert flat * max(size, threshold) == pytest.approx(together * threshold)  # the direction is kept
    if clipping.norm(gradients) <= threshold:
        assert (scaled["g"] == g).all()


@pytest.mark.parametrize("threshold", [0, -1.0, float("nan")])
def test_a_threshold_that_is_none_is_refused(threshold):
    with pytest.raises(BadInput, match="bad threshold"):
        clipping.by_norm({"g": np.ones(2)}, threshold)


def test_gradients_that_are_not_finite_are_not_clipped():
    with pytest.raises(NotFinite, match="norm of the gradients: not finite"):
        clipping.by_norm({"g": np.array([1.0, np.nan])}, 1.0)
