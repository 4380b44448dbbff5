"""Section 4: the ranges of what the gates give out, gates held at 1 or at 0, and gates that read the cell."""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.parameters import GATES, lstm_shapes, random
from methods.rnn.variants import variant
from recomputed.stats import streams

RANGES = {"z": (-1.0, 1.0), "i": (0.0, 1.0), "f": (0.0, 1.0), "o": (0.0, 1.0)}  # as printed
SCALES = (0.1, 1.0, 10.0, 100.0)  # of the weights, from hardly curved to saturated
OPEN = 1e4  # bias that holds a gate open, to the last bit; closed with the other sign, within 1e-300
INPUTS = 2


def ranges(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Give the range of each gate's outputs over random nets with small to huge weights, with peepholes.

    Columns: gate, lowest, highest, excess (how far beyond the printed range, 0 if nowhere), values.
    """
    found = {gate: [] for gate in GATES}
    for n, scale in enumerate(SCALES):
        rng = streams.rng(seed, "lstm_forward random gates", n)
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
    rng = streams.rng(seed, "lstm_forward held gates")
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


def peepholes(seed: int, hidden: int, nets: int) -> pd.DataFrame:
    """Ask which gates read the cell: move c(t-1) alone, with y(t-1) and x(t) held, and see whose output moves.

    Columns: variant ("vanilla" has peepholes), gate, reads_cell ("yes" if it moves in every net, "no" if in none).
    """
    rng = streams.rng(seed, "lstm_forward peepholes")
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(1, nets, INPUTS))
    y0, c0, moved = rng.normal(size=(3, nets, hidden))
    rows = []
    for name in ("vanilla", "no peepholes"):
        before, after = (lstm.forward(weights, x, variant(name), y0=y0, c0=c).gates[:, 0] for c in (c0, moved))
        moves = (before != after).all(axis=2)
        for gate, each in zip(GATES, moves, strict=True):
            answer = "yes" if each.all() else "in some nets" if each.any() else "no"
            rows.append({"variant": name, "gate": gate, "reads_cell": answer})
    return pd.DataFrame(rows)
