"""The simple RNN, forward and backward, float32: this project's core against torch.nn.RNN, as in benchmarks/lstm.py."""

import numpy as np

from growth import Growth
from lstm import AGREEMENT, GOALS, SHAPES, apart, torch_with_our_threads, weights
from methods.rnn import simple
from methods.rnn.parameters import simple_shapes
from methods.rnn.sequences import Workspace
from side_by_side import Contest


def core(drawn: dict):
    """Make a function that runs this project's simple RNN once and gives the gradients of its parameters."""
    parameters, workspace = {name: drawn[name] for name in "UWb"}, Workspace()

    def call() -> dict:
        return simple.backward(simple.forward(parameters, drawn["x"], workspace=workspace), drawn["g"]).parameters

    return call


def torch_rnn(torch, drawn: dict):
    """Make a function that runs torch.nn.RNN once and gives the same gradients."""
    hidden, inputs = drawn["U"].shape
    net, x, g = torch.nn.RNN(inputs, hidden), torch.from_numpy(drawn["x"]), torch.from_numpy(drawn["g"])
    own = {"U": net.weight_ih_l0, "W": net.weight_hh_l0, "b": net.bias_ih_l0}
    with torch.no_grad():
        for name, weight in own.items():
            weight.copy_(torch.from_numpy(drawn[name]))
        net.bias_hh_l0.zero_()

    def call() -> dict[str, np.ndarray]:
        net.zero_grad()
        net(x)[0].backward(g)
        return {name: weight.grad.numpy() for name, weight in own.items()}

    return call


def contests(quick: bool) -> list[Contest]:
    """Give the rows: the sizes and goals of the LSTM without peepholes."""
    torch, found = torch_with_our_threads(), []
    for shape, goal in list(zip(SHAPES, GOALS["no peepholes"], strict=True))[: 1 if quick else None]:
        drawn = weights(*shape, simple_shapes)
        theirs = torch_rnn(torch, drawn) if torch else None
        what = f"simple RNN step: {'×'.join(map(str, shape))}"
        found.append(Contest(what, "torch.nn.RNN", goal, core(drawn), theirs, apart, AGREEMENT, 15))
    return found


def growths() -> list[Growth]:
    """Time steps and hidden units from 1 to 1,000: work and parameters go with the square of the units."""
    steps = [1, 3, 10, 30, 100, 300, 1000]
    hidden = [1, 4, 16, 64, 256, 1024]
    return [
        Growth("simple RNN", "time steps", steps, lambda n: core(weights(32, n, 2, 32, simple_shapes)), 1, 1),
        Growth("simple RNN", "hidden units", hidden, lambda n: core(weights(32, 20, 2, n, simple_shapes)), 2, 2),
    ]
