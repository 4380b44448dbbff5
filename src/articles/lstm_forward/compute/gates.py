"""Section 4: the ranges of what the gates give out, the two extremes of gates, and what the cell's highway keeps."""

import numpy as np
import pandas as pd

from articles.errors import BadInput
from articles.intervals import Z95
from articles.rnn import lstm, simple
from articles.rnn.parameters import GATES, glorot, lstm_shapes, random, simple_shapes

STREAM = 42  # spawn key of this topic
RANGES = {"z": (-1.0, 1.0), "i": (0.0, 1.0), "f": (0.0, 1.0), "o": (0.0, 1.0)}  # as printed
SCALES = (0.1, 1.0, 10.0, 100.0)  # of the weights, from hardly curved to saturated
OPEN = 1e4  # bias that holds a gate open, to the last bit; closed with the other sign, within 1e-300
INPUTS = 2
FORGET = GATES.index("f")


def ranges(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Give the range of each gate's outputs over random nets with small to huge weights, with peepholes.

    Columns: gate, lowest, highest, excess (how far beyond the printed range, 0 if nowhere), values.
    """
    found = {gate: [] for gate in GATES}
    for n, scale in enumerate(SCALES):
        rng = _rng(seed, 0, n)
        weights = random(lstm_shapes(INPUTS, hidden), rng, scale)
        gates = lstm.forward(weights, rng.normal(size=(steps, nets, INPUTS))).gates
        for gate, values in zip(GATES, gates, strict=True):
            found[gate].append(values)
    rows = []
    for gate, values in found.items():
        low, high = float(np.min(values)), float(np.max(values))
        excess = max(RANGES[gate][0] - low, high - RANGES[gate][1], 0.0)
        rows.append({"gate": gate, "lowest": low, "highest": high, "excess": excess, "values": np.size(values)})
    return pd.DataFrame(rows)


def extremes(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Hold i, f and o at 1 or at 0 by their biases, in nets with first cells and outputs other than 0.

    Columns: gates (1 or 0), statement, max_error (relative to the largest block input or cell).
    """
    rng = _rng(seed, 1, 0)
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(steps, nets, INPUTS))
    y0, c0 = rng.normal(size=(2, nets, hidden))
    rows = []
    for value, bias in ((1, OPEN), (0, -OPEN)):
        weights["b"][1:] = bias
        tape = lstm.forward(weights, x, y0=y0, c0=c0)
        blocks, c, y = tape.gates[0], tape.c[1:], tape.y[1:]
        if value == 1:
            found = {
                "the cell is its first value plus all block inputs": c - (c0 + np.cumsum(blocks, axis=0)),
                "the output is tanh of the whole cell": y - np.tanh(c),
            }
        else:
            found = {"the cell is empty": c, "the output is 0": y}
        size = max(np.abs(blocks).max(), np.abs(c).max())
        rows += [
            {"gates": value, "statement": name, "max_error": np.abs(error).max() / size}
            for name, error in found.items()
        ]
    return pd.DataFrame(rows)


def highway(seed: int, hidden: int, steps: int, nets: int, biases: list[float]) -> pd.DataFrame:
    """Tell how much of a state is left `steps` later, in nets as they are before training (Glorot weights, peepholes).

    For a random vector v, means over nets: highway, |v f(1) … f(T)| / |v|, along the cell's own path, and all_ways,
    |d(vᵀs(T))/ds(0)| / |v| with s the LSTM's cell or the hidden state of a simple RNN (bias 0, no highway: nan).
    Columns: net, forget_bias, steps, highway, highway_halfwidth, all_ways, all_ways_halfwidth, nets.
    Raises BadInput for fewer than two nets.
    """
    if nets < 2:
        raise BadInput("too few nets", where="lstm_forward.gates", expected="2 or more", found=nets, do="raise it")
    kinds = [("simple RNN", 0.0, _simple_keeps)] + [("LSTM", bias, _lstm_keeps) for bias in biases]
    rows = []
    for name, bias, keeps in kinds:
        kept = np.array([keeps(_rng(seed, 2, n), hidden, steps, bias) for n in range(nets)])
        along, through = kept.mean(axis=0)
        h_along, h_through = Z95 * kept.std(axis=0, ddof=1) / np.sqrt(nets)
        row = {"net": name, "forget_bias": bias, "steps": steps, "highway": along, "highway_halfwidth": h_along}
        rows.append(row | {"all_ways": through, "all_ways_halfwidth": h_through, "nets": nets})
    return pd.DataFrame(rows)


def _lstm_keeps(rng: np.random.Generator, hidden: int, steps: int, bias: float) -> tuple[float, float]:
    weights = glorot(lstm_shapes(INPUTS, hidden), rng)
    weights["b"][FORGET] = bias
    tape = lstm.forward(weights, rng.normal(size=(steps, 1, INPUTS)))
    errors = np.zeros((steps, 1, hidden))
    errors[-1] = v = rng.normal(size=hidden)
    along = np.linalg.norm(v * np.prod(tape.gates[FORGET, :, 0], axis=0))
    through = np.linalg.norm(lstm.backward(tape, np.zeros_like(errors), errors).c[0])
    return along / np.linalg.norm(v), through / np.linalg.norm(v)


def _simple_keeps(rng: np.random.Generator, hidden: int, steps: int, _: float) -> tuple[float, float]:
    tape = simple.forward(glorot(simple_shapes(INPUTS, hidden), rng), rng.normal(size=(steps, 1, INPUTS)))
    errors = np.zeros((steps, 1, hidden))
    errors[-1] = v = rng.normal(size=hidden)
    return np.nan, np.linalg.norm(simple.backward(tape, errors).h[0]) / np.linalg.norm(v)


def _rng(seed: int, *key: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM, *key)))
