"""Section 2: the errors of an LSTM's variables, each formula evaluated as printed on random nets with peepholes.

The errors that a formula rests on are true ones (complex steps), so a formula answers for itself alone. Derivatives of
a variable with respect to another are explicit ones: they act where that variable stands in its equation, all else
held. `total` derivatives also follow the other gates that see the cell.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, relative_error, table, trials


def try_all(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Try every formula on `nets` random nets; columns formula, form, change, max_relative_error, trials."""
    errors = defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        at = Step(trial)
        for formula, forms in FORMULAS.items():
            for form, change, printed, true in forms:
                errors[formula, form, change].append(relative_error(printed(at), true(at)))
    return table(errors)


class Step:
    """The variables of a trial's net at its step t, the explicit derivatives between them, and true errors."""

    def __init__(self, trial: Trial):
        self.trial, self.t, self.weights = trial, trial.t, trial.parameters
        self.states = trial.states()
        self.p_in, self.p_for, self.p_out = trial.parameters["p"]

    def of(self, name: str, ahead: int = 0) -> np.ndarray:
        """Give a variable at step t + ahead, (H,)."""
        return self.states[name, self.t + ahead]

    def error(self, name: str, ahead: int = 0, steps: list[int] | None = None) -> np.ndarray:
        """Give the true error of a variable at step t + ahead, of the losses of `steps` only if they are named."""
        return self.trial.error(name, self.t + ahead, steps)

    def slope(self, gate: str, ahead: int = 0) -> np.ndarray:
        """Give the derivative of a gate's value with respect to its sum."""
        value = self.of(gate, ahead)
        return 1 - value**2 if gate == "z" else value * (1 - value)

    @property
    def y_by_c(self) -> np.ndarray:
        """dy(t)/dc(t), acting on tanh(c) only."""
        return self.of("o") * (1 - np.tanh(self.of("c")) ** 2)

    @property
    def y_by_c_total(self) -> np.ndarray:
        """dy(t)/dc(t), also through the output gate."""
        return self.y_by_c + np.tanh(self.of("c")) * self.slope("o") * self.p_out

    @property
    def c_by_c_total(self) -> np.ndarray:
        """dc(t+1)/dc(t) at a given y(t), also through the input gate and the forget gate."""
        through_i = self.of("z", 1) * self.slope("i", 1) * self.p_in
        return self.of("f", 1) + through_i + self.of("c") * self.slope("f", 1) * self.p_for


def output_gate(at: Step) -> np.ndarray:
    """dJ/dy dy/dō."""
    return at.error("y") * np.tanh(at.of("c")) * at.slope("o")


def five_branches(at: Step, p_of_f: str = "p_for", total: bool = False) -> np.ndarray:
    """Σ over the branches of c(t): y(t) directly and by ō(t), c(t+1) directly, by ī(t+1) and by f̄(t+1)."""
    by_y, by_c = (at.y_by_c_total, at.c_by_c_total) if total else (at.y_by_c, at.of("f", 1))
    direct = at.error("y") * by_y + at.error("c", 1) * by_c
    gates = at.error("os") * at.p_out + at.error("is", 1) * at.p_in + at.error("fs", 1) * getattr(at, p_of_f)
    return direct + gates


def two_branches(at: Step) -> np.ndarray:
    """Σ over the two streams y(t) and c(t+1), each with its total derivative."""
    return at.error("y") * at.y_by_c_total + at.error("c", 1) * at.c_by_c_total


def recursion(at: Step) -> np.ndarray:
    """dJ(t)/dy(t) + Σ over the gates of Rᵀ times the errors of their sums at t + 1."""
    own = at.of("y") - at.trial.target[at.t - 1]
    return own + sum(at.weights["R"][g].T @ at.error(name, 1) for g, name in enumerate(("zs", "is", "fs", "os")))


def _true(name: str):
    return lambda at: at.error(name)


FORMULAS = {  # formula -> (form, change, what is printed or becomes of it, the truth)
    "output gate": [("printed", "", output_gate, _true("os"))],
    "output gate, J(t)": [
        ("printed", "", lambda at: at.error("os", steps=[at.t]), _true("os")),
        ("edited", "J(t) -> J", lambda at: at.error("os"), output_gate),
    ],
    "cell": [
        ("printed", "", five_branches, _true("c")),
        ("five total derivatives", "", lambda at: five_branches(at, total=True), _true("c")),
        ("two total derivatives", "", two_branches, _true("c")),
    ],
    "cell, branch of f": [
        ("printed", "", lambda at: five_branches(at, "p_in"), _true("c")),
        ("edited", "p_in -> p_for", lambda at: five_branches(at, "p_for"), _true("c")),
    ],
    "forget gate": [("printed", "", lambda at: at.error("c") * at.of("c", -1) * at.slope("f"), _true("fs"))],
    "input gate": [("printed", "", lambda at: at.error("c") * at.of("z") * at.slope("i"), _true("is"))],
    "block input": [
        ("printed", "", lambda at: at.error("c") * at.of("z") * at.slope("i"), _true("zs")),
        ("edited", "dc/dī -> dc/dz̄", lambda at: at.error("c") * at.of("i") * at.slope("z"), _true("zs")),
    ],
    "output": [("printed", "", recursion, _true("y"))],
}
