"""Random nets and losses on which the printed formulas are evaluated, and the table of their errors."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from methods.rnn import equations
from methods.rnn.parameters import Parameters, lstm_shapes, random, simple_shapes
from recomputed import arrays
from recomputed.stats import streams


@dataclass(frozen=True)
class Trial:
    """A random net over x (T, I), a time step t, 1 < t < T, and the loss J = Σ_t ½ |output(t) - target(t)|²."""

    kind: str
    parameters: Parameters
    x: np.ndarray
    target: np.ndarray
    t: int

    @property
    def output(self) -> str:
        """Name the variable that the loss reads: y of an LSTM, h of a simple RNN."""
        return "y" if self.kind == "lstm" else "h"

    def states(self, perturbation: dict | None = None, steps: list[Parameters] | None = None) -> equations.States:
        """Run the net; perturbation: what to add to variables; steps: the parameters of each step if they differ."""
        run = equations.lstm if self.kind == "lstm" else equations.simple
        return run(steps or [self.parameters] * len(self.x), self.x, perturbation)

    def loss(self, states: equations.States, steps: list[int] | None = None) -> np.ndarray:
        """Add the losses J(s) of the time steps `steps`, all by default."""
        chosen = range(1, len(self.x) + 1) if steps is None else steps
        return sum(np.sum((states[self.output, s] - self.target[s - 1]) ** 2) / 2 for s in chosen)

    def error(self, name: str, t: int, steps: list[int] | None = None) -> np.ndarray:
        """Give the true derivative, (H,), of the loss by the variable `name` at step t; steps: as in `loss`."""
        zero = np.zeros(self.target.shape[1])
        return equations.derivative(lambda move: self.loss(self.states({(name, t): move}), steps), zero)


def trials(kind: str, seed: int, count: int, hidden: list[int], inputs: list[int], steps: int) -> Iterator[Trial]:
    """Draw `count` nets of a `kind`, "lstm" or "simple", whose sizes are taken in turn from `hidden` and `inputs`."""
    for n in range(count):
        rng = streams.rng(seed, "lstm_backward trials", int(kind == "lstm"), n)
        sizes = inputs[n % len(inputs)], hidden[n % len(hidden)]
        shapes = lstm_shapes(*sizes) if kind == "lstm" else simple_shapes(*sizes)
        x, target = rng.normal(size=(steps, sizes[0])), rng.normal(size=(steps, sizes[1]))
        yield Trial(kind, random(shapes, rng, 0.8), x, target, int(rng.integers(2, steps)))


def relative_error(printed: np.ndarray, true: np.ndarray) -> float:
    """Give the largest difference, relative to the largest true element; infinite if only that is 0.

    Raises BadInput for different shapes and for numbers that are not finite.
    """
    true = arrays.doubles(true, "true derivative", finite=True)
    printed = arrays.doubles(printed, "printed derivative", true.shape, finite=True)
    apart, size = np.abs(printed - true).max(), np.abs(true).max()
    return float(apart / size) if size else float(np.inf if apart else 0)


def error_table(errors: dict[tuple[str, str, str], list[float]]) -> pd.DataFrame:
    """Tabulate errors by (formula, form, change); columns formula, form, change, max_relative_error, trials."""
    rows = [(*key, max(found), len(found)) for key, found in errors.items()]
    return pd.DataFrame(rows, columns=["formula", "form", "change", "max_relative_error", "trials"])
