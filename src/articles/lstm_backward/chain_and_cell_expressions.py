"""Chain rules, forward equations and clipping as expressions, with inputs for them and their edits."""

import numpy as np

from articles.lstm_backward.compute.backward_pass import Step
from articles.lstm_backward.compute.trials import Trial
from methods.rnn import lstm
from methods.rnn.equations import derivative, logistic
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

PEEPHOLES = ("p_in", "p_for", "p_out")


def chain_and_cell_formulas(seed: int, steps: list[Step], nets: list[Trial]) -> list[Formula]:
    """Give the formulas; steps: one time step each of random LSTMs; nets: random simple RNNs."""
    rng = streams.rng(seed, "lstm_backward statement formulas")
    return [*_chain_rules(rng), *_sums(nets), *_forward(steps), *_clipping(rng)]


def _chain_rules(rng: np.random.Generator) -> list[Formula]:
    """The chain rule for f(x_1 … x_n), x_j(y_1 … y_n), both nonlinear, with two ways and with more."""
    inputs, truths = [], []
    for ways in (2, 3, 5):
        a, b, y = rng.normal(size=(ways, ways)), rng.normal(size=(ways, ways)), rng.normal(size=ways)

        def inner(y, a=a):
            return np.sin(a @ y) * y

        def outer(x, b=b):
            return np.sum(np.tanh(b @ x) * x)

        inputs.append({"of_x": derivative(outer, inner(y)), "of_y": derivative(inner, y)})
        truths.append(derivative(lambda y, f=outer, g=inner: f(g(y)), y))
    return [Formula("lstm_backward-01", "of_x @ of_y", inputs, truths)]


def _sums(nets: list[Trial]) -> list[Formula]:
    """Gradients of weights that all steps share; part(at, losses): of the losses, by the weights of the steps `at`."""
    inputs, wholes, parts = [], [], []
    for net in nets:
        weights, steps = net.parameters["W"], list(range(1, len(net.x) + 1))

        def part(at, losses, net=net, weights=weights, steps=steps):
            def loss(value):
                moved = net.parameters | {"W": value}
                return net.loss(net.states(steps=[moved if s in at else net.parameters for s in steps]), losses)

            return derivative(loss, weights)

        each = [part([t], steps) for t in steps]
        total = lambda parts: np.sum(parts, axis=0)  # noqa: E731
        inputs.append({"parts": np.array(each), "total": total, "part": part, "steps": steps, "t": net.t})
        wholes.append(part(steps, steps))
        parts.append(each[net.t - 1])
    return [
        Formula("lstm_backward-02", "total(parts)", inputs, wholes),
        Formula("lstm_backward-02", "part([t], [s for s in steps if s >= t])", inputs, parts, counts=("t",)),
    ]


def _forward(steps: list[Step]) -> list[Formula]:
    """The forward equations with peepholes, compared with the project's LSTM."""
    inputs, truths = [], {name: [] for name in ("z", "i", "f", "o", "c", "y")}
    for at in steps:
        tape, t, w = lstm.forward(at.trial.parameters, at.trial.x[:, None]), at.t, at.weights
        found = {name: tape.gates[n, t - 1, 0] for n, name in enumerate("zifo")}
        found |= {"c": tape.c[t, 0], "y": tape.y[t, 0]}
        weights = {f"{name}{gate}": w[name][n] for name in ("W", "R", "b") for n, gate in enumerate("zifo")}
        before = {"x": at.trial.x[t - 1], "y_before": tape.y[t - 1, 0], "c_before": tape.c[t - 1, 0]}
        peepholes = dict(zip(PEEPHOLES, w["p"], strict=True))
        inputs.append(found | weights | before | peepholes | {"tanh": np.tanh, "logistic": logistic})
        for name, values in truths.items():
            values.append(found[name])
    printed = {"z": "tanh(Wz @ x + Rz @ y_before + bz)", "c": "z * i + c_before * f", "y": "o * tanh(c)"}
    for gate, peephole in (("i", "p_in * c_before"), ("f", "p_for * c_before"), ("o", "p_out * c")):
        printed[gate] = f"logistic(W{gate} @ x + R{gate} @ y_before + {peephole} + b{gate})"
    alike = (PEEPHOLES, ("c", "c_before"))
    return [Formula("lstm_backward-03", text, inputs, truths[name], alike) for name, text in printed.items()]


def _clipping(rng: np.random.Generator) -> list[Formula]:
    """Clipping of gradients longer than the threshold; their norm becomes the threshold."""
    inputs = []
    for size in (1, 5, 50):
        g, threshold = rng.normal(size=size), 10 ** rng.uniform(-2, 2)
        g *= threshold * 10 ** rng.uniform(0.1, 3) / np.linalg.norm(g)
        inputs.append({"g": g, "threshold": threshold, "norm": np.linalg.norm})
    limits = [drawn["threshold"] for drawn in inputs]
    return [Formula("lstm_backward-19", "norm(threshold * g / norm(g))", inputs, limits)]
