"""The self-test of formulas: they were perturbed where they were judged; here these become rows of the self-test.

The evidence of a formula is an error, which does not show whether the check behind it could fail. A formula that holds
shows it when it is perturbed, one that fails when the right value is put in.
"""

from collections.abc import Iterator

import pandas as pd

from recomputed.audit.claim import Claim
from recomputed.audit.selftest.perturb import RIGHT
from recomputed.errors import BadInput

HOLDS, FAILS = "holds", "fails"
COUNTED = {"yes": "same value", "no": "yes"}  # by the column same_value; other words of it are reasons


def rows(claims: list[Claim], perturbed: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    """Yield rows for recomputed.audit.selftest.run from the tables of recomputed.formulas.perturbed of each article.

    Raises BadInput, naming the file, for a formula whose claim is in no ledger.
    """
    known = {claim.id: claim for claim in claims}
    for path, table in perturbed.items():
        if unknown := sorted(set(table["claim"]) - set(known)):
            expected, do = "ids of checkable claims", "correct bindings.py of the article"
            raise BadInput("formula of no claim", where=path, expected=expected, found=unknown, do=do)
        for row in table.itertuples():
            counted = COUNTED.get(row.same_value, row.same_value)
            was = FAILS if row.perturbation == RIGHT else HOLDS
            change = (row.perturbation, row.edited, counted, row.detected, was, f"error {row.edited_error:.2g}")
            yield row.claim, known[row.claim].kind, "formula", *change
