"""The training of all recurrent nets in PyTorch: a few updates of each kind, task and lag, and what they add up to.

The simple RNN is torch.nn.RNN, the LSTM without peepholes torch.nn.LSTM; PyTorch has no peepholes, so that all other
cells are timed by one that is written by hand, the plain one with them.
"""

import time
from collections import Counter
from collections.abc import Callable

import numpy as np

from side_by_side import peer

UPDATES = 11  # of a net, timed after two; their median counts
LIBRARY = {"simple RNN": "RNN", "no peepholes": "LSTM"}  # of torch.nn
BY_HAND = "peepholes"
INPUTS = {"adding": 2, "reset": 2, "copy": 5, "mnist": 28}


def seconds_of_training(config: dict) -> float:
    """Add up what all nets of the block lstm_backward take: seconds of an update × updates × seeds × cells."""
    training = config["training"]
    three = ["simple RNN", "simple RNN", "vanilla"]  # the second one is wider; its time is near enough
    found = 0.0
    for name, task in training["tasks"].items():
        cells = three + (training["variants"] if name in training["compared"] else [])
        for kind, count in Counter(LIBRARY.get(cell, BY_HAND) for cell in cells).items():
            found += seconds_of_update(kind, task) * task["updates"] * training["seeds"] * count
    return found


def seconds_of_update(kind: str, settings: dict) -> float:
    """Time Adam on a net and a readout of its last output, with a clipped gradient."""
    torch, inputs = peer("torch"), INPUTS[settings["task"]]
    weights, outputs = (by_hand if kind == BY_HAND else of_library)(kind, inputs, settings["hidden"])
    readout = torch.nn.Linear(settings["hidden"], 1)
    weights += readout.parameters()
    adam, starts = torch.optim.Adam(weights, lr=0.01), []
    for _ in range(UPDATES + 3):
        starts.append(time.perf_counter())
        last = outputs(torch.rand(settings["steps"], settings["batch"], inputs))
        adam.zero_grad()
        ((readout(last) - 1) ** 2).mean().backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
    return float(np.median(np.diff(starts[2:])))


def of_library(kind: str, inputs: int, hidden: int) -> tuple[list, Callable]:
    """Give the parameters of a net of torch.nn, and a function from x (T, N, I) to its last output (N, H)."""
    net = getattr(peer("torch").nn, kind)(inputs, hidden)
    return list(net.parameters()), lambda x: net(x)[0][-1]


def by_hand(_, inputs: int, hidden: int) -> tuple[list, Callable]:
    """Give the same of an LSTM with peepholes, in PyTorch's operations."""
    torch = peer("torch")
    shapes = [(4 * hidden, inputs), (4 * hidden, hidden), (4 * hidden,), (3, hidden)]
    w, r, b, p = weights = [torch.nn.Parameter(0.1 * torch.randn(shape)) for shape in shapes]

    def last_output(x):
        y = c = torch.zeros(x.shape[1], hidden)
        for sums in torch.nn.functional.linear(x, w, b):
            z, i, f, o = torch.addmm(sums, y, r.t()).chunk(4, 1)
            c = torch.tanh(z) * torch.sigmoid(i + p[0] * c) + c * torch.sigmoid(f + p[1] * c)
            y = torch.sigmoid(o + p[2] * c) * torch.tanh(c)
        return y

    return weights, last_output
