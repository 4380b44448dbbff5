"""Section 2 and 3: which paths an LSTM's variables take to the loss, as the article says in words, on random nets.

Each statement is compared with true derivatives. "c to c(t+1)" holds y(t), whose way to c(t+1) is another stream.
"""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.flow import Flow, Node
from articles.lstm_backward.compute.trials import Trial, error_table, relative_error, trials

FACTORS = (2, 5, 10)  # by how many times more paths an LSTM's step may count as much more complicated
GATES = ("zs", "is", "fs", "os")  # the sums, printed with a bar, in the order of the parameters
READS_NO_EARLIER_OUTPUT = "o reads no earlier output"
Pair = tuple[np.ndarray, np.ndarray]


def branches(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> dict[str, pd.DataFrame]:
    """Compare each statement on `nets` random nets with peepholes.

    `branches`: formula, form, change, max_relative_error, trials. `dependences`: of, by, nets, least: the smallest over
    all nets of the largest derivative of one variable by the other, over all paths. `block`: factor, lstm_ways and
    simple_rnn_ways (paths through one step, from the states before it to those after it), more_complicated.
    """
    errors, least = defaultdict(list), defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        flow = Flow(trial)
        for key, (stated, true) in (_statements(flow) | _cell_chains(trial)).items():
            errors[key].append(relative_error(stated, true))
        for (of, on), pair in _dependences(trial.t).items():
            least[of, on].append(np.abs(flow.total(*pair)).max())
    rows = [(of, on, len(found), min(found)) for (of, on), found in least.items()]
    (simple,) = trials("simple", seed, 1, hidden, inputs, steps)
    return {
        "branches": error_table(errors),
        "dependences": pd.DataFrame(rows, columns=["of", "by", "nets", "least"]),
        "block": _ways_through([flow, Flow(simple)]),
    }


def _statements(flow: Flow) -> dict[tuple[str, str, str], Pair]:
    """Give (statement, form, change) -> what it says, and the truth; t is the trial's step."""
    t = flow.trial.t
    y, c, after = ("y", t), ("c", t), ("c", t + 1)
    held = {"o-bar by y": ("os", (y,)), "f-bar by c": ("fs", (c,)), "i-bar by c": ("is", (c,))}
    held |= {"z-bar by c": ("zs", (c,)), "c by y and c(t+1)": ("c", (y, after))}
    # What is left of the error when the stated ways are closed, relative to the whole error.
    whole = {name: flow.error((of, t)) for name, (of, _) in held.items()}
    rest = {
        (name, "printed", ""): (whole[name] + flow.error((of, t), closed), whole[name])
        for name, (of, closed) in held.items()
    }
    to_c = flow.total(after, c, held=(y,))
    to_y = flow.explicit(y, c) + flow.total(y, ("os", t)) @ flow.explicit(("os", t), c)
    return rest | {
        ("c to y", "printed", ""): (to_y, flow.total(y, c)),
        ("c to c(t+1)", "printed", ""): (_three_branches(flow, t), to_c),
        ("c to c(t+1)", "edited", "f-bar(t), i-bar(t) -> f-bar(t+1), i-bar(t+1)"): (_three_branches(flow, t + 1), to_c),
        ("error of c", "two total derivatives", ""): (_two_streams(flow), flow.error(c)),
        ("error of c", "five total derivatives", ""): (_five_totals(flow), flow.error(c)),
        ("dc(t)/dc(t-1)", "four terms", ""): (_four_terms(flow), flow.total(c, ("c", t - 1))),
    }


def _three_branches(flow: Flow, at: int) -> np.ndarray:
    """Add up dc(t+1)/dc(t): directly and through the sums of the forget and input gate of the step `at`."""
    c, after = ("c", flow.trial.t), ("c", flow.trial.t + 1)
    through = (flow.total(after, (gate, at), held=(c,)) @ flow.explicit((gate, at), c) for gate in ("fs", "is"))
    return flow.explicit(after, c) + sum(through)


def _two_streams(flow: Flow) -> np.ndarray:
    """Add up the error of c(t) over y(t) and c(t+1), each with its total derivative."""
    y, c, after = ("y", flow.trial.t), ("c", flow.trial.t), ("c", flow.trial.t + 1)
    return flow.error(y) @ flow.total(y, c) + flow.error(after) @ flow.total(after, c, held=(y,))


def _five_totals(flow: Flow) -> np.ndarray:
    """Add the branches through the gates to the two streams, which have them already."""
    t = flow.trial.t
    gates = (("os", t), ("is", t + 1), ("fs", t + 1))
    return _two_streams(flow) + sum(flow.error(gate) @ flow.explicit(gate, ("c", t)) for gate in gates)


def _four_terms(flow: Flow) -> np.ndarray:
    """Add up dc(t)/dc(t-1): where c(t-1) itself appears, and through the sums of f, i and z."""
    now, before = ("c", flow.trial.t), ("c", flow.trial.t - 1)
    gates = ((gate, flow.trial.t) for gate in ("fs", "is", "zs"))
    return flow.explicit(now, before) + sum(flow.total(now, gate) @ flow.total(gate, before) for gate in gates)


def _cell_chains(trial: Trial) -> dict[tuple[str, str, str], Pair]:
    """Multiply the derivatives dc(s)/dc(s-1) of all steps, and compare with dc(T)/dc(1); also where R_out is 0."""
    closed = trial.parameters["R"].copy()
    closed[GATES.index("os")] = 0
    forms = {"printed": trial.parameters, READS_NO_EARLIER_OUTPUT: trial.parameters | {"R": closed}}
    found = {}
    for form, parameters in forms.items():
        flow, last = Flow(replace(trial, parameters=parameters)), len(trial.x)
        factors = [flow.total(("c", s), ("c", s - 1)) for s in range(last, 1, -1)]
        found["product of dc(s)/dc(s-1)", form, ""] = (np.linalg.multi_dot(factors), flow.total(("c", last), ("c", 1)))
    return found


def _dependences(t: int) -> dict[tuple[str, str], tuple]:
    """Name the derivatives that the article says are not 0: of o(t) by c(t), and of y(t) by what uses its error."""
    users = {"o-bar": "os", "c": "c", "f-bar": "fs", "i-bar": "is", "z-bar": "zs"}
    return {("o", "c"): (("o", t), ("c", t))} | {("y", name): (("y", t), (of, t)) for name, of in users.items()}


def _ways_through(flows: list[Flow]) -> pd.DataFrame:
    """Count the paths through one time step of each net, and compare them with every factor of FACTORS."""
    lstm, rnn = (_paths(flow) for flow in flows)
    rows = [(factor, lstm, rnn, "yes" if lstm >= factor * rnn else "no") for factor in FACTORS]
    return pd.DataFrame(rows, columns=["factor", "lstm_ways", "simple_rnn_ways", "more_complicated"])


def _paths(flow: Flow) -> int:
    """Count the paths from the states before a step to the states after it."""
    t, names = flow.trial.t, {"lstm": ("y", "c"), "simple": ("h",)}[flow.trial.kind]
    inside, ends = {node for node in flow.nodes if node[1] == t}, {(name, t) for name in names}

    def ways(node: Node) -> int:
        return sum((target in ends) + ways(target) for target in flow.targets(node) & inside)

    return sum(ways((name, t - 1)) for name in names)
