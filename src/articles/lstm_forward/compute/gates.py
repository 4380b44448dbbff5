"""Section 4: the ranges of the gates' outputs, gates held at 1 or at 0, and which gates read the cell."""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.parameters import GATES, lstm_shapes, random
from methods.rnn.variants import variant
from recomputed.stats import streams

PRINTED_RANGES = {"z": (-1.0, 1.0), "i": (0.0, 1.0), "f": (0.0, 1.0), "o": (0.0, 1.0)}
WEIGHT_SCALES = (0.1, 1.0, 10.0, 100.0)  # from nearly linear to saturated units
OPEN_BIAS = 1e4  # sets a gate to exactly 1; with the other sign, to 0 within 1e-300
INPUTS = 2


def gates(seed: int, ranges: dict, extremes: dict, peepholes: dict) -> dict[str, pd.DataFrame]:
    """Make the tables `ranges`, `extremes` and `peepholes`, each from the settings of its name."""
    return {
        "ranges": gate_ranges(seed, **ranges),
        "extremes": gate_extremes(seed, **extremes),
        "peepholes": gate_peepholes(seed, **peepholes),
    }


def gate_ranges(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Give the range of each gate's outputs over random nets with small to huge weights, with peepholes.

    Columns: gate, lowest, highest, excess (largest distance outside the printed range, 0 if none), values (how many).
    """
    found = {gate: [] for gate in GATES}
    for n, scale in enumerate(WEIGHT_SCALES):
        rng = streams.rng(seed, "lstm_forward random gates", n)
        weights = random(lstm_shapes(INPUTS, hidden), rng, scale)
        outputs = lstm.forward(weights, rng.normal(size=(steps, nets, INPUTS))).gates
        for gate, values in zip(GATES, outputs, strict=True):
            found[gate].append(values)
    rows = []
    for gate, values in found.items():
        low, high = float(np.min(values)), float(np.max(values))
        excess = max(PRINTED_RANGES[gate][0] - low, high - PRINTED_RANGES[gate][1], 0.0)
        rows.append({"gate": gate, "lowest": low, "highest": high, "excess": excess, "values": np.size(values)})
    return pd.DataFrame(rows)


def gate_extremes(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Hold i, f and o at 1 or at 0 by their biases, in nets whose first cells and outputs are not 0.

    Columns: gates (1 or 0), statement (what should hold), max_error (relative to the largest block input or cell).
    """
    rng = streams.rng(seed, "lstm_forward held gates")
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(steps, nets, INPUTS))
    y0, c0 = rng.normal(size=(2, nets, hidden))
    rows = []
    for value, bias in ((1, OPEN_BIAS), (0, -OPEN_BIAS)):
        weights["b"][1:] = bias
        tape = lstm.forward(weights, x, y0=y0, c0=c0)
        blocks, c, y = tape.gates[0], tape.c[1:], tape.y[1:]
        if value == 1:
            errors = {
                "the cell is its first value plus all block inputs": c - (c0 + np.cumsum(blocks, axis=0)),
                "the output is tanh of the whole cell": y - np.tanh(c),
            }
        else:
            errors = {"the cell is empty": c, "the output is 0": y}
        size = max(np.abs(blocks).max(), np.abs(c).max())
        rows += [
            {"gates": value, "statement": name, "max_error": np.abs(error).max() / size}
            for name, error in errors.items()
        ]
    return pd.DataFrame(rows)


def gate_peepholes(seed: int, hidden: int, nets: int) -> pd.DataFrame:
    """Find the gates that read the cell: change c(t-1) alone, hold y(t-1) and x(t), and see which outputs change.

    Columns: variant ("vanilla" has peepholes), gate, reads_cell ("yes" if its output changes in every net, "no" if in
    none).
    """
    rng = streams.rng(seed, "lstm_forward peepholes")
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(1, nets, INPUTS))
    y0, c0, changed_c0 = rng.normal(size=(3, nets, hidden))
    rows = []
    for name in ("vanilla", "no peepholes"):
        before, after = (lstm.forward(weights, x, variant(name), y0=y0, c0=c).gates[:, 0] for c in (c0, changed_c0))
        changes = (before != after).all(axis=2)
        for gate, in_net in zip(GATES, changes, strict=True):
            answer = "yes" if in_net.all() else "in some nets" if in_net.any() else "no"
            rows.append({"variant": name, "gate": gate, "reads_cell": answer})
    return pd.DataFrame(rows)
