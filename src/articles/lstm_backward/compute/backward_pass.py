"""Section 2: the errors of an LSTM's variables, each formula evaluated as printed on random nets with peepholes.

The errors on the right-hand side of a formula are true ones, found by complex steps, so that one wrong formula does not
spoil another. A derivative of one variable with respect to another is explicit: it acts on that variable where it
appears in the equation, and all else is held. A total derivative also follows the other gates that read the cell.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, error_table, relative_error, trials


def backward_pass_errors(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Evaluate every formula on `nets` random nets; columns formula, form, change, max_relative_error, trials."""
    errors = defaultdict(list)
    for trial in trials("lstm", seed, nets, hidden, inputs, steps):
        at = Step(trial)
        for formula, forms in FORMULAS.items():
            for form, change, printed, true in forms:
                errors[formula, form, change].append(relative_error(printed(at), true(at)))
    return error_table(errors)


class Step:
    """The variables of a trial's net at its step t, the explicit derivatives between them, and their true errors."""

    def __init__(self, trial: Trial):
        self.trial, self.t, self.weights = trial, trial.t, trial.parameters
        self.states = trial.states()
        self.p_in, self.p_for, self.p_out = trial.parameters["p"]

    def value(self, name: str, ahead: int = 0) -> np.ndarray:
        """Give a variable at step t + ahead, (H,)."""
        return self.states[name, self.t + ahead]

    def error(self, name: str, ahead: int = 0, steps: list[int] | None = None) -> np.ndarray:
        """Give the true error of a variable at step t + ahead, from the losses of `steps`, by default of all steps."""
        return self.trial.error(name, self.t + ahead, steps)

    def slope(self, gate: str, ahead: int = 0) -> np.ndarray:
        """Give the derivative of a gate's value with respect to its sum."""
        value = self.value(gate, ahead)
        return 1 - value**2 if gate == "z" else value * (1 - value)

    @property
    def y_by_c(self) -> np.ndarray:
        """dy(t)/dc(t), acting on tanh(c) only."""
        return self.value("o") * (1 - np.tanh(self.value("c")) ** 2)

    @property
    def y_by_c_total(self) -> np.ndarray:
        """dy(t)/dc(t), also through the output gate."""
        return self.y_by_c + np.tanh(self.value("c")) * self.slope("o") * self.p_out

    @property
    def c_by_c_total(self) -> np.ndarray:
        """dc(t+1)/dc(t) at a given y(t), also through the input gate and the forget gate."""
        through_i = self.value("z", 1) * self.slope("i", 1) * self.p_in
        return self.value("f", 1) + through_i + self.value("c") * self.slope("f", 1) * self.p_for


def output_gate(at: Step) -> np.ndarray:
    """dJ/dy dy/dō."""
    return at.error("y") * np.tanh(at.value("c")) * at.slope("o")


def five_branches(at: Step, p_of_f: str = "p_for", total: bool = False) -> np.ndarray:
    """Σ over the branches of c(t): directly to y(t), through ō(t), directly to c(t+1), through ī(t+1), f̄(t+1)."""
    by_y, by_c = (at.y_by_c_total, at.c_by_c_total) if total else (at.y_by_c, at.value("f", 1))
    direct = at.error("y") * by_y + at.error("c", 1) * by_c
    gates = at.error("os") * at.p_out + at.error("is", 1) * at.p_in + at.error("fs", 1) * getattr(at, p_of_f)
    return direct + gates


def two_branches(at: Step) -> np.ndarray:
    """Σ over the two streams y(t) and c(t+1), each with its total derivative."""
    return at.error("y") * at.y_by_c_total + at.error("c", 1) * at.c_by_c_total


def recursion(at: Step) -> np.ndarray:
    """dJ(t)/dy(t) + Σ over the gates of Rᵀ times the errors of their sums at t + 1."""
    own = at.value("y") - at.trial.target[at.t - 1]
    return own + sum(at.weights["R"][g].T @ at.error(name, 1) for g, name in enumerate(("zs", "is", "fs", "os")))


def _true(name: str):
    return lambda at: at.error(name)


FORMULAS = {  # formula -> (form, change, value of the printed or edited formula, true value)
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
    "forget gate": [("printed", "", lambda at: at.error("c") * at.value("c", -1) * at.slope("f"), _true("fs"))],
    "input gate": [("printed", "", lambda at: at.error("c") * at.value("z") * at.slope("i"), _true("is"))],
    "block input": [
        ("printed", "", lambda at: at.error("c") * at.value("z") * at.slope("i"), _true("zs")),
        ("edited", "dc/dī -> dc/dz̄", lambda at: at.error("c") * at.value("i") * at.slope("z"), _true("zs")),
    ],
    "output": [("printed", "", recursion, _true("y"))],
}
