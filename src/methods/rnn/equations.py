"""The articles' forward equations, one sequence and one step at a time, in NumPy that takes complex numbers.

Printed derivatives are compared with derivatives of these equations: a complex step is added to any variable right
after it is computed, and all later variables follow. The variables have the articles' names: zs, is, fs, os are the
sums (printed with a bar), z, i, f, o the gates' values. Time steps count from 1; 0 is the state before the first.
"""

from collections.abc import Callable

import numpy as np

from methods.rnn.parameters import Parameters
from recomputed import arrays

STEP = 1e-30
States = dict[tuple[str, int], np.ndarray]
Perturbation = dict[tuple[str, int], np.ndarray]


def logistic(x: np.ndarray) -> np.ndarray:
    """Give 1 / (1 + e^-x) of real or complex x; raises BadInput for anything but numbers."""
    x = x if np.iscomplexobj(x) else arrays.floats(x, "logistic", empty=True)
    with np.errstate(over="ignore"):  # e^-x is then infinite, and the value 0
        return 1 / (1 + np.exp(-x))


def lstm(steps: list[Parameters], x: np.ndarray, perturbation: Perturbation | None = None) -> States:
    """Run an LSTM with peepholes over x (T, I); give every variable at every step, (H,) each.

    steps: the parameters of each step. perturbation: what to add to a variable once it is computed. Article on back
    propagation, section 2.
    """
    found: States = {}
    perturbation = perturbation or {}
    _check_steps(steps, x)

    def keep(name: str, t: int, value: np.ndarray) -> np.ndarray:
        found[name, t] = value + perturbation.get((name, t), 0)
        return found[name, t]

    hidden = steps[0]["R"].shape[1]
    y, c = keep("y", 0, np.zeros(hidden)), keep("c", 0, np.zeros(hidden))
    for t, (now, w) in enumerate(zip(x, steps, strict=True), start=1):
        p_in, p_for, p_out = w["p"]
        zs, i_s, fs, os = (w["W"][g] @ now + w["R"][g] @ y + w["b"][g] for g in range(4))
        z = keep("z", t, np.tanh(keep("zs", t, zs)))
        i = keep("i", t, logistic(keep("is", t, i_s + p_in * c)))
        f = keep("f", t, logistic(keep("fs", t, fs + p_for * c)))
        c = keep("c", t, z * i + c * f)
        o = keep("o", t, logistic(keep("os", t, os + p_out * c)))
        y = keep("y", t, o * np.tanh(c))
    return found


def simple(steps: list[Parameters], x: np.ndarray, perturbation: Perturbation | None = None) -> States:
    """Run a simple RNN with tanh over x (T, I); give h(0) … h(T), each (H,). Article on back propagation, section 3.

    Arguments as in `lstm`.
    """
    perturbation = perturbation or {}
    _check_steps(steps, x)
    h = np.zeros(len(steps[0]["b"])) + perturbation.get(("h", 0), 0)
    found: States = {("h", 0): h}
    for t, (now, w) in enumerate(zip(x, steps, strict=True), start=1):
        h = np.tanh(w["b"] + w["W"] @ h + w["U"] @ now) + perturbation.get(("h", t), 0)
        found["h", t] = h
    return found


def _check_steps(steps: list[Parameters], x: np.ndarray) -> None:
    if not len(steps) or len(steps) != len(x):
        raise arrays.bad("wrong number of steps", "equations", f"parameters of {len(x)} steps, 1 or more", len(steps))


def derivative(function: Callable[[np.ndarray], np.ndarray], at: np.ndarray) -> np.ndarray:
    """Differentiate an analytic `function` at the real array `at` by complex steps.

    The result has the shape of the value followed by the shape of `at`. No difference is taken, so nothing cancels and
    only rounding errors remain (Squire and Trapp 1998). Raises BadInput for `at` without numbers.
    """
    at = arrays.real(at, "derivative: at")
    columns = []
    for place in np.ndindex(at.shape):
        moved = at.astype(complex)
        moved[place] += 1j * STEP
        columns.append(np.imag(function(moved)) / STEP)
    return np.stack(columns, axis=-1).reshape(*np.shape(columns[0]), *at.shape)
