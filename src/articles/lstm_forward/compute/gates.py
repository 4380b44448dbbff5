"""Section 4: the ranges of the gates' outputs, and tables of other modules from the same nets' sizes."""

import numpy as np
import pandas as pd

from articles.lstm_forward.compute.by_hand import by_hand as by_hand_table
from articles.lstm_forward.compute.extremes import extremes as extremes_table
from articles.lstm_forward.compute.learned import learned as learned_table
from articles.lstm_forward.compute.reads import reads as reads_table
from articles.lstm_forward.compute.sums import sums as sums_table
from methods.rnn import lstm
from methods.rnn.parameters import GATES, lstm_shapes, random
from recomputed.stats import streams

PRINTED_RANGES = {"z": (-1.0, 1.0), "i": (0.0, 1.0), "f": (0.0, 1.0), "o": (0.0, 1.0)}
WEIGHT_SCALES = (0.1, 1.0, 10.0, 100.0)  # from nearly linear to saturated units
INPUTS = 2
LEAST = 1e-3


def gates(
    seed: int, ranges: dict, extremes: dict, reads: dict, sums: dict, learned: dict, by_hand: dict
) -> dict[str, pd.DataFrame]:
    """Make the tables ranges, extremes, reads, sums, learned and by_hand, each from the settings of its name."""
    return {
        "ranges": gate_ranges(seed, **ranges),
        "extremes": extremes_table(seed, **extremes),
        "reads": reads_table(seed, **reads),
        "sums": sums_table(seed, **sums),
        "learned": learned_table(seed, **learned),
        "by_hand": by_hand_table(**by_hand),
    }


def gate_ranges(seed: int, hidden: int, steps: int, nets: int) -> pd.DataFrame:
    """Give the range of each gate's outputs, and of what two gates let through, for small to huge random weights.

    Columns: scale (standard deviation of all parameters, peepholes too), kind (gate or share), part (z, i, f, o; kept:
    the share of the old cell in the new one; given out: the share of tanh of the cell in the output), lowest, highest,
    excess (largest distance outside the printed range, 0 if none), values (how many).
    """
    rows = []
    for n, scale in enumerate(WEIGHT_SCALES):
        rng = streams.rng(seed, "lstm_forward random gates", n)
        weights = random(lstm_shapes(INPUTS, hidden), rng, scale)
        tape = lstm.forward(weights, rng.normal(size=(steps, nets, INPUTS)), c0=rng.normal(size=(nets, hidden)))
        for part, values in (dict(zip(GATES, tape.gates, strict=True)) | _let_through(tape)).items():
            lower, upper = PRINTED_RANGES.get(part, (0.0, 1.0))
            low, high = float(values.min()), float(values.max())
            excess = max(lower - low, high - upper, 0.0)
            kind = "gate" if part in GATES else "share"
            rows.append((scale, kind, part, low, high, excess, values.size))
    return pd.DataFrame(rows, columns=["scale", "kind", "part", "lowest", "highest", "excess", "values"])


def _let_through(tape: lstm.Tape) -> dict[str, np.ndarray]:
    """Divide what is left of the old cell by the old cell, and the output by tanh of the cell, element by element.

    Smaller elements than LEAST are left out: their quotients are mostly rounding.
    """
    z, i = tape.gates[:2]
    squashed = np.tanh(tape.c[1:])
    pairs = {"kept": (tape.c[1:] - z * i, tape.c[:-1]), "given out": (tape.y[1:], squashed)}
    large = {name: np.abs(bottom) > LEAST for name, (_, bottom) in pairs.items()}
    return {name: top[large[name]] / bottom[large[name]] for name, (top, bottom) in pairs.items()}
