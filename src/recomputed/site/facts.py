"""Template context of one claim or one figure."""

import math

import pandas as pd

from recomputed.audit import evidence, links, search
from recomputed.audit.claim import Claim
from recomputed.site import formulas, intervals, trend_plot, wording
from recomputed.site.catalogue import AuditedClaim, Figure
from recomputed.site.conditions import conditions
from recomputed.site.evidence_table import evidence_tables


def words(audited: AuditedClaim, tables: dict[str, pd.DataFrame]) -> dict:
    """Give in words what is said, printed and found, why the claim does not hold, and with which edit it does.

    `printed` and `corrected` are the formulas of the claim, see formulas.formulas; `text` is what is printed as text.
    """
    claim, row = audited.claim, audited.row
    return {
        "said": wording.said(claim),
        "text": wording.printed(claim),
        "found": wording.found(claim, row["recomputed"], tables),
        "measures": claim.measures,
        "asked": wording.asked(claim, row["tolerance"]),
        "limit": claim.with_unit(row["tolerance"]) if claim.kind == "bound" else row["tolerance"],
        "why": wording.why(claim, row["verdict"]),
        "reason": wording.reason(row),
        "apart": wording.apart(wording.rest(row, wording.holds_as(claim, row)[1])),
        "holds": wording.holds_as(claim, row),
        **formulas.formulas(claim, row["verdict"]),
    }


def claim(audited: AuditedClaim, tables: dict[str, pd.DataFrame], robustness: pd.DataFrame) -> dict:
    """Give the drawings, the rows of evidence, the verdicts under other conditions of a claim, and how to make them."""
    claim, row = audited.claim, audited.row
    is_trend = claim.evidence and claim.kind == "trend"
    unit = claim.unit if claim.kind in ("bound", "trend") else ""  # the other kinds have it in their text
    return {
        "audited": audited,
        "commands": [f"make {file}" for file in sorted(claim.files)],
        "drawings": _drawings(claim, row, tables) if claim.evidence else [],
        "trend": trend_plot.trend_plot(claim, evidence.select(claim, tables)) if is_trend else None,
        "odds": search.odds(row["search"]) if row["search"] and wording.believable(claim, row) else "",
        "evidence": evidence_tables(claim, row["verdict"], tables) if claim.evidence else [],
        "conditions": conditions(robustness[robustness["id"] == claim.id].to_dict("records"), row["verdict"], unit),
    }


def figure(figure: Figure, sheets: dict[str, list[str]]) -> dict:
    """Give the seeds behind a figure and the CSV files to offer; `sheets` by file of arrays."""
    seeds = sorted({str(step["params"]["seed"]) for step in figure.steps if "seed" in step["params"]})
    offered = [sheet for file in figure.files for sheet in sheets.get(file, [file] if file.endswith(".csv") else [])]
    return {"figure": figure, "seeds": seeds, "offered": offered}


def _drawings(claim: Claim, row: dict, tables: dict[str, pd.DataFrame]) -> list[intervals.Drawing]:
    alone = {"bound": intervals.bound, "identity": intervals.identity}.get(claim.kind)
    if claim.kind == "identity" and math.isinf(links.worst(claim, evidence.select(claim, tables))[0]):
        return []  # sides of different shapes have no place on an axis
    return [alone(claim, evidence.select(claim, tables))] if alone else [intervals.number(n) for n in row["numbers"]]
