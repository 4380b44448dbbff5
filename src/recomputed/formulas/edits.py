"""The smallest edit of a printed formula that makes it hold, found by trying every edit of a stated family."""

import numpy as np
import pandas as pd

from recomputed.audit.edits.coincidence import coverage
from recomputed.formulas.formula import Formula, holds, relative_error, value_of
from recomputed.formulas.perturb import perturb, printed
from recomputed.formulas.syntax import variants

FAMILY = (
    "one typo in a formula, at one place or at every place with the same text: sign, exponent ± 1 or its sign, "
    "reciprocal, factor 2, n ± 1, a symbol for its neighbour, order, transposition, brackets, relation; then two typos"
)
COLUMNS = ["claim", "printed", "printed_error", "edits", "tried", "values", "luck", "change", "edited", "edited_error"]
DIGITS = 9  # to which two values count as one


def search(formulas: list[Formula]) -> pd.DataFrame:
    """Try the family on each formula; one row for each edit that fits, or one row without a change where none fits.

    Columns: claim, printed, printed_error; edits (typos at once: the fewest that fit, or the most tried), tried (number
    of edits), values (number of their different values in the first trial), luck (chance that one of them fits by
    coincidence, see `_values_and_chance`); change, edited, edited_error (largest relative error over the trials).
    """
    return pd.DataFrame([row for formula in formulas for row in _rows(formula)], columns=COLUMNS)


def tables(formulas: list[Formula]) -> dict[str, pd.DataFrame]:
    """Give `edits` of the formulas that fail (see `search`), and `perturbed` and `printed` (see formulas.perturb)."""
    failing = [formula for formula in formulas if not holds(formula)]
    return {"edits": search(failing), "perturbed": perturb(formulas), "printed": printed(formulas)}


def _rows(formula: Formula) -> list[tuple]:
    start = (formula.claim, formula.printed, relative_error(formula, formula.printed))
    latest = {formula.printed: ""}  # expression -> change, with as many typos as the last round tried
    seen = dict(latest)
    for edits in range(1, formula.most + 1):
        found: dict[str, str] = {}
        for text, so_far in latest.items():
            for edited, change in variants(text, formula.alike, formula.counts).items():
                if edited not in seen and edited not in found:
                    found[edited] = f"{so_far}, and {change}" if so_far else change
        seen |= found
        errors = {text: relative_error(formula, text) for text in found}
        fits = [text for text, error in errors.items() if error <= formula.tolerance]
        if fits or edits == formula.most:
            common = (*start, edits, len(seen) - 1, *_values_and_chance(formula, list(seen)[1:]))
            return [(*common, found[text], text, errors[text]) for text in fits] or [(*common, "", "", np.nan)]
        latest = found
    return []


def _values_and_chance(formula: Formula, tried: list[str]) -> tuple[int, float]:
    """Count the different values of the edits `tried`, and give the chance that one of them fits by coincidence.

    One number is compared, the largest entry of the truth in the first trial. Where the value is true or false, every
    different outcome counts as the toss of a coin; for whole numbers the model is coincidence.coverage, each edit
    covering half a unit around its value. For other formulas the chance is nan, as nine digits never agree by chance.
    """
    truth = np.asarray(formula.truths[0])
    found = [value_of(compile(text, "formula", "eval"), formula.inputs[0]) for text in (formula.printed, *tried)]
    values = [None if value is None or np.shape(value) != truth.shape else np.asarray(value) for value in found]
    if truth.dtype == bool:
        outcomes = {value.tobytes() for value in values[1:] if value is not None and value.dtype == bool}
        return len(outcomes), 1 - 0.5 ** len(outcomes)
    place = np.unravel_index(int(np.abs(truth.astype(float)).argmax()), truth.shape)
    numbers = [None if value is None else float(np.real(value[place])) for value in values]
    printed, *others = [number if number is not None and np.isfinite(number) else None for number in numbers]
    others = [number for number in others if number is not None]
    different = len({f"{number:.{DIGITS - 1}e}" for number in others})
    if not formula.whole:
        return different, np.nan
    size = abs(printed or 0.0) or float(np.median([abs(number) for number in others if number] or [1.0]))
    excluded = None if printed is None else (printed - 0.5, printed + 0.5)
    return different, coverage([(number - 0.5, number + 0.5) for number in others], size, excluded)
