"""The printed equations of the forward pass as expressions, with inputs on which they and their edits are evaluated."""

import numpy as np
import pandas as pd

from methods.rnn import lstm
from methods.rnn.equations import logistic
from methods.rnn.parameters import lstm_shapes, random
from methods.rnn.variants import VARIANTS
from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

TRIALS, STEPS, SIZE = 4, 5, 3  # as many inputs as hidden units, so that every product of matrix and vector is defined
Z, I, F, O = range(4)  # noqa: E741
HELD = 1e4  # bias that holds a gate at 1; with the other sign, at 0
STATES = ("x", "y", "c", "y_before", "c_before")


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of formulas that fail, and perturb those that hold; see recomputed.formulas.edits."""
    inputs, tapes = [], []
    for trial in range(TRIALS):
        rng = streams.rng(seed, "lstm_forward formulas", trial)
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
            *_held(streams.rng(seed, "lstm_forward held formulas")),
        ]
    )


def _held(rng: np.random.Generator) -> list[Formula]:
    """Hold the gates i, f and o at 1, then at 0, by their biases; cell(1) and output(0) are values at the last step."""
    inputs, cells, outputs, blocks = [], [], [], []
    for _ in range(TRIALS):
        w, x = random(lstm_shapes(SIZE, SIZE), rng, 0.8), rng.normal(size=(STEPS, 1, SIZE))
        first = {"y0": rng.normal(size=(1, SIZE)), "c0": rng.normal(size=(1, SIZE))}

        def run(gate, w=w, x=x, first=first):
            biases = np.vstack([w["b"][:1], np.full((3, SIZE), HELD * (2 * gate - 1))])
            return lstm.forward(w | {"b": biases}, x, **first)

        tape, total = run(1), {"total": lambda parts: np.sum(parts, axis=0), "tanh": np.tanh}
        states = {"cell": lambda gate, run=run: run(gate).c[-1, 0], "output": lambda gate, run=run: run(gate).y[-1, 0]}
        last = run(0).gates[Z, -1, 0]
        inputs.append({"start": first["c0"][0], "blocks": tape.gates[Z, :, 0], "z": last, **total, **states})
        cells.append(tape.c[-1, 0])
        outputs.append(tape.y[-1, 0])
        blocks.append(last)
    return [
        Formula("lstm_forward-05", "start + total(blocks)", inputs, cells),
        Formula("lstm_forward-05", "tanh(cell(1))", inputs, outputs),
        # Cell and output are 0, and no error can be relative to 0: so each is added to the block input z.
        Formula("lstm_forward-06", "z + cell(0)", inputs, blocks),
        Formula("lstm_forward-06", "z + output(0)", inputs, blocks),
    ]


def _weights(w: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{name}{gate}": w[name][n] for name in ("W", "R", "b") for n, gate in enumerate("zifo")}
