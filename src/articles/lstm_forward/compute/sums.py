"""Section 4: the quantities that a gate's sum is linear in, found by least squares over many sequences."""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.parameters import GATES, lstm_shapes, random
from methods.rnn.variants import VARIANTS
from recomputed.stats import streams

SCALE = 0.5  # of the weights: far from saturation, so that a gate's sum can be computed back from its output
STEPS = 4
ROUNDING = 1e-9


def sums(seed: int, hidden: int, inputs: int, sequences: int) -> pd.DataFrame:
    """Fit each gate's sum at the last step by matrices times two quantities and a constant, without peepholes.

    The matrices are the best ones: where a remainder is left, no weights give the gate its sum from these quantities.
    Columns: gate, quantities ("y(t), c(t)" or "y(t-1), x(t)"), remainder (root mean square of what the fit leaves, over
    that of the sum without its mean), linear (yes if the remainder is rounding, else no), sequences.
    """
    rng = streams.rng(seed, "lstm_forward sums")
    weights = random(lstm_shapes(inputs, hidden), rng, SCALE)
    tape = lstm.forward(weights, rng.normal(size=(STEPS, sequences, inputs)), VARIANTS["no peepholes"])
    tables = {"y(t), c(t)": (tape.y[-1], tape.c[-1]), "y(t-1), x(t)": (tape.y[-2], tape.x[-1])}
    rows = []
    for gate, value in zip(GATES, tape.gates[:, -1], strict=True):
        total = np.arctanh(value) if gate == "z" else np.log(value / (1 - value))
        for name, table in tables.items():
            left = _remainder(np.hstack(table), total)
            rows.append((gate, name, left, "yes" if left < ROUNDING else "no", sequences))
    return pd.DataFrame(rows, columns=["gate", "quantities", "remainder", "linear", "sequences"])


def _remainder(table: np.ndarray, total: np.ndarray) -> float:
    table = np.hstack([table, np.ones((len(table), 1))])
    left = total - table @ np.linalg.lstsq(table, total, rcond=None)[0]
    return float(np.linalg.norm(left) / np.linalg.norm(total - total.mean(axis=0)))
