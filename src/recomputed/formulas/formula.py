"""A printed formula as a Python expression, and how far its values are from the truth on random inputs."""

from dataclasses import dataclass, field
from types import CodeType

import numpy as np

NUMBERS = set("biufcO")  # kinds of NumPy's types; O holds whole numbers above 64 bits
TOLERANCE = 1e-9  # relative error in float64 of a formula that holds, with room for long sums


@dataclass(frozen=True)
class Formula:
    """A printed formula as a Python expression, random inputs to try it on, and the true value for each.

    inputs: names -> numbers, arrays or functions, one dict for each trial; truths: one for each trial. alike: groups of
    symbols that a typo may confuse. counts: names of whole numbers (n may be a typo for n - 1). whole: the value is a
    whole number, which many edits give by coincidence. most: how many typos at once are tried.
    """

    claim: str
    printed: str
    inputs: list[dict]
    truths: list
    alike: tuple[tuple[str, ...], ...] = ()
    counts: tuple[str, ...] = ()
    whole: bool = False
    most: int = 2
    tolerance: float = field(default=TOLERANCE)

    def values(self, text: str) -> list:
        """Evaluate the expression `text` on the inputs of every trial; None where it has no value."""
        code = compile(text, "formula", "eval")
        return [value_of(code, inputs) for inputs in self.inputs]


def holds(formula: Formula) -> bool:
    """Say whether the formula holds as printed."""
    return relative_error(formula, formula.printed) <= formula.tolerance


def relative_error(formula: Formula, text: str) -> float:
    """Give the largest relative error of the expression `text` over the trials, infinite where it has no value.

    Trials after the first that fails are skipped.
    """
    code, worst = compile(text, "formula", "eval"), 0.0
    for inputs, truth in zip(formula.inputs, formula.truths, strict=True):
        worst = max(worst, apart(value_of(code, inputs), truth))
        if not worst <= formula.tolerance:
            return worst
    return worst


def largest_error(formula: Formula) -> float:
    """Give the largest relative error of the formula as printed over all trials."""
    return max(map(apart, formula.values(formula.printed), formula.truths))


def value_of(code: CodeType, inputs: dict):
    """Evaluate an expression written in this project, never text of a ledger; None where it has no value."""
    try:
        with np.errstate(all="ignore"):
            return eval(code, {"__builtins__": {}, **inputs})
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, np.linalg.LinAlgError):
        return None


def apart(found, truth) -> float:
    """Give the largest difference relative to the largest entry of `truth`; infinite where they cannot be compared."""
    if found is None or np.shape(found) != np.shape(truth):
        return np.inf
    found, truth = np.asarray(found), np.asarray(truth)
    if np.array_equal(found, truth):
        return 0.0  # also where both are empty, all 0 or infinite
    if truth.dtype == bool or not {found.dtype.kind, truth.dtype.kind} <= NUMBERS:
        return np.inf
    # Bytes and other unsigned numbers would wrap round below 0.
    found, truth = (part.astype(float) if part.dtype.kind in "biu" else part for part in (found, truth))
    with np.errstate(all="ignore"):
        distance = np.max(np.abs(found - truth)) / np.max(np.abs(truth))
    return float(distance) if np.isfinite(float(distance)) else np.inf
