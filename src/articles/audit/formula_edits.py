"""The smallest edit of a printed formula that makes it hold: a stated family, tried one by one on the same inputs."""

from dataclasses import dataclass, field
from types import CodeType

import numpy as np
import pandas as pd

from articles.audit.luck import coverage
from articles.audit.syntax import variants

FAMILY = (
    "one slip in a formula, at one place or wherever the same stands: sign, exponent ± 1 or its sign, reciprocal, "
    "factor 2, n ± 1, a symbol for its neighbour, order, transposition, brackets, relation; then two slips"
)
TOLERANCE = 1e-9  # relative error in float64 of a formula that holds
PERTURBATIONS = ("sign", "factor 2", "exponent ± 1", "symbol", "n ± 1")  # of the self-test
COLUMNS = ["claim", "printed", "printed_error", "edits", "tried", "luck", "change", "edited", "edited_error"]


@dataclass(frozen=True)
class Formula:
    """A printed formula as a Python expression, random inputs to try it on, and what it should give on each.

    inputs: names -> numbers, arrays or functions, one dict a trial; truths: one a trial. alike: groups of symbols that
    a slip may take for each other. counts: names of whole numbers (n may be a slip for n - 1). whole: its value is a
    whole number, so that to hold by accident is easy. most: how many slips at once are tried.
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


def search(formulas: list[Formula]) -> pd.DataFrame:
    """Search the family for each formula; one row a fit, or one row without a change where none fits.

    Columns: claim, printed, printed_error; edits (slips at once: the fewest that fit, or the most tried), tried (edits
    in all), luck (chance that one of them would fit by accident, see `_luck`); change, edited, edited_error (largest
    relative error over the trials).
    """
    return pd.DataFrame([row for formula in formulas for row in _rows(formula)], columns=COLUMNS)


def perturb(formulas: list[Formula]) -> pd.DataFrame:
    """Change each formula that holds in a way that no equal formula has, to see that the check then fails.

    Columns: claim, printed, perturbation, edited, edited_error, detected (yes or no).
    """
    rows = []
    for formula in formulas:
        if relative_error(formula, formula.printed) > formula.tolerance:
            continue
        for text, change in variants(formula.printed, formula.alike, formula.counts).items():
            kind = change.rpartition("(")[2].rstrip(")")
            if kind in PERTURBATIONS:
                error = relative_error(formula, text)
                rows.append(
                    (formula.claim, formula.printed, kind, text, error, ("yes", "no")[error <= formula.tolerance])
                )
    return pd.DataFrame(rows, columns=["claim", "printed", "perturbation", "edited", "edited_error", "detected"])


def tables(formulas: list[Formula]) -> dict[str, pd.DataFrame]:
    """Give `edits`, the smallest that save what fails (see `search`), and `perturbed`, what breaks what holds."""
    failing = [formula for formula in formulas if relative_error(formula, formula.printed) > formula.tolerance]
    return {"edits": search(failing), "perturbed": perturb(formulas)}


def relative_error(formula: Formula, text: str) -> float:
    """Give the largest relative error of the expression `text` over the trials, infinite where it has no value.

    Trials after the first that fails are skipped.
    """
    code, worst = compile(text, "formula", "eval"), 0.0
    for inputs, truth in zip(formula.inputs, formula.truths, strict=True):
        worst = max(worst, _apart(_value(code, inputs), truth))
        if not worst <= formula.tolerance:
            return worst
    return worst


def _rows(formula: Formula) -> list[tuple]:
    printed_error, seen = relative_error(formula, formula.printed), {formula.printed: ""}
    front, start = {formula.printed: ""}, (formula.claim, formula.printed, printed_error)
    for edits in range(1, formula.most + 1):
        grown: dict[str, str] = {}
        for text, so_far in front.items():
            for edited, change in variants(text, formula.alike, formula.counts).items():
                if edited not in seen and edited not in grown:
                    grown[edited] = f"{so_far}, and {change}" if so_far else change
        seen |= grown
        errors = {text: relative_error(formula, text) for text in grown}
        fits = [text for text, error in errors.items() if error <= formula.tolerance]
        if fits or edits == formula.most:
            about = (*start, edits, len(seen) - 1, _luck(formula, list(seen)[1:]))
            return [(*about, grown[text], text, errors[text]) for text in fits] or [(*about, "", "", np.nan)]
        front = grown
    return []


def _luck(formula: Formula, tried: list[str]) -> float:
    """Give the chance that one of the edits `tried` would fit by accident.

    Looked at is one number, the truth's largest entry in the first trial; every further entry and trial makes an
    accident less likely, so that this is an upper bound. The model is `luck.coverage`, each edit covering the tolerance
    around its value, or half a unit for whole numbers; edits with one value count once. For statements that are true
    or false every distinct outcome counts as the toss of a coin.
    """
    truth = np.asarray(formula.truths[0])
    place = np.unravel_index(int(np.abs(truth.astype(float)).argmax()), truth.shape)
    values = [_value(compile(text, "formula", "eval"), formula.inputs[0]) for text in (formula.printed, *tried)]
    values = [None if value is None or np.shape(value) != truth.shape else np.asarray(value) for value in values]
    if truth.dtype == bool:
        outcomes = {value.tobytes() for value in values[1:] if value is not None and value.dtype == bool}
        return 1 - 0.5 ** len(outcomes)
    numbers = [None if value is None else float(np.real(value[place])) for value in values]
    printed, *others = [number if number is not None and np.isfinite(number) else None for number in numbers]
    intervals = [_interval(formula, number) for number in others if number is not None]
    size = abs(printed or 0.0) or float(np.median([abs(number) for number in others if number] or [1.0]))
    return coverage(intervals, size, _interval(formula, printed) if printed is not None else None)


def _interval(formula: Formula, value: float) -> tuple[float, float]:
    half = 0.5 if formula.whole else formula.tolerance * abs(value)
    return value - half, value + half


def _value(code: CodeType, inputs: dict):
    """Evaluate an expression of this project's own (never of a ledger); None where it has no value."""
    try:
        with np.errstate(all="ignore"):
            return eval(code, {"__builtins__": {}, **inputs})
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, np.linalg.LinAlgError):
        return None


def _apart(found, truth) -> float:
    if found is None or np.shape(found) != np.shape(truth):
        return np.inf
    if np.asarray(truth).dtype == bool:
        return 0.0 if np.array_equal(found, truth) else np.inf
    apart = np.max(np.abs(found - np.asarray(truth))) / np.max(np.abs(truth))
    return float(apart) if np.isfinite(apart) else np.inf
