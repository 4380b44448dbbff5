"""Values of the symbols in an LSTM's equations and in their terms (sections 2 and 3), on random nets with peepholes."""

import numpy as np

from articles.lstm_backward.bindings_symbols import PEEPHOLES, SUMS, bold, element, nets
from articles.lstm_backward.compute.branches import GATES
from articles.lstm_backward.compute.flow import Flow
from articles.lstm_backward.compute.parameter_gradients import PRINTED
from methods.rnn import lstm
from methods.rnn.equations import logistic
from recomputed.formulas.binding import Binding


def equation_bindings(seed: int) -> dict:
    """Bind the symbols of the claims about equations of an LSTM and about terms in them."""
    flows = nets(seed)
    return {
        "lstm_backward-03": Binding([_forward(flow) for flow in flows], alike=(tuple(map(bold, PEEPHOLES)),)),
        "lstm_backward-07": _term(flows, "fs", 1),
        "lstm_backward-16": _explicit_step(flows),
        "lstm_backward-34": [_term(flows, "y"), _term(flows, "os"), _term(flows, "is", 1)],
        "lstm_backward-35": _without_step(flows, _term(flows, "c", 1)),
    }


def _forward(flow: Flow) -> dict:
    """Bind parameters and inputs, and every variable as the project's LSTM computes it; tests compare it with PyTorch.

    A sum is what its gate's value comes from.
    """
    trial, w = flow.trial, flow.trial.parameters
    tape = lstm.forward(w, trial.x[:, None])
    scope = {"t": trial.t, r"\sigma": logistic, r"\boldsymbol{x}": lambda s: trial.x[s - 1]}
    scope |= {bold("c"): lambda s: tape.c[s, 0], bold("y"): lambda s: tape.y[s, 0]}
    scope |= {bold(symbol): p for symbol, p in zip(PEEPHOLES, w["p"], strict=True)}
    for n, (letter, gate) in enumerate(zip("zifo", PRINTED, strict=True)):
        inverse = np.arctanh if letter == "z" else lambda share: np.log(share / (1 - share))
        scope[bold(letter)] = lambda s, n=n: tape.gates[n, s - 1, 0]
        scope[bold(SUMS[n])] = lambda s, n=n, inverse=inverse: inverse(tape.gates[n, s - 1, 0])
        scope |= {rf"\boldsymbol{{{name}}}_{{{gate}}}": w[name][n] for name in "WRb"}
    return scope


def _term(flows: list[Flow], name: str, ahead: int = 0) -> Binding:
    """Bind the term in which c(t) itself appears in a variable of step t + ahead.

    Its truth is the variable less its value with 0 in the place of c(t), where all other variables keep theirs.
    """
    scopes, truths = [], []
    for flow in flows:
        states, step, k = flow.states, flow.trial.t + ahead, element(flow)
        letters = {letter: lambda s, letter=letter, states=states: states[letter, s] for letter in "cfo"}
        peepholes = dict(zip(PEEPHOLES, flow.trial.parameters["p"], strict=True))
        scopes.append({"t": flow.trial.t, "k": k + 1} | peepholes | letters)
        truths.append(float((states[name, step] - _without_c(flow, name, step))[k]))
    return Binding(scopes, truths, alike=(PEEPHOLES,))


def _without_step(flows: list[Flow], term: Binding) -> Binding:
    """Give c_k without a time step, as a base of a power, the value that it has at step t."""
    for scope, flow in zip(term.trials, flows, strict=True):
        value = float(flow.states["c", flow.trial.t][element(flow)])
        scope |= {"c_{k}": value, "c_{k}^{(t)}": value}
    return term


def _without_c(flow: Flow, name: str, step: int) -> np.ndarray:
    """Give a variable of a step as its equation has it with 0 in the place of c(t)."""
    trial, states, w = flow.trial, flow.states, flow.trial.parameters
    if name in "yc":
        return {"y": np.zeros(flow.hidden), "c": states["z", step] * states["i", step]}[name]
    g = GATES.index(name)
    return w["W"][g] @ trial.x[step - 1] + w["R"][g] @ states["y", step - 1] + w["b"][g]


def _explicit_step(flows: list[Flow]) -> list[Binding]:
    """Bind the cell and the gates, for the operator on its bracket and for diag(f); truth: the arrow."""
    scopes, truths = [], []
    for flow in flows:
        t, states = flow.trial.t, flow.states
        values = {bold(letter): lambda s, letter=letter, states=states: states[letter, s] for letter in "czifo"}
        scopes.append({"t": t} | values)
        truths.append(flow.arrow(("c", t), ("c", t - 1)))
    return [Binding(scopes, truths, alike=(tuple(map(bold, "zifo")),))] * 2
