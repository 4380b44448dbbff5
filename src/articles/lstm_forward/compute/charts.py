"""Sections 3 to 5: the two charts of an LSTM block as lists of wires, run as programs, and section 5's walk in words.

x, y- and c- (the last two from the step before) enter; c and y leave. z, i, f, o are the gates; forget, write and emit
multiply what comes in, add sums it up, squash takes tanh. The tests compare the wires with those that are drawn.
"""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.equations import logistic
from methods.rnn.parameters import GATES, Parameters, lstm_shapes, random
from recomputed.stats import streams

GATE_WIRES = tuple((source, gate) for gate in GATES for source in ("x", "y-"))
ELECTRONIC = (
    *(("c-", "forget"), ("forget", "add"), ("add", "c")),  # the highway
    *(("f", "forget"), ("i", "write"), ("z", "write"), ("write", "add")),
    *(("add", "squash"), ("squash", "emit"), ("o", "emit"), ("emit", "y")),
    *GATE_WIRES,
)
ODYSSEY = (
    *(("c-", "forget"), ("f", "forget"), ("forget", "add")),
    *(("i", "write"), ("z", "write"), ("write", "add"), ("add", "c")),
    *(("c", "squash"), ("squash", "emit"), ("o", "emit"), ("emit", "y")),
    *GATE_WIRES,
)
PEEPHOLES = {  # where each chart reads the cell, in the order of the peephole weights
    "electronic circuit": (("c-", "i"), ("c-", "f"), ("add", "o")),
    "Space Odyssey": (("c-", "i"), ("c-", "f"), ("c", "o")),
}
CHARTS = {"electronic circuit": ELECTRONIC, "Space Odyssey": ODYSSEY}
INPUTS = 2


def charts(seed: int, hidden: int, nets: int) -> dict[str, pd.DataFrame]:
    """Run both charts and the walk of section 5 on random nets; give `charts`, `walk` and `ramps`.

    charts: quantity (c, y), peepholes (yes, no), difference (largest between the charts), error (largest of either
    from the core's LSTM), nets. walk: step (renewed cell), error, nets. Errors are relative to the largest element.
    ramps: chart, operators (how many the old cell passes on its way to the new one).
    """
    rows, walked = [], []
    for n in range(nets):
        rng = streams.rng(seed, "lstm_forward charts", n)
        weights = random(lstm_shapes(INPUTS, hidden), rng, 0.8)
        given = {"x": rng.normal(size=INPUTS), "y-": rng.normal(size=hidden), "c-": rng.normal(size=hidden)}
        for peepholes in ("yes", "no"):
            used = weights if peepholes == "yes" else weights | {"p": 0 * weights["p"]}
            tape = lstm.forward(used, given["x"][None, None], y0=given["y-"][None], c0=given["c-"][None])
            truth = {"c": tape.c[1, 0], "y": tape.y[1, 0]}
            one, other = (run(chart, used, given, peepholes == "yes") for chart in CHARTS)
            for name, true in truth.items():
                errors = [_error(found[name], true) for found in (one, other)]
                rows.append((name, peepholes, _error(one[name], other[name]), max(errors)))
            walked.append(_walk(given["c-"], dict(zip(GATES, tape.gates[:, 0, 0], strict=True)), truth["c"]))
    names = ["quantity", "peepholes", "difference", "error"]
    found = pd.DataFrame(rows, columns=names).groupby(names[:2], sort=False, as_index=False).max()
    walk = pd.DataFrame([("renewed cell", max(walked), nets)], columns=["step", "error", "nets"])
    ramps = pd.DataFrame([(chart, len(_way(wires))) for chart, wires in CHARTS.items()], columns=["chart", "operators"])
    return {"charts": found.assign(nets=nets), "walk": walk, "ramps": ramps}


def run(chart: str, weights: Parameters, given: dict[str, np.ndarray], peepholes: bool) -> dict[str, np.ndarray]:
    """Run the wires of `chart` as a program on x, y- and c-, all (H,); give the value at every node."""
    wires = (*CHARTS[chart], *(PEEPHOLES[chart] if peepholes else ()))
    values = dict(given)

    def value(node: str) -> np.ndarray:
        if node not in values:
            sources = [source for source, target in wires if target == node]
            values[node] = _node(node, {source: value(source) for source in sources}, weights)
        return values[node]

    return {node: value(node) for _, node in wires}


def _node(node: str, found: dict[str, np.ndarray], weights: Parameters) -> np.ndarray:
    if node in GATES:
        g = GATES.index(node)
        total = weights["W"][g] @ found["x"] + weights["R"][g] @ found["y-"] + weights["b"][g]
        cells = [weights["p"][g - 1] * cell for source, cell in found.items() if source not in ("x", "y-")]
        return (np.tanh if node == "z" else logistic)(sum(cells, total))
    if node == "squash":
        return np.tanh(*found.values())
    return np.sum(list(found.values()), axis=0) if node in ("add", "c", "y") else np.prod(list(found.values()), axis=0)


def _way(wires: tuple) -> list[str]:
    """List the nodes between the old cell and the new one."""
    way, node = [], "c-"
    while node != "c":
        node = next(target for source, target in wires if source == node)
        way.append(node)
    return way[:-1]


def _walk(old: np.ndarray, gate: dict[str, np.ndarray], true: np.ndarray) -> float:
    """Follow section 5 to the renewed cell: forget, mix the new content, add both; give the error."""
    forgotten, content = old * gate["f"], gate["i"] * gate["z"]
    return _error(forgotten + content, true)


def _error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.abs(found - true).max() / np.abs(true).max())
