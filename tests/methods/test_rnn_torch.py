"""PyTorch's autograd as an oracle for LSTM and simple RNN; an extra, so these tests may be skipped."""

import warnings

import numpy as np
import pytest

from methods.rnn import lstm, simple
from methods.rnn.parameters import lstm_shapes, random, simple_shapes
from methods.rnn.variants import VARIANTS

INSTALL = "PyTorch not found: the oracle tests of the nets are skipped; pip install torch==2.13.0 runs them"
ORDER = [1, 2, 0, 3]  # PyTorch's gates are i, f, z, o


@pytest.fixture(scope="module")
def torch():
    try:
        import torch
    except ImportError:
        warnings.warn(INSTALL, stacklevel=1)
        pytest.skip(INSTALL)
    return torch


def arrays(cell, steps=7, batch=5, inputs=3, hidden=6):
    shapes = lstm_shapes(inputs, hidden, cell)
    shapes |= {"x": (steps, batch, inputs), "dy": (steps, batch, hidden), "y0": (batch, hidden), "c0": (batch, hidden)}
    return random(shapes, np.random.default_rng(0), 0.7)


def ours(given, cell):
    parameters = {name: given[name] for name in lstm_shapes(1, 1, cell)}
    tape = lstm.forward(parameters, given["x"], cell, given["y0"], given["c0"])
    gradients = lstm.backward(tape, given["dy"])
    states = {"y0": gradients.y[0], "c0": gradients.c[0]}
    return tape, gradients.parameters | states


def cell_in_torch(torch, w, cell):
    """The equations of the article on backpropagation, section 2, with the variants of Greff et al. 2017."""
    y, c, outputs, gates = w["y0"], w["c0"], [], None
    for x in w["x"]:
        z, i, f, o = (x @ w["W"][g].T + y @ w["R"][g].T + w["b"][g] for g in range(4))
        if cell.recurrent_gates and gates is not None:
            i, f, o = (s + sum(gates[k] @ w["Q"][to, k].T for k in range(3)) for to, s in enumerate((i, f, o)))
        p = w["p"] if cell.peepholes else 0 * w["p"]
        z = torch.tanh(z) if cell.input_activation else z
        i = torch.sigmoid(i + p[0] * c) if cell.input_gate else torch.ones_like(i)
        f = torch.sigmoid(f + p[1] * c) if cell.forget_gate else torch.ones_like(f)
        f = 1 - i if cell.coupled else f
        c = z * i + c * f
        o = torch.sigmoid(o + p[2] * c) if cell.output_gate else torch.ones_like(o)
        y = o * (torch.tanh(c) if cell.output_activation else c)
        gates = (i, f, o)
        outputs.append(y)
    return torch.stack(outputs)


@pytest.mark.parametrize("cell", VARIANTS.values(), ids=VARIANTS)
def test_every_gradient_is_autograds(torch, cell):
    given = arrays(cell)
    tape, found = ours(given, cell)
    w = {name: torch.tensor(array, requires_grad=name != "dy") for name, array in given.items()}
    y = cell_in_torch(torch, w, cell)
    y.backward(w["dy"])
    assert tape.y[1:] == pytest.approx(y.detach().numpy(), abs=1e-14)
    for name, gradient in found.items():
        true = 0 * given[name] if w[name].grad is None else w[name].grad.numpy()
        assert gradient == pytest.approx(true, abs=1e-12), name


def test_without_peepholes_it_is_torch_nn_lstm(torch):
    cell = VARIANTS["no peepholes"]
    given = arrays(cell)
    tape, found = ours(given, cell)
    net = torch.nn.LSTM(3, 6, dtype=torch.float64)
    with torch.no_grad():
        for weight, name in ((net.weight_ih_l0, "W"), (net.weight_hh_l0, "R"), (net.bias_ih_l0, "b")):
            weight.copy_(torch.from_numpy(given[name][ORDER].reshape(weight.shape)))
        net.bias_hh_l0.zero_()
    x = torch.tensor(given["x"])
    y, (_, c) = net(x, (torch.tensor(given["y0"])[None], torch.tensor(given["c0"])[None]))
    y.backward(torch.tensor(given["dy"]))
    assert tape.y[1:] == pytest.approx(y.detach().numpy(), abs=1e-14)
    assert tape.c[-1] == pytest.approx(c[0].detach().numpy(), abs=1e-14)
    for gradient, name in ((net.weight_ih_l0, "W"), (net.weight_hh_l0, "R"), (net.bias_ih_l0, "b")):
        assert found[name][ORDER].reshape(gradient.shape) == pytest.approx(gradient.grad.numpy(), abs=1e-12), name


def test_the_simple_rnn_is_torch_nn_rnn(torch):
    shapes = simple_shapes(3, 6) | {"x": (7, 5, 3), "dh": (7, 5, 6), "h0": (5, 6)}
    given = random(shapes, np.random.default_rng(0), 0.7)
    tape = simple.forward({name: given[name] for name in "UWb"}, given["x"], given["h0"])
    found = simple.backward(tape, given["dh"])
    net = torch.nn.RNN(3, 6, dtype=torch.float64)
    with torch.no_grad():
        for weight, name in ((net.weight_ih_l0, "U"), (net.weight_hh_l0, "W"), (net.bias_ih_l0, "b")):
            weight.copy_(torch.from_numpy(given[name]))
        net.bias_hh_l0.zero_()
    h0 = torch.tensor(given["h0"][None], requires_grad=True)
    h, _ = net(torch.tensor(given["x"]), h0)
    h.backward(torch.tensor(given["dh"]))
    assert tape.h[1:] == pytest.approx(h.detach().numpy(), abs=1e-14)
    assert found.h[0] == pytest.approx(h0.grad[0].numpy(), abs=1e-12)
    for gradient, name in ((net.weight_ih_l0, "U"), (net.weight_hh_l0, "W"), (net.bias_ih_l0, "b")):
        assert found.parameters[name] == pytest.approx(gradient.grad.numpy(), abs=1e-12), name
