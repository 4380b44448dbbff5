"""Section 4: the equations of the forward pass without peepholes, and the sentence about them, evaluated as printed.

They are compared with the project's LSTM, which the tests check against PyTorch and by complex steps.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.equations import logistic
from methods.rnn.parameters import OUTPUT_GATE, Parameters, lstm_shapes, random
from methods.rnn.variants import VARIANTS
from recomputed.stats import streams

NO_PEEPHOLES = VARIANTS["no peepholes"]
SENTENCE = "a gate's weighted sum"


def formula_errors(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Evaluate the equations on `nets` random nets; columns formula, form, change, max_relative_error, trials.

    The sentence adds products of y(t) and c(t), so it needs nets with as many inputs as hidden units. It does not say
    which of the gate's two matrices belongs to y and which to c: the better assignment counts. The edit reads y(t-1)
    and x(t).
    """
    errors = defaultdict(list)
    for n in range(nets):
        rng, size = streams.rng(seed, "lstm_forward equations", n), hidden[n % len(hidden)]
        for inputs_now, square in ((inputs[n % len(inputs)], False), (size, True)):
            weights, x = random(lstm_shapes(inputs_now, size), rng, 0.8), rng.normal(size=(steps, 1, inputs_now))
            tape = lstm.forward(weights, x, NO_PEEPHOLES)
            if square:
                errors[SENTENCE, "printed", ""].append(_sentence_error(weights, tape))
                errors[SENTENCE, "edited", "y(t), c(t) -> y(t-1), x(t)"].append(_edited_error(weights, tape))
            else:
                errors["forward equations without peepholes", "printed", ""].append(_equation_error(weights, tape))
    rows = [(*key, max(found), len(found)) for key, found in errors.items()]
    return pd.DataFrame(rows, columns=["formula", "form", "change", "max_relative_error", "trials"])


def _equation_error(w: Parameters, tape: lstm.Tape) -> float:
    """Compute f, i, z, o, then c and y, as printed, over all steps; give the largest error of y and c."""
    y, c, largest = tape.y[0, 0], tape.c[0, 0], 0.0
    for t, x in enumerate(tape.x[:, 0]):
        z, i, f, o = (
            activation(w["W"][g] @ x + w["R"][g] @ y + w["b"][g])
            for g, activation in enumerate((np.tanh, logistic, logistic, logistic))
        )
        c = z * i + c * f
        y = o * np.tanh(c)
        largest = max(largest, _relative_error(y, tape.y[t + 1, 0]), _relative_error(c, tape.c[t + 1, 0]))
    return largest


def _sentence_error(w: Parameters, tape: lstm.Tape) -> float:
    """Add products of y(t) and c(t) with the output gate's two matrices, at the last step."""
    y, c = tape.y[-1, 0], tape.c[-1, 0]
    sums = w["W"][OUTPUT_GATE] @ y + w["R"][OUTPUT_GATE] @ c, w["W"][OUTPUT_GATE] @ c + w["R"][OUTPUT_GATE] @ y
    return min(_relative_error(logistic(s + w["b"][OUTPUT_GATE]), tape.gates[OUTPUT_GATE, -1, 0]) for s in sums)


def _edited_error(w: Parameters, tape: lstm.Tape) -> float:
    """Add products of y(t-1) and x(t) instead."""
    s = w["W"][OUTPUT_GATE] @ tape.x[-1, 0] + w["R"][OUTPUT_GATE] @ tape.y[-2, 0] + w["b"][OUTPUT_GATE]
    return _relative_error(logistic(s), tape.gates[OUTPUT_GATE, -1, 0])


def _relative_error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.abs(found - true).max() / np.abs(true).max())
