"""The smallest edit of a printed formula that makes it hold: a stated family, tried one by one on the same inputs."""

import numpy as np
import pandas as pd

from recomputed.audit.edits.coincidence import coverage
from recomputed.formulas.formula import Formula, holds, relative_error, value_of
from recomputed.formulas.perturb import perturb, printed
from recomputed.formulas.syntax import variants

FAMILY = (
    "one slip in a formula, at one place or wherever the same stands: sign, exponent ± 1 or its sign, reciprocal, "
    "factor 2, n ± 1, a symbol for its neighbour, order, transposition, brackets, relation; then two slips"
)
COLUMNS = ["claim", "printed", "printed_error", "edits", "tried", "values", "luck", "change", "edited", "edited_error"]
DIGITS = 9  # to which two values count as one


def search(formulas: list[Formula]) -> pd.DataFrame:
    """Search the family for each formula; one row a fit, or one row without a change where none fits.

    Columns: claim, printed, printed_error; edits (slips at once: the fewest that fit, or the most tried), tried (edits
    in all), values (different ones among them, in the first trial), luck (chance that one of them would fit by
    accident, see `_luck`); change, edited, edited_error (largest relative error over the trials).
    """
    return pd.DataFrame([row for formula in formulas for row in _rows(formula)], columns=COLUMNS)


def tables(formulas: list[Formula]) -> dict[str, pd.DataFrame]:
    """Give `edits` (see `search`) of what fails, `perturbed` (see `perturb`) of what holds, and `printed`, all."""
    failing = [formula for formula in formulas if not holds(formula)]
    return {"edits": search(failing), "perturbed": perturb(formulas), "printed": printed(formulas)}


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
            about = (*start, edits, len(seen) - 1, *_luck(formula, list(seen)[1:]))
            return [(*about, grown[text], text, errors[text]) for text in fits] or [(*about, "", "", np.nan)]
        front = grown
    return []


def _luck(formula: Formula, tried: list[str]) -> tuple[int, float]:
    """Count the different values of the edits `tried`, and give the chance that one of them would fit by accident.

    Looked at is one number, the truth's largest entry in the first trial. For statements that are true or false every
    different outcome counts as the toss of a coin; for whole numbers the model is `luck.coverage`, each edit covering
    half a unit around its value. For any other formula the chance is nan: that many digits agree by no accident.
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
    shut = None if printed is None else (printed - 0.5, printed + 0.5)
    return different, coverage([(number - 0.5, number + 0.5) for number in others], size, shut)
