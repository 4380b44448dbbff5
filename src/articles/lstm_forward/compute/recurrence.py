"""Sections 2 to 4: recurrent nets as nets of dense layers, alike at all steps, and the states that they pass on."""

from itertools import chain, combinations

import numpy as np
import pandas as pd

from methods import feedforward
from methods.rnn import lstm, simple
from methods.rnn.parameters import GATES, Parameters, lstm_shapes, random, simple_shapes
from recomputed.stats import streams

TINY = 1e-12  # inputs so small that tanh is the identity within rounding, also after some steps
LINK_SIZES = (1, 2, 8, 32, 128)  # hidden units, with one input


def recurrence(seed: int, hidden: int, inputs: int, steps: int, nets: int) -> dict[str, pd.DataFrame]:
    """Check statements about recurrent nets on random ones; give `recurrence`, `streams` and `links`.

    recurrence: statement, error (largest relative one), nets; the statements are the functions below. streams: net,
    states (the fewest arrays that must be passed on so that the next steps stay the same). links: hidden,
    links (weights), activations (values of tanh), linear_percent (of all these operations of one step).
    """
    errors = {name: [] for name in STATEMENTS}
    for n in range(nets):
        rng = streams.rng(seed, "lstm_forward recurrence", n)
        weights, x = random(simple_shapes(inputs, hidden), rng, 0.8), rng.normal(size=(steps, 1, inputs))
        for name, function in STATEMENTS.items():
            errors[name].append(function(weights, x, rng))
    rows = [(name, max(found), nets) for name, found in errors.items()]
    return {
        "recurrence": pd.DataFrame(rows, columns=["statement", "error", "nets"]),
        "streams": _streams(streams.rng(seed, "lstm_forward streams"), hidden, inputs, steps),
        "links": _links(),
    }


def _dense_step(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """One step is one dense layer on x(t) and h(t-1) together."""
    before = rng.normal(size=(1, w["b"].size))
    layer = (np.vstack([w["U"].T, w["W"].T]), w["b"][None])
    dense = feedforward.forward([layer], ["tanh"], np.hstack([x[0], before]))[-1]
    return _error(dense, simple.forward(w, x[:1], before).h[1])


def _layers(w: Parameters, x: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give one dense layer for each step, all with the weights W; the step's input is part of the layer's bias."""
    return [(w["W"].T, w["b"][None] + now @ w["U"].T) for now in x]


def _deep_forward(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """All steps together are a deep net of dense layers."""
    first = rng.normal(size=(1, w["b"].size))
    deep = feedforward.forward(_layers(w, x), ["tanh"] * len(x), first)
    return _error(np.array(deep), simple.forward(w, x, first).h)


def _deep_backward(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """The errors of the sums are those of the deep net's layers; the gradient of W is the sum over its layers."""
    first, top = rng.normal(size=(2, 1, w["b"].size))
    layers, kinds = _layers(w, x), ["tanh"] * len(x)
    outputs = feedforward.forward(layers, kinds, first)
    deltas = feedforward.deltas(layers, kinds, outputs, top)
    errors = np.zeros((len(x), *top.shape))
    errors[-1] = top
    found = simple.backward(simple.forward(w, x, first), errors)
    of_weights = sum(gradient.T for gradient, _ in feedforward.gradients(outputs, deltas))
    return max(_error(np.array(deltas), found.sums), _error(of_weights, found.parameters["W"]))


def _same_structure(w: Parameters, x: np.ndarray, _) -> float:
    """Every step does the same: inputs that come later give the same states, later."""
    w, late = w | {"b": np.zeros_like(w["b"])}, np.concatenate([np.zeros_like(x[:2]), x])
    return _error(simple.forward(w, late).h[2:], simple.forward(w, x).h)


def _factors(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """The gradient over k steps has W as a factor k times: where tanh is linear, 2 W gives 2^k times the gradient."""
    w, errors = w | {"b": np.zeros_like(w["b"])}, np.zeros((len(x), 1, w["b"].size))
    errors[-1] = rng.normal(size=w["b"].size)
    once, twice = (
        simple.backward(simple.forward(w | {"W": times * w["W"]}, TINY * x), errors).h[:0:-1, 0] for times in (1, 2)
    )
    factors = np.log2(np.linalg.norm(twice, axis=1) / np.linalg.norm(once, axis=1))
    return float(np.abs(factors[1:] / np.arange(1, len(x)) - 1).max())


def _simple_passes_on(w: Parameters, x: np.ndarray, _) -> float:
    """A simple RNN stopped after any step goes on from h alone."""
    whole = simple.forward(w, x).h
    return max(_error(simple.forward(w, x[t:], whole[t]).h, whole[t:]) for t in range(1, len(x)))


def _lstm_passes_on(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """An LSTM stopped after any step goes on from y and c alone."""
    weights = random(lstm_shapes(x.shape[-1], w["b"].size), rng, 0.8)
    whole = lstm.forward(weights, x)
    parts = (lstm.forward(weights, x[t:], y0=whole.y[t], c0=whole.c[t]).y for t in range(1, len(x)))
    return max(_error(part, whole.y[t:]) for t, part in enumerate(parts, start=1))


def _gates(w: Parameters, x: np.ndarray, rng: np.random.Generator) -> float:
    """Every gate is one step of a simple RNN whose last state is y(t-1); σ(a) is (1 + tanh(a / 2)) / 2."""
    weights = random(lstm_shapes(x.shape[-1], w["b"].size), rng, 0.8)
    weights["p"] *= 0
    tape, errors = lstm.forward(weights, x), []
    for gate, (of_inputs, of_outputs, bias) in enumerate(zip(*(weights[name] for name in "WRb"), strict=True)):
        half = 1 if GATES[gate] == "z" else 2
        net = {"U": of_inputs / half, "W": of_outputs / half, "b": bias / half}
        h = np.array([simple.forward(net, now[None], before).h[1] for now, before in zip(x, tape.y, strict=False)])
        errors.append(_error(h if half == 1 else (1 + h) / 2, tape.gates[gate]))
    return max(errors)


STATEMENTS = {
    "one step is a dense layer": _dense_step,
    "all steps are a deep net, forward": _deep_forward,
    "all steps are a deep net, backward": _deep_backward,
    "every step does the same": _same_structure,
    "the weights are a factor once a step": _factors,
    "a simple RNN goes on from what it passes on": _simple_passes_on,
    "an LSTM goes on from what it passes on": _lstm_passes_on,
    "a gate is a step of a simple RNN": _gates,
}


def _streams(rng: np.random.Generator, hidden: int, inputs: int, steps: int) -> pd.DataFrame:
    """Pass on every subset of the states, zeros for the others, and count the fewest that change nothing."""
    x, half = rng.normal(size=(steps, 1, inputs)), steps // 2
    rnn, cell = random(simple_shapes(inputs, hidden), rng, 0.8), random(lstm_shapes(inputs, hidden), rng, 0.8)
    whole_h, whole = simple.forward(rnn, x).h, lstm.forward(cell, x)
    runs = {
        "simple RNN": ({"h0": whole_h[half]}, lambda **passed: simple.forward(rnn, x[half:], **passed).h[1:], whole_h),
        "LSTM": (
            {"y0": whole.y[half], "c0": whole.c[half]},
            lambda **passed: lstm.forward(cell, x[half:], **passed).y[1:],
            whole.y,
        ),
    }
    rows = []
    for net, (states, run, true) in runs.items():
        subsets = chain.from_iterable(combinations(states, count) for count in range(len(states) + 1))
        enough = [names for names in subsets if np.allclose(run(**{n: states[n] for n in names}), true[half + 1 :])]
        rows.append((net, min(map(len, enough))))
    return pd.DataFrame(rows, columns=["net", "states"])


def _links() -> pd.DataFrame:
    rows = []
    for hidden in LINK_SIZES:
        shapes = simple_shapes(1, hidden)
        links, activations = (sum(int(np.prod(shapes[name])) for name in names) for names in ("UW", "b"))
        rows.append((hidden, links, activations, 100 * links / (links + activations)))
    return pd.DataFrame(rows, columns=["hidden", "links", "activations", "linear_percent"])


def _error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.abs(found - true).max() / np.abs(true).max())
