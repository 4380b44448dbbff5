"""The self-test of formulas: each is perturbed, and its evidence is compared with its expression.

The evidence of an identity is one number, its error, which does not show whether the check behind it could fail. The
formula shows it when it is perturbed, provided that the perturbed expression is the formula behind the evidence.
"""

from collections.abc import Iterator

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.selftest.perturb import RIGHT
from recomputed.errors import BadInput

COPIES, HOLDS, FAILS = "copies agree", "holds", "fails"
MAX_RATIO = 100.0  # between the errors of one failing formula on two sets of random inputs
Tables = dict[str, pd.DataFrame]


def rows(claims: list[Claim], tables: Tables, perturbed: Tables, printed: Tables) -> Iterator[tuple]:
    """Yield rows for recomputed.audit.selftest.run from the tables of recomputed.formulas.perturb of each article.

    Raises BadInput, naming the file, for a formula whose claim is in no ledger.
    """
    known = {claim.id: claim for claim in claims}
    for path, table in (*perturbed.items(), *printed.items()):
        if unknown := sorted(set(table["claim"]) - set(known)):
            expected, do = "ids of checkable claims", "correct expressions.py or bindings.py of the article"
            raise BadInput("formula of no claim", where=path, expected=expected, found=unknown, do=do)
    for table in perturbed.values():
        for row in table.itertuples():
            counted = {"yes": "same value", "no": "yes"}.get(row.same_value, row.same_value)
            was = FAILS if row.perturbation == RIGHT else HOLDS
            change = (row.perturbation, row.edited, counted, row.detected, was, f"error {row.edited_error:.2g}")
            yield row.claim, known[row.claim].kind, "formula", *change
    for table in printed.values():
        for name, expressions in table.groupby("claim", sort=False):
            if known[name].kind == "identity" and not known[name].formulas:
                yield _copies(known[name], tables, expressions)


def _copies(claim: Claim, tables: Tables, expressions: pd.DataFrame) -> tuple:
    """Compare the claim's evidence with its expressions: both hold, or both fail with an error of the same size."""
    cell = float(evidence.select(claim, tables).numbers().max())
    error = float(expressions["error"].max())
    was = HOLDS if cell <= claim.tolerance else FAILS
    other = HOLDS if (expressions["error"] <= expressions["tolerance"]).all() else FAILS
    alike = was == other and (was == HOLDS or error == float("inf") or 1 / MAX_RATIO <= cell / error <= MAX_RATIO)
    detail = f"error {cell:.2g} in the evidence, {error:.2g} of the expression"
    return claim.id, claim.kind, "formula", COPIES, detail, "yes", "yes" if alike else "no", was, other
