"""Section 4: which parts of an LSTM block depend on which, found by moving one of them alone."""

import numpy as np
import pandas as pd

from methods.rnn import equations
from methods.rnn.parameters import GATES, lstm_shapes, random
from recomputed.stats import streams

INPUTS = 2
# source -> the variable of methods.rnn.equations that is moved; x, which is none of them, is moved where it enters
SOURCES = {"x": None, "y_before": ("y", 0), "c_before": ("c", 0), **{gate: (gate, 1) for gate in GATES}, "c": ("c", 1)}
PARTS = (*GATES, "c", "y")


def reads(seed: int, hidden: int, nets: int) -> pd.DataFrame:
    """Move one source in random nets of one step, hold all that does not follow from it, and see which parts change.

    Columns: variant (peepholes, no peepholes), part (z, i, f, o, c, y of the step), source (x, and y and c of the step
    before, or a part of the step), reads: "yes" if every element of the part changes in every net, "no" if none does,
    else "in part".
    """
    rows = []
    for variant, factor in (("peepholes", 1), ("no peepholes", 0)):
        found = {(part, source): [] for part in PARTS for source in SOURCES if part != source}
        for n in range(nets):
            moved = _moves(streams.rng(seed, "lstm_forward reads", n), hidden, factor)
            for (part, source), changes in found.items():
                changes.append(moved[source][part, 1].imag != 0)
        rows += [(variant, part, source, _answer(np.array(changes))) for (part, source), changes in found.items()]
    return pd.DataFrame(rows, columns=["variant", "part", "source", "reads"])


def _moves(rng: np.random.Generator, hidden: int, peepholes: int) -> dict[str, equations.States]:
    """Give the states of one step for each source, which is moved by an imaginary number: nothing cancels."""
    weights, x = random(lstm_shapes(INPUTS, hidden), rng, 0.8), rng.normal(size=(1, INPUTS))
    weights["p"] *= peepholes
    first = {("y", 0): rng.normal(size=hidden), ("c", 0): rng.normal(size=hidden)}
    step = 1j * equations.STEP * rng.normal(size=hidden)
    return {
        source: equations.lstm([weights], x + 1j * equations.STEP * (place is None), _added(first, place, step))
        for source, place in SOURCES.items()
    }


def _added(first: dict, place: tuple | None, step: np.ndarray) -> dict:
    return first if place is None else first | {place: first.get(place, 0) + step}


def _answer(changes: np.ndarray) -> str:
    return "yes" if changes.all() else "in part" if changes.any() else "no"
