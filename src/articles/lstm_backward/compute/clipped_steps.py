"""Section 3: clipping by the norm, once for the whole gradient and once for the part of every time step."""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.chain_rules import CELLS, part
from articles.lstm_backward.compute.trials import trials
from methods.rnn import clipping
from recomputed.stats import streams

RELATIVE = (0.1, 0.5, 1.0, 2.0)  # thresholds over the median norm of a gradient's parts; ours, fixed beforehand


def clipped_steps(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> dict[str, pd.DataFrame]:
    """Clip random gradients, and the gradients of random nets step by step.

    `clipping`: of (norm: excess over the threshold, relative to it; direction: 1 - cosine of the angle between the
    gradient and the clipped one), gradients, largest. `clipped_steps`: relative_threshold, form (every time step: the
    parts are clipped and then added; every update: their sum is clipped), nets, excess: the largest, over the nets, of
    the norm of the result over the threshold less 1, at least 0.
    """
    rows = [(name, len(found), max(found)) for name, found in _random_gradients(seed, nets).items()]
    excess = defaultdict(list)
    for kind in CELLS:
        for trial in trials(kind, seed, nets, hidden, inputs, steps):
            every = range(1, steps + 1)
            parts = [{name: part(trial, name, [t]) for name in trial.parameters} for t in every]
            middle = float(np.median([clipping.norm(one) for one in parts]))
            for relative in RELATIVE:
                for form, size in _sizes(parts, relative * middle).items():
                    excess[relative, form].append(max(0.0, size / (relative * middle) - 1))
    of_steps = [(*key, len(found), max(found)) for key, found in excess.items()]
    return {
        "clipping": pd.DataFrame(rows, columns=["of", "gradients", "largest"]),
        "clipped_steps": pd.DataFrame(of_steps, columns=["relative_threshold", "form", "nets", "excess"]),
    }


def _sizes(parts: list[dict], threshold: float) -> dict[str, float]:
    """Give the norm of a step made of clipped parts, and of one made of the clipped sum of the parts."""
    total = {name: sum(one[name] for one in parts) for name in parts[0]}
    clipped = [clipping.by_norm(one, threshold) for one in parts]
    of_parts = {name: sum(one[name] for one in clipped) for name in parts[0]}
    return {
        "every time step": clipping.norm(of_parts),
        "every update": clipping.norm(clipping.by_norm(total, threshold)),
    }


def _random_gradients(seed: int, count: int) -> dict[str, list[float]]:
    found = defaultdict(list)
    for n in range(count):
        rng = streams.rng(seed, "lstm_backward statements", n)
        g, threshold = 10 ** rng.uniform(-3, 3) * rng.normal(size=rng.integers(1, 100)), 10 ** rng.uniform(-2, 2)
        clipped = clipping.by_norm({"g": g}, threshold)["g"]
        found["norm"].append(max(0.0, float(np.linalg.norm(clipped)) / threshold - 1))
        found["direction"].append(1 - float(g @ clipped / (np.linalg.norm(g) * np.linalg.norm(clipped))))
    return found
