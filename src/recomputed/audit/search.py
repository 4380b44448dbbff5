"""The outcome of a search for small edits of a claim that fails as printed: of its numbers or of its formula."""

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.edits import numbers
from recomputed.audit.edits.coincidence import in_words
from recomputed.errors import BadInput
from recomputed.formulas.family import FAMILY


def search(claim: Claim, tables: dict[str, pd.DataFrame]) -> dict:
    """Give family, tried, luck (or None), fits (change, recomputed) and told, a sentence, for a failing claim.

    Numbers, bounds and trends are searched here; edits of a formula are read from the table that the claim names under
    `search`. Where nothing is searched, family is "" and told gives the reason.
    Raises BadInput for a table that is missing or has no row of the claim.
    """
    found = _of_formula(claim, tables) if claim.search else numbers.search(claim, evidence.select(claim, tables))
    return found | {"told": _sentence(found)}


def _of_formula(claim: Claim, tables: dict[str, pd.DataFrame]) -> dict:
    table = tables.get(claim.search, pd.DataFrame({"claim": []}))
    rows = table[table["claim"] == claim.id]
    if rows.empty:
        where, expected, do = f"claim {claim.id}", f"a row in {claim.search}", "correct its search in the ledger"
        raise BadInput("no search of its formula", where=where, expected=expected, found="none", do=do)
    fits = [
        {"change": row.change, "recomputed": f"relative error {row.edited_error:.2g}"}
        for row in rows[rows["change"] != ""].itertuples()
    ]
    first = rows.iloc[0]
    chance = None if pd.isna(first["luck"]) else float(first["luck"])
    counts = {"tried": int(first["tried"]), "values": int(first["values"])}
    return {"family": FAMILY, **counts, "luck": chance, "fits": fits}


def _sentence(found: dict) -> str:
    """Say in one sentence which smallest edits fit, how many were tried, and the chance of a coincidence."""
    if not found["family"]:
        return found["why"]
    if not found["fits"]:
        return f"None of {found['tried']} small edits tried makes it hold"
    changes = ", or as well ".join(fit["change"] for fit in found["fits"])
    return f"Smallest edit, a hypothesis: {changes}; {odds(found)}"


def odds(found: dict) -> str:
    """Say of a search with fits how many edits were tried, and the chance of a coincidence."""
    if found["luck"] is None:
        return f"{found['tried']} tried, of {found['values']} different values; what fits agrees to nine digits"
    return f"{found['tried']} tried, chance that one fits by coincidence {in_words(found['luck'])}"
