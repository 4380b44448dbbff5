"""The printed equations of the forward pass as expressions, with inputs to try them and their edits on."""

import numpy as np
import pandas as pd

from articles.audit.formula_edits import Formula, tables
from articles.rnn import lstm
from articles.rnn.equations import logistic
from articles.rnn.parameters import lstm_shapes, random
from articles.rnn.variants import VARIANTS

STREAM = 41  # spawn key of these trials
TRIALS, STEPS, SIZE = 4, 5, 3  # as many inputs as hidden units, so that a product of any matrix and vector exists
Z, I, F, O = range(4)  # noqa: E741
STATES = ("x", "y", "c", "y_before", "c_before")


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of what fails and perturb what holds; see articles.audit.formula_edits.tables."""
    inputs, tapes = [], []
    for child in np.random.SeedSequence(seed, spawn_key=(STREAM,)).spawn(TRIALS):
        rng = np.random.default_rng(child)
        w, x = random(lstm_shapes(SIZE, SIZE), rng, 0.8), rng.normal(size=(STEPS, 1, SIZE))
        tape = lstm.forward(w, x, VARIANTS["no peepholes"])
        now = {"x": x[-1, 0], "y": tape.y[-1, 0], "c": tape.c[-1, 0]}
        before = {"y_before": tape.y[-2, 0], "c_before": tape.c[-2, 0]}
        gates = {name: tape.gates[gate, -1, 0] for name, gate in (("z", Z), ("i", I), ("f", F), ("o", O))}
        inputs.append(now | before | gates | _weights(w) | {"logistic": logistic, "tanh": np.tanh})
        tapes.append(tape)
    truth = {gate: [tape.gates[gate, -1, 0] for tape in tapes] for gate in (Z, I, F, O)}
    cells, outputs = [tape.c[-1, 0] for tape in tapes], [tape.y[-1, 0] for tape in tapes]
    gate = {"alike": (STATES,)}
    return tables(
        [
            Formula("lstm_forward-02", "tanh(Wz @ x + Rz @ y_before + bz)", inputs, truth[Z], **gate),
            *(
                Formula("lstm_forward-02", f"logistic(W{g} @ x + R{g} @ y_before + b{g})", inputs, truth[n], **gate)
                for g, n in (("i", I), ("f", F), ("o", O))
            ),
            Formula("lstm_forward-02", "z * i + c_before * f", inputs, cells, alike=(("z", "i", "f", "o"),)),
            Formula("lstm_forward-02", "o * tanh(c)", inputs, outputs, alike=(("z", "i", "f", "o"), STATES)),
            Formula("lstm_forward-03", "logistic(Wo @ y + Ro @ c + bo)", inputs, truth[O], **gate),
        ]
    )


def _weights(w: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{name}{gate}": w[name][n] for name in ("W", "R", "b") for n, gate in enumerate("zifo")}
