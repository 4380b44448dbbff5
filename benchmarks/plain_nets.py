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


def seconds_of_training(config: dict) -> float:
    """Add up what all nets of the block lstm_backward take: seconds of an update × updates × seeds × cells."""
    training, lags = config["training"], config["lags"]
    kinds = Counter(LIBRARY.get(cell, BY_HAND) for cell in ["simple RNN", "vanilla", *training["variants"]])
    jobs = [
        (kind, task, cells * training["seeds"]) for task in training["tasks"].values() for kind, cells in kinds.items()
    ]
    for steps in lags["lags"]:
        jobs += [(kind, lags["settings"] | {"steps": steps}, lags["seeds"]) for kind in ("RNN", BY_HAND)]
    return sum(seconds_of_update(kind, settings) * settings["updates"] * nets for kind, settings, nets in jobs)


def seconds_of_update(kind: str, settings: dict) -> float:
    """Time Adam on a net and a readout of its last output, with a clipped gradient."""
    torch, inputs = peer("torch"), 28 if "images" in settings else 2
    weights, outputs = (by_hand if kind == BY_HAND else of_library)(kind, inputs, settings["hidden"])
    readout = torch.nn.Linear(settings["hidden"], 1)
    weights += readout.parameters()
    adam, starts = torch.optim.Adam(weights, lr=settings["learning_rate"]), []
    for _ in range(UPDATES + 3):
        starts.append(time.perf_counter())
        last = outputs(torch.rand(settings["steps"], settings["batch"], inputs))
        adam.zero_grad()
        ((readout(last) - 1) ** 2).mean().backward()
        torch.nn.utils.clip_grad_norm_(weights, settings["threshold"])
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
