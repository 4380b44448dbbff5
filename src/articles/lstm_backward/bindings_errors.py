"""Values of the symbols in the formulas for the errors of an LSTM's variables (section 2), on random nets.

A derivative by a variable of the net is the one along an arrow of the article's graphs; those of J are over all paths,
so that one wrong formula does not spoil another.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

import numpy as np

from articles.lstm_backward.bindings_symbols import NODES, SUMS, bold, element, nets
from articles.lstm_backward.compute.branches import GATES
from articles.lstm_backward.compute.chain_rules import part
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.parameter_gradients import PRINTED
from methods.rnn import lstm
from recomputed.formulas.binding import Binding


def error_bindings(seed: int) -> dict:
    """Bind the symbols of the claims about errors of an LSTM's variables."""
    flows = nets(seed)
    errors = Binding([_errors(flow) for flow in flows], alike=(SUMS, ("J", "J^{(t)}")))
    of_sums = ("04", "05", "06", "08", "09")
    return {f"lstm_backward-{number}": errors for number in of_sums} | {
        "lstm_backward-10": Binding([_errors(flow) | _recurrent(flow) for flow in flows]),
        "lstm_backward-26": [
            Binding([star for flow in flows for star in stars(flow)]) for stars in (_neurons, _parameters)
        ],
    }


def _variable(ref) -> tuple[str, int]:
    r"""Give the variable and the step that a symbol such as \bar{\boldsymbol{f}}^{(t)} names."""
    return NODES[re.sub(r"\\boldsymbol\{([a-z])\}", r"\1", ref.name)], ref.time


def _derivatives(flow: Flow, error: Callable) -> Callable:
    """Make the derivative of one symbol by another: of the net, of J, or of the loss J(t) of one step."""

    def derivative_of(top, by) -> np.ndarray | float:
        if top.name == "J":
            found = error(*_variable(by), top.time)
            return found[by.index[0] - 1] if by.index else found
        found = flow.arrow(_variable(top), _variable(by))
        return found[top.index[0] - 1, by.index[0] - 1] if by.index else found

    return derivative_of


def _errors(flow: Flow) -> dict:
    """Bind the errors of all variables at any step, as vectors and as elements, and the derivatives between them."""

    @cache  # an error takes a run of the net for each element, and the search for small edits asks for it often
    def error(of: str, step: int, loss: int | None = None) -> np.ndarray:
        return flow.trial.error(of, step, None if loss is None else [loss])

    scope = {"t": flow.trial.t, "k": element(flow) + 1, r"\partial": _derivatives(flow, error)}
    for symbol, of in NODES.items():
        for spelling in (symbol, bold(symbol)):
            scope[rf"\delta {spelling}"] = partial(error, of)
    return scope


def _recurrent(flow: Flow) -> dict:
    weights = zip(PRINTED, flow.trial.parameters["R"], strict=True)
    return {rf"\boldsymbol{{R}}_{{{gate}}}": matrix for gate, matrix in weights}


def _neurons(flow: Flow) -> Iterator[dict]:
    """Bind the star to each neuron in turn, its error to what the project's back propagation finds."""
    trial = flow.trial
    tape = lstm.forward(trial.parameters, trial.x[:, None])
    back = lstm.backward(tape, tape.y[1:] - trial.target[:, None])
    found = {"y": back.y[1:, 0], "c": back.c[1:, 0]} | {gate: back.sums[n, :, 0] for n, gate in enumerate(GATES)}
    for name, errors in found.items():
        yield {
            "t": trial.t,
            r"\delta \star": lambda s, errors=errors: errors[s - 1],
            r"\partial": cache(lambda top, by, name=name: trial.error(name, by.time)),
        }


def _parameters(flow: Flow) -> Iterator[dict]:
    """Bind the star to each parameter, its error to the errors of one step times what the parameter multiplies.

    The truth is the derivative by the copy of the parameter that this step uses. Both as columns.
    """
    trial, w = flow.trial, flow.trial.parameters
    tape, t = lstm.forward(w, trial.x[:, None]), flow.trial.t
    sums = lstm.backward(tape, tape.y[1:] - trial.target[:, None]).sums[:, t - 1, 0]
    before, c, c_before = tape.y[t - 1, 0], tape.c[t, 0], tape.c[t - 1, 0]
    found = {"W": np.einsum("gh,i->ghi", sums, trial.x[t - 1]), "R": np.einsum("gh,i->ghi", sums, before)}
    found |= {"b": sums, "p": sums[1:] * (c_before, c_before, c)}
    for name, errors in found.items():
        yield {
            "t": t,
            r"\delta \star^{(t)}": errors.ravel(),
            r"(\frac{\partial J}{\partial \star})^{(t)}": part(trial, name, [t]).ravel(),
        }
