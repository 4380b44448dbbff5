"""A claim and the results tables in, a verdict out: computed, never written down."""

from functools import partial

import pandas as pd

from articles.audit import checks, evidence
from articles.audit.checks import Outcome
from articles.errors import BadInput
from articles.mnist import is_provisional

WHOLE_UNIT = "within one whole unit of the last printed digit, as truncation gives"


def audit(ledgers: dict[str, dict], tables: dict[str, pd.DataFrame]) -> dict:
    """Judge every claim of every ledger.

    Gives `csv` (a DataFrame, one row a claim: id, article, title, where, kind, published, recomputed, tolerance,
    verdict, reason, evidence, data, provisional) and `json` (the same as a list of records).
    Raises BadInput for evidence that is missing or does not fit its claim.
    """
    rows = [
        {"id": claim["id"], "article": ledger["article"], **judge(claim, tables)}
        for ledger in ledgers.values()
        for claim in ledger["claims"]
    ]
    return {"csv": pd.DataFrame(rows), "json": rows}


def judge(claim: dict, tables: dict[str, pd.DataFrame]) -> dict:
    """Judge one claim: as printed, then loosened, then edited; see `audit` for the columns."""
    texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
    unit = f" {claim['unit']}" if "unit" in claim else ""
    row = {
        "title": claim["title"],
        "where": claim["where"],
        "kind": claim["kind"],
        "published": " ".join(texts) + unit,
    }
    if "not_checkable" in claim:
        return row | _columns("", "", "not checkable", claim["not_checkable"], "", "")
    verdict, printed, reason, data = _verdict(claim, tables)
    if "remark" in claim:
        reason = f"{reason}. {claim['remark']}"
    recomputed = printed.recomputed + unit if claim["kind"] in ("value", "about") else printed.recomputed
    return row | _columns(recomputed, printed.tolerance, verdict, reason, evidence.describe(claim), data)


def _verdict(claim: dict, tables: dict[str, pd.DataFrame]) -> tuple[str, Outcome, str, str]:
    printed, data = _outcome(claim, tables)
    if printed.holds:
        return "reproduced", printed, printed.reason, data
    if claim["kind"] == "value" and _outcome(claim, tables, half_units=2.0)[0].holds:
        return "approximate", printed, f"{printed.reason}; holds {WHOLE_UNIT}", data
    if "loosened" in claim:
        loose, loose_data = _outcome(_merged(claim, claim["loosened"]), tables)
        if loose.holds:
            condition = claim["loosened"]["condition"]
            reason = f"{printed.reason}; holds {condition} ({loose.reason})"
            return "approximate", printed, reason, _both(data, loose_data)
    if "edit" in claim:
        edited, edited_data = _outcome(_merged(claim, claim["edit"]), tables)
        if edited.holds:
            reason = f"{printed.reason}; holds with the edit {claim['edit']['change']} ({edited.reason})"
            return "misprint", printed, reason, _both(data, edited_data)
    return "refuted", printed, printed.reason, data


def _outcome(claim: dict, tables: dict[str, pd.DataFrame], **granted: float) -> tuple[Outcome, str]:
    try:
        cells = evidence.select(claim, tables)
        return partial(checks.CHECKS[claim["kind"]], **granted)(claim, cells), cells.data
    except BadInput:
        raise
    except ValueError as error:
        place = evidence.describe(claim)
        raise BadInput(
            "evidence does not fit", where=f"claim {claim['id']}", expected=place, found=error, do="mend the ledger"
        ) from error


def _both(data: str, more: str) -> str:
    return "; ".join(sorted({text for text in (data, more) if text}))


def _merged(claim: dict, overrides: dict) -> dict:
    """Lay `overrides` over `claim`, key by key inside `evidence` and its `row`."""
    merged = dict(claim)
    for key, value in overrides.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged


def _columns(recomputed: str, tolerance: str, verdict: str, reason: str, place: str, data: str) -> dict:
    return {
        "recomputed": recomputed,
        "tolerance": tolerance,
        "verdict": verdict,
        "reason": reason,
        "evidence": place,
        "data": data,
        "provisional": is_provisional(data),
    }
