"""LSTM, forward and backward, float32: this project's core against torch.nn.LSTM and a peephole cell in PyTorch.

A row is a training step's work: outputs of all steps, then the gradients of all parameters, batch × steps × inputs ×
hidden. Memory is kept from call to call, as in training. The same parameters and threads, and gradients that agree.
"""

import numpy as np
from numba import get_num_threads

from growth import Growth
from methods.rnn import lstm
from methods.rnn.parameters import lstm_shapes, random
from methods.rnn.sequences import Workspace
from methods.rnn.variants import VARIANTS
from side_by_side import Contest, peer

SHAPES = [(32, 50, 2, 32), (64, 28, 28, 128), (100, 100, 2, 100), (128, 28, 28, 256)]  # batch, steps, inputs, hidden
GOALS = {"no peepholes": (1.0, 0.8, 1.0, 0.8), "vanilla": (3.0, 3.0, 3.0, 3.0)}
AGREEMENT = 1e-4  # of the gradients, relative to the largest of an array


def weights(batch: int, steps: int, inputs: int, hidden: int, shapes_of=lstm_shapes) -> dict[str, np.ndarray]:
    """Draw parameters, inputs x (T, N, I) and errors of the outputs g (T, N, H), float32."""
    rng, shapes = np.random.default_rng(0), shapes_of(inputs, hidden)
    drawn = random(shapes | {"x": (steps, batch, inputs), "g": (steps, batch, hidden)}, rng, 1.0, np.float32)
    return drawn | {name: drawn[name] / np.float32(np.sqrt(hidden)) for name in shapes}


def core(variant: str, drawn: dict):
    """Make a function that runs this project's LSTM once and gives the gradients of its parameters."""
    parameters, workspace = {name: drawn[name] for name in "WRbp"}, Workspace()

    def call() -> dict:
        tape = lstm.forward(parameters, drawn["x"], VARIANTS[variant], workspace=workspace)
        return lstm.backward(tape, drawn["g"]).parameters

    return call


def torch_lstm(torch, drawn: dict):
    """Make a function that runs torch.nn.LSTM once and gives the same gradients."""
    order = [1, 2, 0, 3]  # of its gates: i, f, z, o
    hidden, inputs = drawn["W"].shape[1:]
    net, x, g = torch.nn.LSTM(inputs, hidden), torch.from_numpy(drawn["x"]), torch.from_numpy(drawn["g"])
    with torch.no_grad():
        for weight, name in ((net.weight_ih_l0, "W"), (net.weight_hh_l0, "R"), (net.bias_ih_l0, "b")):
            weight.copy_(torch.from_numpy(drawn[name][order].reshape(weight.shape)))
        net.bias_hh_l0.zero_()

    def call() -> dict:
        net.zero_grad()
        net(x)[0].backward(g)
        found = {"W": net.weight_ih_l0.grad, "R": net.weight_hh_l0.grad, "b": net.bias_ih_l0.grad}
        return {name: a.numpy().reshape(drawn[name].shape)[np.argsort(order)] for name, a in found.items()}

    return call


def torch_peephole(torch, drawn: dict):
    """Make a function that runs a peephole cell written in PyTorch once and gives the same gradients."""
    w = {name: torch.from_numpy(drawn[name]).requires_grad_() for name in "WRbp"}
    x, g, hidden = torch.from_numpy(drawn["x"]), torch.from_numpy(drawn["g"]), drawn["W"].shape[1]

    def call() -> dict:
        for a in w.values():
            a.grad = None
        sums = torch.nn.functional.linear(x, w["W"].reshape(4 * hidden, -1), w["b"].reshape(-1)).unbind(0)
        recurrent, outputs = w["R"].reshape(4 * hidden, hidden).t(), []
        y = c = torch.zeros(x.shape[1], hidden)
        for sum_t in sums:
            z, i, f, o = torch.addmm(sum_t, y, recurrent).chunk(4, 1)
            i, f = torch.sigmoid(i + w["p"][0] * c), torch.sigmoid(f + w["p"][1] * c)
            c = torch.tanh(z) * i + c * f
            y = torch.sigmoid(o + w["p"][2] * c) * torch.tanh(c)
            outputs.append(y)
        torch.stack(outputs).backward(g)
        return {name: a.grad.numpy() for name, a in w.items()}

    return call


PEERS = {"no peepholes": ("torch.nn.LSTM", torch_lstm), "vanilla": ("peephole cell in PyTorch", torch_peephole)}


def apart(ours: dict, others: dict) -> float:
    """Give the largest difference of a gradient relative to the largest of its array."""
    return max(np.abs(ours[name] - array).max() / np.abs(array).max() for name, array in others.items())


def contests(quick: bool) -> list[Contest]:
    """Give the rows: four sizes, without and with peepholes."""
    torch, found = torch_with_our_threads(), []
    for variant, (name, make) in PEERS.items():
        for shape, goal in zip(SHAPES[: 1 if quick else None], GOALS[variant], strict=not quick):
            drawn, kind = weights(*shape), "peepholes" if variant == "vanilla" else variant
            theirs = make(torch, drawn) if torch else None
            what = f"LSTM step, {kind}: {'×'.join(map(str, shape))}"
            found.append(Contest(what, name, goal, core(variant, drawn), theirs, apart, AGREEMENT, 15))
    return found


def torch_with_our_threads():
    """Import PyTorch, if it is installed, and grant it as many threads as ours has."""
    torch = peer("torch")
    if torch:
        torch.set_num_threads(get_num_threads())
    return torch


def growths() -> list[Growth]:
    """Time steps and hidden units from 1 to 1,000: work and parameters go with the square of the units."""
    steps = [1, 3, 10, 30, 100, 300, 1000]
    hidden = [1, 4, 16, 64, 256, 1024]
    return [
        Growth("LSTM", "time steps", steps, lambda n: core("vanilla", weights(32, n, 2, 32)), 1, 1),
        Growth("LSTM", "hidden units", hidden, lambda n: core("vanilla", weights(32, 20, 2, n)), 2, 2),
    ]
