"""What came of trying small edits on a claim that fails as printed, of its numbers or of its formula."""

import pandas as pd

from articles.audit import edits, evidence
from articles.audit.formula_edits import FAMILY
from articles.errors import BadInput


def search(claim: dict, tables: dict[str, pd.DataFrame]) -> dict | None:
    """Give family, tried, luck and fits (change, recomputed) of a failing claim; None where nothing can be searched.

    Numbers are searched here; a formula was searched where the table was made that the claim names under `search`.
    Raises BadInput for a table that is missing or does not have the claim.
    """
    if "search" not in claim:
        return edits.search(claim, evidence.select(claim, tables))
    file = claim["search"]
    table = tables.get(file, pd.DataFrame({"claim": []}))
    rows = table[table["claim"] == claim["id"]]
    if rows.empty:
        where, do = f"claim {claim['id']}", "mend its search"
        raise BadInput("no search of its formula", where=where, expected=f"a row in {file}", found="none", do=do)
    fits = [
        {"change": row.change, "recomputed": f"relative error {row.edited_error:.2g}"}
        for row in rows[rows["change"] != ""].itertuples()
    ]
    first = rows.iloc[0]
    return {"family": FAMILY, "tried": int(first["tried"]), "luck": float(first["luck"]), "fits": fits}


def in_words(found: dict | None) -> str:
    """Tell a search in one sentence: the smallest edits, how many were tried, and the chance of an accident."""
    if found is None or not found["tried"]:
        return ""
    if not found["fits"]:
        return f"None of {found['tried']} small edits tried makes it hold"
    changes = ", or as well ".join(fit["change"] for fit in found["fits"])
    luck = f"{100 * found['luck']:.2g} %" if found["luck"] >= 1e-4 else "under 0.01 %"
    return f"Smallest edit, a hypothesis: {changes}; {found['tried']} tried, chance that one fits by luck {luck}"
