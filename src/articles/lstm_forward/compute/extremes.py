"""Section 4: what an LSTM forgets, takes in and gives out while its gates are held at 1, or at 0."""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.parameters import lstm_shapes, random
from recomputed.stats import streams

HELD_BIAS = 1e4  # sets a gate to exactly 1; with the other sign, i, f and o to 0 within 1e-300
INPUTS = 2
ROUNDING = 1e-12  # relative; smaller differences count as none
Z, F = 0, 2


def extremes(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Hold gates by their biases, in random nets whose first cells and outputs are not 0.

    Columns: gates (1 or 0), held ("z, i, f, o" as the article counts gates, or "i, f, o"), statement, measure, holds.
    old cell: largest change of the old cell in the new one (at 1), or what is left of it (at 0), over its size;
    inputs: steps whose input leaves a trace in the last cell, in percent of all; output: largest difference of the
    output from tanh of the cell (at 1), or from 0. Each holds within rounding; inputs at exactly 100 % or 0 %.
    """
    rows = []
    for value in (1, 0):
        for held in ("z, i, f, o", "i, f, o"):
            tape = _run(streams.rng(seed, "lstm_forward held gates"), value, held, hidden, steps, nets)
            traces = 100 * float((_traces(tape) > ROUNDING).mean())
            old, new = tape.c[:-1], tape.c[1:]
            left = new - tape.gates[Z] * tape.gates[1] - value * old
            out = tape.y[1:] - value * np.tanh(new)
            size = max(np.abs(old).max(), 1.0)
            kept, given = float(np.abs(left).max() / size), float(np.abs(out).max())
            for statement, measure, wanted in (
                ("old cell", kept, 0),
                ("inputs", traces, 100 * value),
                ("output", given, 0),
            ):
                holds = "yes" if abs(measure - wanted) <= ROUNDING else "no"
                rows.append((value, held, statement, measure, holds))
    return pd.DataFrame(rows, columns=["gates", "held", "statement", "measure", "holds"])


def _run(rng: np.random.Generator, value: int, held: str, hidden: int, steps: int, nets: int) -> lstm.Tape:
    """Run one net over `nets` sequences; the block input, where it is held at 0, has no weights."""
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(steps, nets, INPUTS))
    y0, c0 = rng.normal(size=(2, nets, hidden))
    weights["b"][1:] = HELD_BIAS * (2 * value - 1)
    if held.startswith("z"):
        weights["b"][Z] = HELD_BIAS * value
        if not value:
            weights["W"][Z], weights["R"][Z] = 0, 0
    return lstm.forward(weights, x, y0=y0, c0=c0)


def _traces(tape: lstm.Tape) -> np.ndarray:
    """Give the size of the derivative of the last cells' sum with respect to the input of each step, (T, N)."""
    nothing = np.zeros_like(tape.y[1:])
    last = nothing.copy()
    last[-1] = 1
    sums = lstm.backward(tape, nothing, last).sums
    return np.abs(np.einsum("gtnh,ghi->tni", sums, tape.parameters["W"])).max(axis=-1)
