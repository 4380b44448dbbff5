"""The self-test of formulas: each perturbed, and its two copies, the evidence and the expression, set side by side.

An identity rests on one number, its error, which says nothing of whether the check behind it could fail. What shows
that is the formula itself, perturbed, provided that the expression which is perturbed is the formula of the evidence.
"""

from collections.abc import Iterator

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.checks import IDENTITY_TOLERANCE
from recomputed.errors import BadInput

COPIES, HOLDS, FAILS = "copies agree", "holds", "fails"
APART = 100.0  # errors of a formula that fails are of one size within this factor: inputs are random, and not the same
Tables = dict[str, pd.DataFrame]


def rows(claims: list[dict], tables: Tables, perturbed: Tables, printed: Tables) -> Iterator[tuple]:
    """Yield rows for recomputed.audit.selftest.run from what recomputed.formulas.perturb made of each article.

    Raises BadInput, naming the file, for a formula of a claim that no ledger has.
    """
    known = {claim["id"]: claim for claim in claims}
    for path, table in (*perturbed.items(), *printed.items()):
        if strange := sorted(set(table["claim"]) - set(known)):
            expected, do = "ids of checkable claims", "mend expressions.py"
            raise BadInput("formula of no claim", where=path, expected=expected, found=strange, do=do)
    for table in perturbed.values():
        for row in table.itertuples():
            counted = "same value" if row.same_value == "yes" else "yes"
            change = (row.perturbation, row.edited, counted, row.detected, HOLDS, f"error {row.edited_error:.2g}")
            yield row.claim, known[row.claim]["kind"], "formula", *change
    for table in printed.values():
        for name, own in table.groupby("claim", sort=False):
            if known[name]["kind"] == "identity":
                yield _copies(known[name], tables, own)


def _copies(claim: dict, tables: Tables, expressions: pd.DataFrame) -> tuple:
    """Compare the claim's evidence with its expressions: both hold, or both fail with an error of the same size."""
    cell = float(evidence.select(claim, tables).numbers().max())
    error = float(expressions["error"].max())
    was = HOLDS if cell <= claim.get("tolerance", IDENTITY_TOLERANCE) else FAILS
    other = HOLDS if (expressions["error"] <= expressions["tolerance"]).all() else FAILS
    alike = was == other and (was == HOLDS or error == float("inf") or 1 / APART <= cell / error <= APART)
    detail = f"error {cell:.2g} in the evidence, {error:.2g} of the expression"
    return claim["id"], claim["kind"], "formula", COPIES, detail, "yes", "yes" if alike else "no", was, other
