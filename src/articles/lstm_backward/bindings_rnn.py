"""Values of the symbols in the chain rules (sections 1 and 2) and in the formulas of the simple RNN (section 3).

Derivatives of h have dh_i in row i and dh_j in column j; the error of h is a row, as in the article's product. A
product over time steps has its factors in the order in which the article writes them out, the latest step first.
"""

from collections.abc import Callable
from functools import cache, reduce

import numpy as np

from articles.lstm_backward.compute import chain_rules
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.trials import Trial, trials
from methods.rnn import readout, simple
from methods.rnn.parameters import random, readout_shapes
from recomputed.formulas.binding import Binding
from recomputed.stats import streams

COUNT, HIDDEN, INPUTS, STEPS = 3, [3, 2], [2], 4
TRANSPOSED = ("lstm_backward-11", "conditional")


def rnn_bindings(seed: int) -> dict:
    """Bind the symbols of the claims about chain rules and simple RNNs."""
    nets = list(trials("simple", seed, COUNT, HIDDEN, INPUTS, STEPS))
    backwards = Binding([_backwards(net) for net in nets])
    return {
        "lstm_backward-01": [
            Binding([_nested(seed, n, ways) for n, ways in enumerate(w)]) for w in ((1,), (2,), (3, 5))
        ],
        "lstm_backward-02": Binding([_parts(net, name) for net in nets for name in net.parameters]),
        "lstm_backward-11": backwards,
        TRANSPOSED: Binding([_backwards(net, transposed=True) for net in nets]),
        "lstm_backward-12": backwards,
        "lstm_backward-13": backwards,
        "lstm_backward-14": backwards,
        "lstm_backward-40": Binding([_forward(net, seed, n) for n, net in enumerate(nets)]),
        "lstm_backward-42": backwards,
    }


def _nested(seed: int, n: int, ways: int) -> dict:
    """Bind the derivatives of random nested functions; i, and y without an index, is the last variable."""
    of_x, of_y, true = chain_rules.nested(streams.rng(seed, "lstm_backward nested functions", ways, n), ways)

    def partial(top, by):
        j, i = (ref.index[0] - 1 if ref.index else ways - 1 for ref in (top, by))
        if top.name == "f":
            return float((of_x if by.name == "x" else true)[i])
        return float(of_y[j, i])

    return {"n": ways, "i": ways, r"\partial": partial}


def _parts(net: Trial, name: str) -> dict:
    """Bind the gradient by a parameter that all steps share, and by its copy of one step; as a column."""
    every = list(range(1, len(net.x) + 1))

    @cache
    def partial(top, by):
        return chain_rules.part(net, name, every if by.time is None else [by.time]).ravel()

    return {"t": every, r"\partial": partial}


def _forward(net: Trial, seed: int, n: int) -> dict:
    """Bind parameters and inputs of a simple RNN with a readout, and the variables as the project has them."""
    rng = streams.rng(seed, "lstm_backward readouts of formulas", n)
    read = random(readout_shapes(net.target.shape[1], 3), rng, 0.8)
    tape = simple.forward(net.parameters, net.x[:, None])
    o = readout.forward(read, tape.h[:, 0])

    def share(s: int) -> np.ndarray:
        error = readout.cross_entropy(o[s][None], np.array([0]))[1][0]  # softmax(o) less 1 at the label
        return error + np.array([1.0, 0.0, 0.0])

    return {
        "t": net.t, "g": np.tanh, "f": lambda x: np.exp(x) / np.exp(x).sum(),
        r"\boldsymbol{a}": lambda s: tape.a[s - 1, 0], r"\boldsymbol{h}": lambda s: tape.h[s, 0],
        r"\boldsymbol{x}": lambda s: net.x[s - 1], r"\boldsymbol{o}": lambda s: o[s], r"\hat{\boldsymbol{y}}": share,
    } | {rf"\boldsymbol{{{name}}}": array for name, array in (net.parameters | read).items()}  # fmt: skip


def _backwards(net: Trial, transposed: bool = False) -> dict:
    """Bind what leads from J(t), t the last step, back to h(k), k = 1; s is a step between.

    transposed: dh_j(s)/dh_i(s-1) in row i and column j.
    """
    states, last = net.states(), len(net.x)
    parameters = {rf"\boldsymbol{{{name}}}": array for name, array in net.parameters.items()}
    tape = simple.forward(net.parameters, net.x[:, None])
    return parameters | {
        "t": last, "k": 1, "s": net.t, r"\partial": _derivatives(net, transposed), r"\prod": _latest_first,
        "g'": lambda a: 1 - np.tanh(a) ** 2, r"\boldsymbol{x}": lambda s: net.x[s - 1],
        r"\boldsymbol{h}": lambda s: states["h", s], r"\boldsymbol{a}": lambda s: tape.a[s - 1, 0],
    }  # fmt: skip


def _derivatives(net: Trial, transposed: bool) -> Callable:
    flow = Flow(net)

    @cache
    def partial(top, by) -> np.ndarray:
        if top.name == "J":
            return net.error("h", by.time, [top.time])[None]
        found = flow.explicit(("h", top.time), ("h", by.time))
        return found.T if transposed else found

    return partial


def _latest_first(factors: list):
    """Multiply numbers or matrices, those of the latest step first."""
    if np.ndim(factors[0]):
        return reduce(np.matmul, reversed(factors))
    return float(np.prod(factors))
