"""All formulas of an article's ledger, judged on the values that its bindings give."""

import pandas as pd

from recomputed.formulas import perturbed, search, typesetting
from recomputed.formulas.cases import PRINTED, cases
from recomputed.formulas.link_rows import COLUMNS, link_rows

HOLDS = COLUMNS.index("holds")


def formulas(article: str, printed: dict[str, dict], seed: int) -> dict[str, pd.DataFrame]:
    """Judge the formulas of an article; printed: claim -> kind and formulas, see recomputed.audit.formula_claims.

    Gives `formulas`, a row for each link of each formula: claim, formula, part (printed, edit or conditional), link
    (as in "1 to 2": the numbers of its sides, or "truth"), left, relation, right, error (largest over the trials,
    relative), tolerance, holds (yes or no), trials, note (why a side has no value); `edits`, see formulas.search;
    `perturbed`, see formulas.perturbed.
    Raises BadInput, naming the claim, for a formula without values, a symbol without one, and shapes that do not fit.
    """
    typeset = {claim: parts for claim, parts in printed.items() if parts["kind"] == "latex"}
    judged = {claim: parts for claim, parts in printed.items() if claim not in typeset}
    rows, edits, changed = typesetting.rows(typeset), [], typesetting.perturbed(typeset)
    for case in cases(article, judged, seed):
        found, of_formula = link_rows(case), (case.claim, case.text, case.tree, case.binding)
        rows += found
        if all(row[HOLDS] == "yes" for row in found):
            changed += perturbed.perturb(*of_formula)
        elif case.part == PRINTED:
            edits += search.search(*of_formula)
            changed += perturbed.put_right(*of_formula)
    return {
        "formulas": pd.DataFrame(rows, columns=COLUMNS),
        "edits": pd.DataFrame(edits, columns=search.COLUMNS),
        "perturbed": pd.DataFrame(changed, columns=perturbed.COLUMNS),
    }
