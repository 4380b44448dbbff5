"""Section 4: the equations of the forward pass without peepholes, and the sentence about them, tried as printed.

The reference is the project's LSTM, which is checked against PyTorch and by complex steps.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.equations import logistic
from methods.rnn.parameters import OUTPUT_GATE, Parameters, lstm_shapes, random
from methods.rnn.variants import VARIANTS
from recomputed.stats import streams

PLAIN = VARIANTS["no peepholes"]
SENTENCE = "a gate's weighted sum"


def try_all(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Try the equations on `nets` random nets; columns formula, form, change, max_relative_error, trials.

    The sentence adds products of y(t) and c(t), so it needs nets with as many inputs as hidden units; of the two ways
    to hand the gate's matrices out to y and c the better one counts. The edit reads y(t-1) and x(t).
    """
    errors = defaultdict(list)
    for n in range(nets):
        rng, size = streams.rng(seed, "lstm_forward equations", n), hidden[n % len(hidden)]
        for inputs_now, square in ((inputs[n % len(inputs)], False), (size, True)):
            weights, x = random(lstm_shapes(inputs_now, size), rng, 0.8), rng.normal(size=(steps, 1, inputs_now))
            tape = lstm.forward(weights, x, PLAIN)
            if square:
                errors[SENTENCE, "printed", ""].append(_sentence(weights, tape))
                errors[SENTENCE, "edited", "y(t), c(t) -> y(t-1), x(t)"].append(_mended(weights, tape))
            else:
                errors["forward equations without peepholes", "printed", ""].append(_equations(weights, tape))
    rows = [(*key, max(found), len(found)) for key, found in errors.items()]
    return pd.DataFrame(rows, columns=["formula", "form", "change", "max_relative_error", "trials"])


def _equations(w: Parameters, tape: lstm.Tape) -> float:
    """Follow f, i, z, o, then c and y, as printed, over all steps."""
    y, c, worst = tape.y[0, 0], tape.c[0, 0], 0.0
    for t, x in enumerate(tape.x[:, 0]):
        z, i, f, o = (
            activation(w["W"][g] @ x + w["R"][g] @ y + w["b"][g])
            for g, activation in enumerate((np.tanh, logistic, logistic, logistic))
        )
        c = z * i + c * f
        y = o * np.tanh(c)
        worst = max(worst, _apart(y, tape.y[t + 1, 0]), _apart(c, tape.c[t + 1, 0]))
    return worst


def _sentence(w: Parameters, tape: lstm.Tape) -> float:
    """Add linear products of y(t) and c(t) with a gate's two matrices; the output gate at the last step."""
    y, c = tape.y[-1, 0], tape.c[-1, 0]
    both = w["W"][OUTPUT_GATE] @ y + w["R"][OUTPUT_GATE] @ c, w["W"][OUTPUT_GATE] @ c + w["R"][OUTPUT_GATE] @ y
    return min(_apart(logistic(s + w["b"][OUTPUT_GATE]), tape.gates[OUTPUT_GATE, -1, 0]) for s in both)


def _mended(w: Parameters, tape: lstm.Tape) -> float:
    s = w["W"][OUTPUT_GATE] @ tape.x[-1, 0] + w["R"][OUTPUT_GATE] @ tape.y[-2, 0] + w["b"][OUTPUT_GATE]
    return _apart(logistic(s), tape.gates[OUTPUT_GATE, -1, 0])


def _apart(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.abs(found - true).max() / np.abs(true).max())


def ages(lstm_year: int, article_year: int) -> pd.DataFrame:
    """Give the age of the LSTM in the year of the article's newest reference: lstm_year, article_year, years."""
    return pd.DataFrame([{"lstm_year": lstm_year, "article_year": article_year, "years": article_year - lstm_year}])
