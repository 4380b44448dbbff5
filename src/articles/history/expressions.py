"""Motions of computer graphics as expressions, with seeded inputs on which they and their edits are evaluated."""

import numpy as np
import pandas as pd
from scipy.spatial.transform import Rotation

from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS = 4


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Edit the formulas that fail and perturb those that hold; tables as in recomputed.formulas.edits.tables.

    A motion of a u + b v is compared with a times the motion of u plus b times that of v.
    """
    rng = streams.rng(seed, "history formulas")
    inputs, turned, moved = [], [], []
    for _ in range(TRIALS):
        turn, shift = Rotation.random(rng=rng).as_matrix(), rng.normal(size=3)
        u, v, (a, b) = rng.normal(size=3), rng.normal(size=3), rng.normal(size=2)
        inputs.append({"a": a, "b": b, "u": u, "v": v, "turn": turn, "shift": shift})
        turned.append(a * np.dot(turn, u) + b * np.dot(turn, v))
        moved.append(a * (u + shift) + b * (v + shift))
    return tables(
        [
            Formula("history-17", "turn @ (a * u + b * v)", inputs, turned, alike=(("u", "v"), ("a", "b"))),
            Formula("history-17", "a * u + b * v + shift", inputs, moved, alike=(("u", "v"), ("a", "b"))),
        ]
    )
