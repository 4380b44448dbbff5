"""The printed formulas of sections 1 to 3 as expressions, with inputs on which they and their edits are evaluated.

d(J, o) is the derivative of a loss with respect to the sum of a gate (printed with a bar); d(c, i) is explicit.
"""

from functools import reduce

import numpy as np
import pandas as pd

from articles.lstm_backward.chain_and_cell_expressions import PEEPHOLES, chain_and_cell_formulas
from articles.lstm_backward.compute.backward_pass import Step, output_gate
from articles.lstm_backward.compute.cells_and_clipping import cell_to_cell
from articles.lstm_backward.compute.jacobians import Chain
from articles.lstm_backward.compute.trials import trials
from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula

TRIALS, HIDDEN, INPUTS, STEPS = 3, [3, 2], [2], 4
SUMS = ("z", "i", "f", "o")
CELL = "dy * o_value * (1 - tanh(c_value) ** 2) + dc_next * f_next + do * p_out + di_next * p_in + df_next * {}"


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of formulas that fail, and perturb those that hold; see recomputed.formulas.edits."""
    steps = [Step(trial) for trial in trials("lstm", seed, TRIALS, HIDDEN, INPUTS, STEPS)]
    nets = list(trials("simple", seed, TRIALS, HIDDEN, INPUTS, STEPS))
    chains = [Chain(net) for net in nets]
    found = [*chain_and_cell_formulas(seed, steps, nets), *_errors(steps), *_cells(steps), *_jacobians(chains)]
    return tables(found)


def _errors(steps: list[Step]) -> list[Formula]:
    """Errors of the gates' sums, each a derivative of the loss times an explicit derivative."""
    inputs, losses, sums = [_derivatives(at) for at in steps], ("J", "J_t", "J_next"), (SUMS,)
    truths = {name: [at.error(f"{name}s") for at in steps] for name in SUMS}
    return [
        Formula("lstm_backward-04", "d(J, y) * d(y, o)", inputs, truths["o"], alike=(losses,)),
        Formula(
            "lstm_backward-05", "d(J_t, o)", inputs, [output_gate(at) for at in steps], alike=(losses, *sums), most=1
        ),
        Formula("lstm_backward-08", "d(J, c) * d(c, f)", inputs, truths["f"], alike=(losses, *sums)),
        Formula("lstm_backward-08", "d(J, c) * d(c, i)", inputs, truths["i"], alike=(losses, *sums)),
        Formula("lstm_backward-09", "d(J, c) * d(c, i)", inputs, truths["z"], alike=(losses, *sums)),
    ]


def _derivatives(at: Step) -> dict:
    losses = {"J": None, "J_t": (at.t,), "J_next": (at.t + 1,)}
    explicit = {
        ("y", "os"): np.tanh(at.value("c")) * at.slope("o"),
        ("c", "zs"): at.value("i") * at.slope("z"),
        ("c", "is"): at.value("z") * at.slope("i"),
        ("c", "fs"): at.value("c", -1) * at.slope("f"),
    }

    def d(top, by):
        return explicit[top, by] if isinstance(top, str) else at.error(by, steps=top and list(top))

    return {"d": d, "y": "y", "c": "c", **{name: f"{name}s" for name in SUMS}, **losses}


def _cells(steps: list[Step]) -> list[Formula]:
    """The error of the cell, of the output, and the cell's own recursion."""
    inputs = [
        {"dy": at.error("y"), "dc_next": at.error("c", 1), "tanh": np.tanh, "diag": np.diag}
        | {"do": at.error("os"), "di_next": at.error("is", 1), "df_next": at.error("fs", 1)}
        | {"c_value": at.value("c"), "f_next": at.value("f", 1), **{f"{name}_value": at.value(name) for name in SUMS}}
        | dict(zip(PEEPHOLES, (at.p_in, at.p_for, at.p_out), strict=True))
        | {f"R{name}": at.weights["R"][n] for n, name in enumerate(SUMS)}
        | {f"d{name}_after": at.error(f"{name}s", 1) for name in SUMS}
        | {"own": at.value("y") - at.trial.target[at.t - 1]}
        for at in steps
    ]
    cell, output = [at.error("c") for at in steps], [at.error("y") for at in steps]
    values = tuple(f"{name}_value" for name in SUMS)
    recursion = "own + " + " + ".join(f"R{name}.T @ d{name}_after" for name in ("f", "i", "o", "z"))
    return [
        Formula("lstm_backward-06", CELL.format("p_for"), inputs, cell, alike=(PEEPHOLES,)),
        Formula("lstm_backward-07", CELL.format("p_in"), inputs, cell, alike=(PEEPHOLES,), most=1),
        Formula("lstm_backward-10", recursion, inputs, output),
        Formula("lstm_backward-16", "diag(f_value)", inputs, [cell_to_cell(at.trial)[1] for at in steps], (values,)),
    ]


def _jacobians(chains: list[Chain]) -> list[Formula]:
    """Products of Jacobians; `row` (from the left) and `column` take the factors in printed order, latest first."""
    functions = {
        "row": lambda error, factors: reduce(lambda left, factor: left @ factor, factors, error),
        "column": lambda error, factors: reduce(lambda right, factor: factor @ right, factors, error),
        "product": lambda factors: reduce(np.matmul, factors),
        "power": np.linalg.matrix_power,
    }
    inputs = [
        {"W": net.w, "D": net.slopes[0], "slopes": net.slopes, "e": net.error, "n": net.lag, **functions}
        for net in chains
    ]
    gradients = [net.gradient for net in chains]
    order = {"alike": (("row", "column"),)}
    return [
        Formula("lstm_backward-11", "W.T @ D", inputs, [net.jacobian for net in chains]),
        Formula("lstm_backward-12", "row(e, [W.T @ D for D in slopes])", inputs, gradients, **order),
        Formula("lstm_backward-13", "e @ power(W.T, n) @ product(slopes)", inputs, gradients, counts=("n",)),
    ]
