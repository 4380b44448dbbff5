"""A test of the check of formulas: a formula that holds must fail when it is changed into one that is not equal."""

import pandas as pd

from recomputed.formulas.formula import Formula, apart, holds, largest_error, relative_error
from recomputed.formulas.syntax import variants

KINDS = ("sign", "factor 2", "exponent ± 1", "symbol", "n ± 1")
SAME_VALUE = 1e-12  # relative; two expressions of one value differ by rounding in float64
PERTURBED = ["claim", "printed", "perturbation", "edited", "edited_error", "same_value", "detected"]


def perturb(formulas: list[Formula]) -> pd.DataFrame:
    """Change each formula that holds, and check that it then fails.

    Columns: claim, printed, perturbation, edited, edited_error, same_value (yes: printed and edited formula have the
    same value on all inputs, so that no check could distinguish them), detected (yes or no).
    """
    rows = []
    for formula in filter(holds, formulas):
        for text, change in variants(formula.printed, formula.alike, formula.counts).items():
            kind = change.rpartition("(")[2].rstrip(")")
            if kind in KINDS:
                error = relative_error(formula, text)
                missed = error <= formula.tolerance
                same = missed and _same_value(formula, text)
                answers = ("no", "yes")[same], ("yes", "no")[missed]
                rows.append((formula.claim, formula.printed, kind, text, error, *answers))
    return pd.DataFrame(rows, columns=PERTURBED)


def printed(formulas: list[Formula]) -> pd.DataFrame:
    """Give the error of every formula as printed, which the self-test compares with the evidence of the claim.

    Columns: claim, printed, error (largest relative error over the trials, infinite where there is no value),
    tolerance.
    """
    rows = [(formula.claim, formula.printed, largest_error(formula), formula.tolerance) for formula in formulas]
    return pd.DataFrame(rows, columns=["claim", "printed", "error", "tolerance"])


def _same_value(formula: Formula, text: str) -> bool:
    pairs = zip(formula.values(text), formula.values(formula.printed), strict=True)
    return all(apart(edited, as_printed) <= SAME_VALUE for edited, as_printed in pairs)
