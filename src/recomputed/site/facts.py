"""What the templates are told of one statement or figure."""

import pandas as pd

from recomputed.audit import evidence, search
from recomputed.site import intervals, trend_plot, wording
from recomputed.site.catalogue import Figure, Statement
from recomputed.site.evidence_table import evidence_tables


def words(statement: Statement, tables: dict[str, pd.DataFrame]) -> dict:
    """Give in words what is said, what is printed, what was found, why it does not hold and with what it does."""
    claim, row = statement.claim, statement.row
    return {
        "said": wording.said(claim),
        "printed": wording.printed(claim),
        "found": wording.found(claim, row["recomputed"], tables),
        "asked": wording.asked(claim, row["tolerance"]),
        "why": wording.why(claim, row["verdict"]),
        "reason": wording.reason(row),
        "holds": wording.holds_as(claim, row),
    }


def statement(statement: Statement, tables: dict[str, pd.DataFrame], robustness: pd.DataFrame) -> dict:
    """Give the drawings, the rows of evidence and the verdicts under other conditions of a statement."""
    claim, row = statement.claim, statement.row
    checked = "evidence" in claim
    return {
        "statement": statement,
        "drawings": _drawings(claim, row, tables) if checked else [],
        "course": trend_plot.course(claim, evidence.select(claim, tables))
        if checked and row["kind"] == "trend"
        else None,
        "odds": search.odds(row["search"]) if row["search"] and wording.believable(claim, row) else "",
        "evidence": evidence_tables(claim, row["verdict"], tables) if checked else [],
        "robustness": robustness[robustness["id"] == row["id"]].to_dict("records"),
        "second_place": _place(claim["second_route"]) if "second_route" in claim else "",
    }


def figure(figure: Figure, sheets: dict[str, list[str]]) -> dict:
    """Give the seeds that a figure rests on and the CSV files to offer; `sheets` by file of arrays."""
    seeds = sorted({str(step["params"]["seed"]) for step in figure.steps if "seed" in step["params"]})
    offered = [sheet for file in figure.files for sheet in sheets.get(file, [file] if file.endswith(".csv") else [])]
    return {"figure": figure, "seeds": seeds, "offered": offered}


def _place(part: dict) -> str:
    return evidence.describe(part).removeprefix(part["evidence"]["file"])


def _drawings(claim: dict, row: dict, tables: dict[str, pd.DataFrame]) -> list[intervals.Drawing]:
    alone = {"bound": intervals.bound, "identity": intervals.identity}.get(row["kind"])
    return [alone(claim, evidence.select(claim, tables))] if alone else [intervals.number(n) for n in row["numbers"]]
