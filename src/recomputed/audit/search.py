"""What came of trying small edits on a claim that fails as printed, of its numbers or of its formula."""

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.edits import numbers
from recomputed.audit.edits.coincidence import in_words
from recomputed.errors import BadInput
from recomputed.formulas.edits import FAMILY


def search(claim: dict, tables: dict[str, pd.DataFrame]) -> dict:
    """Give family, tried, luck (or None), fits (change, recomputed) and told, in words, of a failing claim.

    Numbers, bounds and trends are searched here; a formula was searched where the table was made that the claim names
    under `search`. What cannot be searched has no family, and told says why.
    Raises BadInput for a table that is missing or does not have the claim.
    """
    found = _of_formula(claim, tables) if "search" in claim else numbers.search(claim, evidence.select(claim, tables))
    return found | {"told": _told(found)}


def _of_formula(claim: dict, tables: dict[str, pd.DataFrame]) -> dict:
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
    luck = None if pd.isna(first["luck"]) else float(first["luck"])
    counts = {"tried": int(first["tried"]), "values": int(first["values"])}
    return {"family": FAMILY, **counts, "luck": luck, "fits": fits}


def _told(found: dict) -> str:
    """Tell a search in one sentence: the smallest edits, how many were tried, and the chance of an accident."""
    if not found["family"]:
        return found["why"]
    if not found["fits"]:
        return f"None of {found['tried']} small edits tried makes it hold"
    changes = ", or as well ".join(fit["change"] for fit in found["fits"])
    return f"Smallest edit, a hypothesis: {changes}; {odds(found)}"


def odds(found: dict) -> str:
    """Tell of a search that found something how many edits were tried, and the chance of an accident."""
    if found["luck"] is None:
        return f"{found['tried']} tried, of {found['values']} different values; what fits does so to nine digits"
    return f"{found['tried']} tried, chance that one fits by luck {in_words(found['luck'])}"
